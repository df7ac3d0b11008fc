"""Centres as a person looks for them: without script, from a folder, near and far, open or not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.visit import Visit, check_axe, check_keyboard, visit
from built_portal import Portal
from directory.test_outputs import RECORDS, shown_phones
from tree_server import TreeServer

RUSSIA = "ru/centres/russia.html"
CENTRE = ".directory .centre"


@pytest.fixture(params=["http", "file"])
def start(request: pytest.FixtureRequest, portal: Portal, server: TreeServer) -> str:
    """Where the tree begins."""
    return f"{server.origin}/a/b/" if request.param == "http" else f"{portal.site.as_uri()}/"


@pytest.fixture
def here(browser: Browser, start: str) -> Iterator[Visit]:
    size = {"width": 360, "height": 740}
    with visit(browser, f"{start}{RUSSIA}", start, viewport=size, locale="ru-RU") as opened:
        yield opened
    assert opened.faults == []


def shown(page: Page) -> list[str]:
    """The ids of the entries that are seen, from top to bottom."""
    return page.eval_on_selector_all(
        CENTRE, "all => all.filter(e => e.getClientRects().length).map(e => e.id)"
    )


def wanted(**needed: str) -> set[str]:
    """The entries of Russia with a service or a language."""
    found = {name: each for name, each in RECORDS.items() if each["country"] == "RU"}
    for key, value in needed.items():
        found = {name: each for name, each in found.items() if value in each.get(key, [])}
    return set(found)


def test_every_entry_and_filter_is_there_without_script(browser: Browser, start: str) -> None:
    with visit(browser, f"{start}{RUSSIA}", start, java_script_enabled=False) as opened:
        page = opened.page
        assert set(shown(page)) == wanted()
        page.click("label[for=s_unpaid_wages]")
        assert set(shown(page)) == wanted(services="unpaid_wages")
        page.click("label[for=l_uz]")
        assert set(shown(page)) == wanted(services="unpaid_wages", languages="uz")
        page.click("label[for=s_any]")
        page.click("label[for=l_any]")
        assert set(shown(page)) == wanted()
        page.goto(f"{start}{RUSSIA}#s_consular")
        assert set(shown(page)) == wanted(services="consular"), "a plain link chooses too"
        expect(page.locator(".nearest")).to_be_hidden()
    assert opened.faults == []


def test_every_number_can_be_called_without_script(portal: Portal) -> None:
    for tag in portal.locales:
        pages = "".join(
            path.read_text(encoding="utf-8")
            for path in (portal.site / tag / "centres").glob("*.html")
        )
        for record in RECORDS.values():
            assert all(f'href="tel:{number}"' in pages for number in shown_phones(record))


def test_choices_are_counted_and_undone(here: Visit) -> None:
    page = here.page
    total = len(wanted())
    expect(page.locator(".found")).to_contain_text(str(total))
    page.click(".filters summary")
    page.click("label[for=s_legal_advice]")
    expect(page.locator(".found")).to_contain_text(str(len(wanted(services="legal_advice"))))
    headings = page.locator(".place > h2:visible, .place > h3:visible")
    assert headings.count() == page.locator(".place:visible").count() < 5
    page.click("label[for=l_en]")
    expect(page.locator(".none")).to_be_visible()
    page.click(".clear")
    expect(page.locator(".none")).to_be_hidden()
    assert set(shown(page)) == wanted()


def test_a_link_chooses_and_can_be_undone(here: Visit, start: str) -> None:
    page = here.page
    page.goto("about:blank")
    page.goto(f"{start}{RUSSIA}#s_unpaid_wages")
    expect(page.locator(".found")).to_contain_text(str(len(wanted(services="unpaid_wages"))))
    page.click(".clear")
    assert set(shown(page)) == wanted()


def test_the_nearest_comes_first_from_a_town_that_is_chosen(here: Visit) -> None:
    page = here.page
    before = shown(page)
    page.select_option(".nearest select", label="Новосибирск")
    assert shown(page)[0] == "ru-emergency", "what is for the whole country stays on top"
    old = page.eval_on_selector_all(
        "#old_entries ~ .place .centre", "all => all.map(e => [e.id, e.querySelector('.distance')])"
    )
    assert "novosibirsk" in old[0][0]
    near = page.locator("#ru-consulate-uz-novosibirsk .distance")
    assert int("".join(filter(str.isdigit, near.inner_text()))) < 20
    far = page.locator("#ru-consulate-uz-vladivostok .distance").inner_text()
    assert 3500 < int("".join(filter(str.isdigit, far))) < 3900
    page.select_option(".nearest select", value="")
    assert shown(page) == before and page.locator(".distance").count() == 0


def test_the_place_of_the_phone_is_used_only_when_it_is_asked_for(
    browser: Browser, server: TreeServer
) -> None:
    home = f"{server.origin}/a/b/"
    spot = {"latitude": 43.1, "longitude": 131.9}
    allowed = {"permissions": ["geolocation"], "geolocation": spot}
    with visit(browser, f"{home}{RUSSIA}", home, **allowed) as opened:
        page = opened.page
        assert page.locator(".distance").count() == 0
        asked = len(opened.requests)
        page.click(".nearest button")
        expect(page.locator("#ru-consulate-uz-vladivostok .distance")).to_be_visible()
        first = page.eval_on_selector("#old_entries ~ .place .centre", "e => e.id")
        assert first == "ru-consulate-uz-vladivostok"
        assert len(opened.requests) == asked, "nothing is sent"
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert opened.faults == []


def test_who_refuses_is_told_to_choose_a_town(browser: Browser, start: str) -> None:
    with visit(browser, f"{start}{RUSSIA}", start, permissions=[]) as opened:
        opened.page.click(".nearest button")
        expect(opened.page.locator(".nearest .failed")).to_be_visible()
    assert opened.faults == []


def test_an_address_can_be_copied_for_a_driver(here: Visit) -> None:
    card = here.page.locator("#ru-consulate-uz-vladivostok")
    here.page.evaluate("document.execCommand = () => true; delete navigator.__proto__.clipboard")
    card.locator(".driver button").click()
    expect(card.locator(".driver button")).to_have_text("Скопировано")
    assert card.locator(".driver bdi").inner_text() == "690003, Владивосток, ул. Верхнепортовая, 46"


WEEK = (
    "[[[[540,720],[780,1080]],[[540,1080]],[[540,1080]],[[540,1080]],[[0,1440]],[],[]],"
    '{"2026-12-08":[]}]'
)


@pytest.mark.parametrize(
    ("now", "zone", "said"),
    [
        ("2026-11-30T05:00:00Z", "Asia/Tashkent", "открыто. Там сейчас 10:00"),
        ("2026-11-30T07:30:00Z", "Asia/Tashkent", "закрыто. Там сейчас 12:30"),
        ("2026-11-30T22:30:00Z", "Asia/Vladivostok", "закрыто. Там сейчас 08:30"),
        ("2026-12-08T06:00:00Z", "Asia/Tashkent", "закрыто"),
        ("2026-12-04T18:59:00Z", "Asia/Tashkent", "открыто. Там сейчас 23:59"),
        ("2026-12-05T08:00:00Z", "Europe/Moscow", "закрыто"),
    ],
)
def test_open_now_is_told_by_the_clock_of_the_place(
    browser: Browser, portal: Portal, now: str, zone: str, said: str
) -> None:
    home = f"{portal.site.as_uri()}/"
    with visit(browser, "about:blank", home, timezone_id="America/New_York") as opened:
        page = opened.page
        page.route(
            "**/russia.html",
            lambda route: route.fulfill(
                body=with_hours(portal.read(RUSSIA), zone), content_type="text/html"
            ),
        )
        page.add_init_script(f"Date.now = () => {at(now)}")
        page.add_init_script(
            "{const Real = Date; window.Date = class extends Real {"
            f"constructor(...p) {{ p.length ? super(...p) : super({at(now)}) }} }} }}"
        )
        page.goto(f"{home}{RUSSIA}")
        mark = page.locator("[data-week]").first
        expect(mark).to_be_visible()
        assert said in mark.inner_text()


def at(now: str) -> int:
    return int(datetime.fromisoformat(now.replace("Z", "+00:00")).timestamp() * 1000)


def with_hours(html: str, zone: str) -> str:
    """The page with an entry that has hours; the portal's own have none that are young enough."""
    mark = (
        f"<b hidden data-week='{WEEK}' data-zone='{zone}' data-open='открыто' "
        "data-closed='закрыто' data-there='Там сейчас {time}'></b>"
    )
    return html.replace('<p class="seen">', f'<p class="hours">{mark}</p><p class="seen">', 1)


