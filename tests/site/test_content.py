"""The content: every page of the plan in English and Russian, without anything to mend."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from built_portal import ROOT, run, safar

PLAN = {
    "before": "decide checks documents recruiters scams money family-plan health routes",
    "arrive": "border 90-days registration my-deadlines first-30-days-russia "
    "first-30-days-kazakhstan phone-sim-bank",
    "work": "patent eaeu kazakhstan contract wages safety-hours passport-kept discrimination "
    "police controlled-persons fines-bans army-contract",
    "health": "emergency insurance tb hiv pregnancy-child mental work-injury medicines",
    "family": "contact children-home children-with-you women remittances death-abroad",
    "language": "alphabet learn exam",
    "centres": "hotlines consulates russia kazakhstan uzbekistan kyrgyzstan tajikistan "
    "other-countries get-help never-asks",
    "home": "plan-return banned work-skills health-after family-again documents",
    "letters": "unpaid-wages complaint interpreter lost-documents",
    "about": "how-we-check privacy report-error for-centres for-editors",
}
DRAWINGS = ("documents-set", "first-30-days", "patent-receipt", "police-check", "scam-steps")


@pytest.mark.parametrize("locale", ["en", "ru"])
@pytest.mark.parametrize("section", PLAN)
def test_every_page_of_the_plan_is_written(locale: str, section: str) -> None:
    folder = ROOT / "docs" / locale / section
    assert {path.stem for path in folder.glob("*.md")} == {"index", *PLAN[section].split()}


def test_the_check_has_nothing_to_say() -> None:
    """No errors, and no warnings either: sentences, letters, facts that nobody uses."""
    done = run([safar(), "check", "--json"], ROOT)
    assert json.loads(done.stdout)["problems"] == []


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_small_and_is_described_on_its_page(name: str) -> None:
    path = ROOT / f"docs/assets/img/{name}.svg"
    assert path.stat().st_size < 6 * 1024
    for locale in ("en", "ru"):
        uses = [line for line in lines_of(locale) if f"img/{name}.svg" in line]
        assert uses and all(len(use[2 : use.index("](")]) > 60 for use in uses)


def lines_of(locale: str) -> list[str]:
    """Every line of the pages of a locale that begins an image."""
    pages = Path(ROOT, "docs", locale).rglob("*.md")
    lines = (line for page in pages for line in page.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line.startswith("![")]
