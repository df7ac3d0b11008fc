"""Facts and the pages that use them."""

from __future__ import annotations

from pathlib import Path

import pytest

from safar.problems import Code, Problem, Severity
from safar.sources.portal import load_portal
from scenario import write_scenario

FACT = """{name}:
  value: 30
  claim: It is 30 days.
  unit: day
  country: RU
  confidence: high
  checked: 2026-11-20
  valid_until: 2026-12-31
  sources:
    - {{title: A paper, url: https://example.org/{name}, date: 2026}}
"""


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    write_scenario(tmp_path)
    return tmp_path


def write_fact(root: Path, name: str) -> None:
    folder = root / "docs/_data/facts"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.yml").write_text(FACT.format(name=name), encoding="utf-8")


def use(root: Path, marker: str) -> int:
    path = root / "docs/ru/work/wages.md"
    text = path.read_text(encoding="utf-8") + f"\n{marker}\n"
    path.write_text(text, encoding="utf-8")
    return text.count("\n")


def problems_of(root: Path) -> list[Problem]:
    return load_portal(root / "mkdocs.yml", "")[1]


def test_a_fact_that_a_page_uses_is_no_problem(portal: Path) -> None:
    write_fact(portal, "kz_days")
    use(portal, "{{ fact.kz_days }}")
    assert problems_of(portal) == []


def test_an_unknown_fact_is_told_with_its_line_and_the_nearest_id(portal: Path) -> None:
    write_fact(portal, "kz_days")
    use(portal, "{{ fact.kz_days }}")
    line = use(portal, "{{ fact.kz_day }}")
    (found,) = problems_of(portal)
    assert (found.code, found.path, found.line) == (
        Code.FACT_UNKNOWN,
        "docs/ru/work/wages.md",
        line,
    )
    assert found.hint == "did you mean {{ fact.kz_days }}?"


def test_any_other_name_in_double_braces_is_unknown(portal: Path) -> None:
    line = use(portal, "{{ kz_days }}")
    (found,) = problems_of(portal)
    assert (found.code, found.line) == (Code.FACT_UNKNOWN, line)


def test_a_fact_that_nobody_uses_is_a_warning(portal: Path) -> None:
    write_fact(portal, "kz_days")
    (found,) = problems_of(portal)
    assert (found.code, found.severity) == (Code.FACT_UNUSED, Severity.WARNING)
    assert found.path == "docs/_data/facts/kz_days.yml"


def test_a_marker_in_front_matter_is_told_with_its_line(portal: Path) -> None:
    path = portal / "docs/ru/work/wages.md"
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    number = next(n for n, line in enumerate(lines, start=1) if line.startswith("description:"))
    lines[number - 1] = 'description: "Pay {{ fact.kz_days }}"'
    path.write_text("\n".join(lines), encoding="utf-8")
    found = [(one.code, one.path, one.line) for one in problems_of(portal)]
    assert found == [(Code.FACT_PLACE, "docs/ru/work/wages.md", number)]


def test_a_marker_in_an_interface_text_is_told(portal: Path) -> None:
    path = portal / "docs/ru/_data/ui.yml"
    lines = path.read_text(encoding="utf-8").split("\n")
    number = next(n for n, line in enumerate(lines, start=1) if line.startswith("  name:"))
    lines[number - 1] = '  name: "{{ fact.kz_days }}"'
    path.write_text("\n".join(lines), encoding="utf-8")
    found = {(one.code, one.path, one.line) for one in problems_of(portal)}
    assert (Code.FACT_PLACE, "docs/ru/_data/ui.yml", number) in found


@pytest.mark.parametrize("marker", ["{{\nfact.kz_days }}", "{{ {{ fact.kz_days }} }}"])
def test_what_only_begins_like_a_marker_is_told(portal: Path, marker: str) -> None:
    write_fact(portal, "kz_days")
    use(portal, "{{ fact.kz_days }}")
    before = len((portal / "docs/ru/work/wages.md").read_text(encoding="utf-8").split("\n"))
    use(portal, marker)
    (found,) = problems_of(portal)
    assert (found.code, found.line) == (Code.FACT_UNKNOWN, before + 1)


def test_a_fact_with_a_mistake_is_told_once(portal: Path) -> None:
    write_fact(portal, "kz_days")
    path = portal / "docs/_data/facts/kz_days.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("value: 30", "value: about 30"))
    use(portal, "{{ fact.kz_days }} {{ fact.kz_days.value }}")
    assert [found.code for found in problems_of(portal)] == [Code.FACT_VALUE]


def test_a_day_of_checking_that_has_not_come_is_an_error(portal: Path) -> None:
    write_fact(portal, "kz_days")
    use(portal, "{{ fact.kz_days }}")
    path = portal / "docs/_data/facts/kz_days.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("checked: 2026-11-20", "checked: 2036-11-20"), encoding="utf-8")
    assert Code.FACT_DATE in {found.code for found in problems_of(portal)}
    edition = portal / "docs/_data/edition.yml"
    edition.write_text("date: 2036-11-20\n", encoding="utf-8")
    assert (Code.YAML_DATE, "docs/_data/edition.yml") in {
        (found.code, found.path) for found in problems_of(portal)
    }


def test_a_denied_host_in_a_template_or_the_configuration_is_told(portal: Path) -> None:
    (portal / "overrides").mkdir(exist_ok=True)
    (portal / "overrides/main.html").write_text("<a href='https://meduza.io'>x</a>\n")
    config = portal / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "# a@meduza.io\n", encoding="utf-8")
    found = {one.path for one in problems_of(portal) if one.code is Code.HOST_DENIED}
    assert found == {"overrides/main.html", "mkdocs.yml"}