def test_a_map_grows_and_its_points_lead_to_entries(here: Visit) -> None:
    page = here.page
    width = page.locator(".map svg").bounding_box()
    page.click("[data-zoom='2']")
    grown = page.locator(".map svg").bounding_box()
    assert width and grown and grown["width"] > 1.9 * width["width"]
    here.check("sideways()")
    page.click("[data-zoom='0.5']")
    targets = page.eval_on_selector_all(".map a", "all => all.map(a => a.getAttribute('href'))")
    assert len(targets) > 5
    for target in targets:
        assert page.locator(f"[id='{target[1:]}']").count() == 1
    loaded = page.evaluate(
        "new Promise(done => { const i = new Image();"
        " i.onload = () => done(i.naturalWidth); i.onerror = () => done(0);"
        " i.src = document.querySelector('.map image').getAttribute('href') })"
    )
    assert loaded == 1000


def test_points_of_the_region_lead_to_pages_of_countries(browser: Browser, start: str) -> None:
    with visit(browser, f"{start}ky/centres/index.html", start) as opened:
        page = opened.page
        links = page.eval_on_selector_all(".map a", "all => all.map(a => a.getAttribute('href'))")
        assert len(links) > 20
        for link in (links[0], links[-1]):
            page.goto(f"{start}ky/centres/{link}")
            assert page.evaluate("document.querySelector(':target') !== null")
    assert opened.faults == []


