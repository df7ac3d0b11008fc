"""What is old is told by the reader's own clock: in the page, at no request, on paper too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from browser.test_print import print_page
from browser.visit import Visit, check_axe, check_keyboard, check_width, visit
from built_portal import Portal, build, replace_in
from safar.sources.starter import NewPortal, write_portal
from scenario import FRONT, TRANSLATION, write_nav
from tree_server import TreeServer

NOTICE = ".notices[role=status]"
EDITION = "date: 2026-11-23"
LAST, AFTER = "2026-12-31", "2027-01-01"
YEAR, OLD = "2027-11-23", "2027-11-24"
WRONG = "2020-06-01"
LOCALES = ("uz", "uz-Cyrl", "ru")
SAID = {
    "page": {
        "ru": "Эта страница действовала до 31 декабря 2026 г.",
        "uz": "Bu sahifa amal qilgan oxirgi kun:",
        "uz-Cyrl": "Бу саҳифа амал қилган охирги кун:",
    },
    "edition": {
        "ru": "Этой копии портала больше года. Выпуск: 23 ноября 2026 г.",
        "uz": "Portalning bu nusxasi bir yildan eski.",
        "uz-Cyrl": "Порталнинг бу нусхаси бир йилдан эски.",
    },
    "high": {"ru": "юриста", "uz": "yuristdan", "uz-Cyrl": "юристдан"},
    "low": {"ru": "новый выпуск", "uz": "yangiroq nashrni", "uz-Cyrl": "янгироқ нашрни"},
}


@pytest.fixture(scope="module")
def ageing(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """Pages that end on 31 December, one that does not end, one that had ended before."""
    root = tmp_path_factory.mktemp("ageing") / "Старая флешка"
    assert write_portal(root, NewPortal("Ageing", "uz,uz-Cyrl,ru")) == []
    for locale in ("ru", "uz"):
        for name, danger, until in (
            ("high", "high", LAST),
            ("low", "low", LAST),
            ("open", "high", ""),
            ("past", "low", "2026-11-23"),
        ):
            more = f"valid_until: {until}\n" if until else ""
            more += "sources:\n  - {title: A, url: https://example.org/a, date: 2026-11-23}\n"
            more += "" if locale == "ru" else TRANSLATION
            front = FRONT.format(title=f"{name} {locale}", description=f"{name}.", more=more)
            text = front.replace("danger: low", f"danger: {danger}")
            page = root / f"docs/{locale}/{name}.md"
            page.write_text(text + "## Part {#part}\n\nText.\n", encoding="utf-8")
    write_nav(root)
    for name, code in (("origins", "UZ"), ("destinations", "RU")):
        replace_in(root / "docs/_data/lists.yml", f"{name}: []", f"{name}: [{code}]")
    (root / "docs/_data/edition.yml").write_text(f"{EDITION}\n", encoding="utf-8")
    return build(root, root / "site")


@pytest.fixture(scope="module")
def ageing_server(ageing: Portal) -> Iterator[TreeServer]:
    with TreeServer(ageing.site, ("/",)) as running:
        yield running


@pytest.fixture
def stick(ageing: Portal) -> str:
    """The tree in a folder."""
    return ageing.site.as_uri()


@pytest.fixture(params=["http", "file"])
def home(request: pytest.FixtureRequest, stick: str, ageing_server: TreeServer) -> str:
    """Where the tree stands: on a server, and in a folder."""
    return ageing_server.origin if request.param == "http" else stick


def said(here: Visit) -> str:
    """The words of the notice that a reader sees."""
    notice = here.page.locator(NOTICE)
    return notice.inner_text().replace("\xa0", " ") if notice.is_visible() else ""


def read(browser: Browser, home: str, path: str, day: str, **context: Any) -> str:
    """What the notice of a page says on a day; nothing but the page and its parts is asked for."""
    with visit(browser, f"{home}/{path}", home, day=day, **context) as here:
        words = said(here)
        asked = {request.rsplit("/", 1)[1] for request in here.requests}
        assert asked <= {path.rsplit("/", 1)[1], "safar.js", "safar.css", "icon.svg"}
    assert here.faults == []
    return words


@pytest.mark.parametrize("locale", ["uz", "uz-Cyrl"])
@pytest.mark.parametrize("danger", ["high", "low"])
def test_a_page_says_that_it_has_ended_and_how_grave_that_is(
    browser: Browser, home: str, locale: str, danger: str
) -> None:
    path = f"{locale}/{danger}.html"
    other = "low" if danger == "high" else "high"
    assert read(browser, home, path, LAST) == ""
    ended = read(browser, home, path, AFTER)
    assert SAID["page"][locale] in ended
    assert SAID["edition"][locale] not in ended
    old = read(browser, home, path, OLD)
    for words in (ended, old):
        assert SAID[danger][locale] in words
        assert SAID[other][locale] not in words
    assert SAID["page"][locale] in old
    assert SAID["edition"][locale] in old
    assert read(browser, home, path, WRONG) == ""


@pytest.mark.parametrize("page", ["open", "index", "edition", "start/uz", "start/uz-ru"])
def test_an_old_edition_is_told_on_every_page_that_advises(
    browser: Browser, stick: str, page: str
) -> None:
    path = f"ru/{page}.html"
    for day in (YEAR, WRONG):
        assert read(browser, stick, path, day) == "", day
    words = read(browser, stick, path, OLD)
    assert SAID["edition"]["ru"] in words
    assert SAID["page"]["ru"] not in words
    assert SAID["high" if page == "open" else "low"]["ru"] in words


def test_a_clock_before_the_edition_is_never_believed(browser: Browser, stick: str) -> None:
    assert read(browser, stick, "ru/past.html", "2026-11-22") == ""
    assert read(browser, stick, "ru/past.html", "2026-11-23") == ""
    assert "23 ноября 2026" in read(browser, stick, "ru/past.html", "2026-11-24")


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Bishkek"])
def test_the_day_is_that_of_the_reader(browser: Browser, stick: str, zone: str) -> None:
    path = "ru/high.html"
    assert read(browser, stick, path, LAST, timezone_id=zone) == ""
    assert read(browser, stick, path, AFTER, timezone_id=zone) != ""


def test_the_neutral_page_says_nothing(browser: Browser, stick: str) -> None:
    with visit(browser, f"{stick}/ru/calendar.html", stick, day=OLD) as here:
        assert here.page.locator(NOTICE).count() == 0


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("page", ["high", "low"])
def test_paper_says_it_above_the_text(browser: Browser, stick: str, locale: str, page: str) -> None:
    with visit(browser, f"{stick}/{locale}/{page}.html", stick, day=AFTER) as here:
        print_page(here.page)
        assert SAID["page"][locale] in said(here)
        notice = here.page.locator(NOTICE).bounding_box()
        text = here.page.locator("article.text").bounding_box()
        title = here.page.locator("h1").bounding_box()
        assert notice and text and title
        assert title["y"] < notice["y"] < text["y"]
        here.check("sideways()", " on paper")
    assert here.faults == []
    with visit(browser, f"{stick}/{locale}/{page}.html", stick, day=LAST) as here:
        print_page(here.page)
        assert said(here) == ""


@pytest.mark.parametrize("page", ["high", "low"])
def test_without_script_the_days_stand_in_the_text(browser: Browser, stick: str, page: str) -> None:
    address = f"{stick}/ru/{page}.html"
    with visit(browser, address, stick, java_script_enabled=False) as here:
        assert said(here) == ""
        assert "Действует до 31\xa0декабря 2026" in here.page.locator(".meta").inner_text()
        footer = here.page.locator(".foot time")
        assert footer.get_attribute("datetime") == "2026-11-23"
        assert "23\xa0ноября 2026" in footer.inner_text()


@pytest.mark.parametrize("path", ["uz/high.html", "uz-Cyrl/low.html"])
def test_a_page_with_its_notice_is_for_everybody(browser: Browser, stick: str, path: str) -> None:
    for scheme in ("light", "dark"):
        settings = {"color_scheme": scheme, "viewport": {"width": 360, "height": 740}}
        with visit(browser, f"{stick}/{path}", stick, day=OLD, **settings) as here:
            assert said(here) != ""
            check_axe(here)
            check_keyboard(here)
            check_width(here, 360)
        assert here.faults == []


def test_right_to_left_it_is_told_too(browser: Browser, rtl_portal: Portal) -> None:
    home = rtl_portal.site.as_uri()
    with visit(browser, f"{home}/prs/work/patent.html", home, day=AFTER) as here:
        notice = here.page.locator(NOTICE)
        assert said(here) != ""
        assert notice.evaluate("notice => getComputedStyle(notice).direction") == "rtl"
        here.check("sideways()")
    assert here.faults == []
