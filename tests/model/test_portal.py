"""Which text each locale shows under which address, and the values that templates are given."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from safar.model.portal import Portal, resolve_pages
from safar.problems import Severity
from safar.render.frame import make_frame
from safar.render.markdown import Heading, RenderedPage
from safar.render.start import Start, list_starts, start_view
from safar.render.strings import USED
from safar.render.view import page_view
from safar.sources.pages import load_body
from safar.sources.portal import load_portal
from safar.sources.site import load_nav, load_site
from safar.sources.strings import used_strings
from sample_site import write_site

ROOT = Path(__file__).parents[2]
MADE_KINDS = ("search", "calendar", "edition")
EMPTY = RenderedPage("", (Heading(2, "a", "A"),), (), (), (), ())


@pytest.fixture(scope="module")
def portal() -> Portal:
    """The real portal of this repository."""
    found, problems = load_portal(ROOT / "mkdocs.yml", "")
    assert found is not None, problems
    return found


def test_a_missing_page_comes_from_the_next_locale_of_the_chain(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    nav, _ = load_nav(tmp_path / "mkdocs.yml")
    sources, _ = load_site(tmp_path / "docs", nav)
    shown = resolve_pages(sources.pages, sources.locales)
    texts = {norm: page.text.tag for norm, page in shown["ky"].items()}
    assert texts == {"index.md": "ky", "work/wages.md": "ru"}
    assert shown["ky"]["work/wages.md"].path == "ky/work/wages.html"
    assert shown["ky"]["work/wages.md"].is_fallback


def test_a_subset_keeps_its_fallbacks_to_languages_that_are_not_built(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    nav, _ = load_nav(tmp_path / "mkdocs.yml")
    sources, _ = load_site(tmp_path / "docs", nav)
    shown = resolve_pages(sources.pages, sources.locales.subset(["ky"]))
    assert list(shown) == ["ky"]
    assert shown["ky"]["work/wages.md"].text.tag == "ru"


def test_every_locale_brings_its_own_synonyms_and_no_others(portal: Portal) -> None:
    groups = {tag: portal.texts[tag].synonyms for tag in portal.locales.built}
    assert all(len(found) >= 40 for found in groups.values()), {
        t: len(g) for t, g in groups.items()
    }
    words = {tag: {word for group in found for word in group} for tag, found in groups.items()}
    assert "кожоюн" in words["ky"]
    assert "кожоюн" not in words["ru"]
    assert "получка" in words["ru"] & words["ky"]
    assert "ойлик" in words["uz-Cyrl"]


def test_synonyms_of_fallback_pages_are_there_in_a_portal_of_one_locale() -> None:
    found, problems = load_portal(ROOT / "mkdocs.yml", "ky")
    assert found is not None, problems
    assert found.locales.built == ("ky",)
    assert list(found.texts) == ["ky", "ru", "en"]
    assert found.texts["ru"].synonyms


def test_generated_uzbek_is_no_fallback_and_speaks_cyrillic(portal: Portal) -> None:
    page = portal.pages["uz-Cyrl"]["before/documents.md"]
    assert not page.is_fallback
    assert re.search("[А-Яа-яЎўҚқҒғҲҳ]{5}", page.meta.title)
    body = load_body(ROOT, page.source, portal.converter)
    assert re.search("[А-Яа-яЎўҚқҒғҲҳ]{5}", body)
    assert "checked: " not in body


def test_every_locale_has_every_page(portal: Portal) -> None:
    assert {frozenset(pages) for pages in portal.pages.values()} == {
        frozenset(portal.navigation.pages)
    }


@pytest.mark.parametrize("site_url", ["", "https://portal.example/a/b/"])
def test_a_fallback_page_claims_nothing(portal: Portal, site_url: str) -> None:
    shown = portal.pages["ky"]["work/patent.md"]
    hosted = with_site_url(portal, site_url)
    view = page_view(hosted, shown, EMPTY)
    assert view.is_fallback and view.text.tag == "ru"
    assert view.frame.hreflang == ()
    expected = f"{site_url}ru/work/patent.html" if site_url else ""
    assert view.frame.canonical == expected
    marked = {choice.locale.tag for choice in view.frame.switcher if choice.text}
    assert marked == {"uz", "uz-Cyrl", "tg", "ky", "kk", "kaa"}


def test_alternates_name_every_own_text_and_the_source_as_default(portal: Portal) -> None:
    hosted = with_site_url(portal, "https://portal.example/")
    view = page_view(hosted, hosted.pages["tg"]["emergency.md"], EMPTY)
    alternates = dict(view.frame.hreflang)
    assert list(alternates) == [*portal.locales.built, "x-default"]
    assert alternates["x-default"] == alternates["en"] == "https://portal.example/en/emergency.html"


def test_a_page_out_of_reach_leads_the_switcher_home(portal: Portal) -> None:
    frame = make_frame(portal, portal.locales["ky"], "only/in-kyrgyz.md", kind="article")
    targets = {choice.locale.tag: choice.href for choice in frame.switcher}
    assert targets["ru"] == "../../ru/index.html"


def test_the_report_mail_names_the_page_and_the_edition(portal: Portal) -> None:
    view = page_view(portal, portal.pages["en"]["work/patent.md"], EMPTY)
    assert view.report.startswith("mailto:?subject=Error%20on%20the%20page")
    assert "en/work/patent.html" in view.report
    assert "2026" in view.report


def test_start_pages_hold_what_matters_for_the_choice(portal: Portal) -> None:
    starts = {start.norm: start for start in list_starts(portal)}
    assert "start/kz-kz.md" not in starts
    russia = start_view(portal, portal.locales["en"], starts["start/uz-ru.md"])
    hrefs = [link.href for link in russia.pages]
    assert "../work/patent.html" in hrefs
    kyrgyz = start_view(portal, portal.locales["en"], starts["start/kg-ru.md"])
    assert "../emergency.html" in [link.href for link in kyrgyz.pages]


def test_the_texts_that_code_asks_for_are_declared() -> None:
    """`USED` is read by the check for unused texts: a forgotten key would be called unused."""
    asked = re.compile(r"""(?:\bt\(|strings\[)f?["']([a-z_.{}]+)["']""")
    keys = set[str]()
    for path in sorted((ROOT / "src" / "safar").glob("*/*.py")):
        for key in asked.findall(path.read_text("utf-8")):
            keys.add(re.sub(r"\{.*", "*", key))
    kinds = {f"{kind}.{part}" for kind in MADE_KINDS for part in ("title", "description")}
    assert keys - {"*"} <= {*USED, *used_strings(ROOT / "overrides")}
    assert keys | kinds >= USED


def with_site_url(portal: Portal, site_url: str) -> Portal:
    """The portal as it is built for an address."""
    return replace(portal, settings=replace(portal.settings, site_url=site_url))


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        ((), "{root}/mkdocs.yml: the file is missing [config.value]"),
        (("mkdocs.yml",), "docs: the folder is missing [file.read]"),
    ],
)
def test_a_folder_without_a_portal_is_one_problem(
    tmp_path: Path, there: tuple[str, ...], expected: str
) -> None:
    for name in there:
        shutil.copy(ROOT / name, tmp_path / name)
    found, problems = load_portal(tmp_path / "mkdocs.yml", "")
    assert found is None
    assert [str(problem).splitlines()[0] for problem in problems] == [
        expected.format(root=tmp_path.as_posix())
    ]


def test_a_mistake_in_the_exceptions_is_told_with_its_line(tmp_path: Path) -> None:
    shutil.copy(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    path = tmp_path / "docs/_data/uz-cyrl-exceptions.yml"
    lines = path.read_text("utf-8").splitlines()
    place = lines.index("      fevral: февраль")
    lines[place] = "      fevral: фeвраль"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    _, problems = load_portal(tmp_path / "mkdocs.yml", "")
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert [str(problem) for problem in errors] == [
        f"docs/_data/uz-cyrl-exceptions.yml:{place + 1}: months-fitrat: fevral: expected Cyrillic"
        ' letters, received "фeвраль" with the Latin e [yaml.type]'
    ]


def test_a_page_written_by_hand_wins_over_a_generated_one(tmp_path: Path) -> None:
    for name in ("docs", "mkdocs.yml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    page = (ROOT / "docs/uz/index.md").read_text("utf-8")
    written = re.sub(r"(?m)^title: .*$", "title: Қўлда ёзилган", page)
    (tmp_path / "docs/uz-Cyrl/index.md").write_text(written, "utf-8")
    found, problems = load_portal(tmp_path / "mkdocs.yml", "")
    assert found is not None, problems
    assert found.pages["uz-Cyrl"]["index.md"].meta.title == "Қўлда ёзилган"
    assert found.pages["uz-Cyrl"]["emergency.md"].meta.title != "Қўлда ёзилган"
    assert found.texts["uz-Cyrl"].formats.date(found.settings.edition) == "2026 йил 29\u00a0ноябрь"


def test_a_start_page_of_a_big_portal_lists_sections_in_place_of_pages_for_everybody(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = Start("UZ", "RU")
    monkeypatch.setattr("safar.render.start.MANY", 200)
    few = [link.href for link in start_view(portal, portal.locales["en"], start).pages]
    assert "../work/patent.html" in few
    assert not any(href.endswith("/index.html") for href in few)
    monkeypatch.setattr("safar.render.start.MANY", 2)
    many = [link.href for link in start_view(portal, portal.locales["en"], start).pages]
    assert "../work/patent.html" in many
    assert "../work/index.html" in many
    assert "../emergency.html" in many
    assert "../about/privacy.html" not in many