@pytest.mark.parametrize("name", ["russia", "hotlines", "consulates", "index"])
def test_a_page_is_open_to_everybody(browser: Browser, portal: Portal, name: str) -> None:
    home = f"{portal.site.as_uri()}/"
    size = {"width": 360, "height": 740}
    with visit(browser, f"{home}uz/centres/{name}.html", home, viewport=size) as opened:
        for fold in opened.page.locator("details").all():
            fold.evaluate("e => e.open = true")
        check_axe(opened)
        opened.check("smallTargets()")
        opened.check("sideways()")
        check_keyboard(opened)
    assert opened.faults == []


@pytest.mark.parametrize(
    ("query", "target"),
    [
        ("ru/search.html?q=казань консульство", "ru-consulate-uz-kazan"),
        ("ru/search.html?q=роструд", "ru-hotline-rostrud"),
        ("uz/search.html?q=qozon konsulxona", "ru-consulate-uz-kazan"),
        ("en/search.html?q=yekaterinburg consulate", "ru-consulate-uz-yekaterinburg"),
        ("ky/search.html?q=акыйкатчы", "kg-gov-ombudsman"),
        ("ru/search.html?q=vladivostok", "ru-consulate-uz-vladivostok"),
    ],
)
def test_search_finds_entries_by_town_service_and_name(
    browser: Browser, start: str, query: str, target: str
) -> None:
    with visit(browser, f"{start}{query}", start) as opened:
        opened.page.wait_for_selector(".found .hits > li")
        links = opened.page.eval_on_selector_all(".hits a", "all => all.map(a => a.href)")
        assert any(link.endswith(f"#{target}") for link in links), links[:8]
    assert opened.faults == []
