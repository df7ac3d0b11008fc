"""Images in the browser: the lightest file it knows, no jump, no sideways scroll, on paper too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, Route

from browser.visit import Visit, visit
from built_portal import ROOT
from safar.render.csp import PLACEHOLDER, add_policy
from safar.render.markdown import RenderRules, render_page
from safar.sources.images import load_images, write_image
from tree_server import TreeServer

PAGE = (
    f'<!doctype html><html lang="ru"><head><meta http-equiv="Content-Security-Policy" '
    f'content="{PLACEHOLDER}"><meta charset="utf-8"><meta name="viewport" '
    'content="width=device-width, initial-scale=1"><title>x</title><link rel="icon" href="data:,">'
    '<link rel="stylesheet" href="{root}assets/safar.css"></head><body class="article">'
    '<main class="page"><article class="text">{html}</article></main></body></html>'
)
BODY = """
![A photo](../../assets/img/photo.jpg)

A sentence with ![a stamp](../../assets/img/stamp.png) in it.

| a | b |
|---|---|
| ![in a table](../../assets/img/stamp.png) | text |

{gap}

![a plan](../../assets/img/plan.svg)

![far down](../../assets/img/tall.png)
"""
PATHS = ("ru/work/x.html", "ky/work/x.html", "ky/work/far.html")
FILES = "images => images.map(image => image.currentSrc.split('/').pop())"
LOADED = "Array.from(document.images).every(image => image.complete && image.naturalWidth)"
SIZES = "images => images.map(image => [image.clientWidth, image.clientHeight])"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree with a page of images in two locales; the Kyrgyz shows the Russian text."""
    docs = tmp_path_factory.mktemp("images") / "Мои документы"
    make_images(docs / "assets/img")
    names = [path.relative_to(docs).as_posix() for path in docs.rglob("*.*")]
    images, problems = load_images(docs, names)
    assert problems == []
    site = docs.parent / "готовый сайт"
    rules = RenderRules(("tables",), {}, {}, "", images)
    for path in PATHS:
        gap = "\n\n".join(["A paragraph."] * 200) if "far" in path else ""
        html = render_page(BODY.replace("{gap}", gap), f"{docs.name}/ru/work/x.md", rules).html
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        page = PAGE.replace("{root}", "../../").replace("{html}", html)
        (site / path).write_text(add_policy(page), encoding="utf-8")
    for name, image in images.items():
        assert write_image(docs, name, image, site) == []
    styles = sorted((ROOT / "overrides/styles").glob("*.css"))
    css = "\n".join(style.read_text(encoding="utf-8") for style in styles)
    (site / "assets/safar.css").write_text(css, encoding="utf-8")
    return site


def make_images(folder: Path) -> None:
    """A big photo, a stamp, a tall picture, a plan."""
    folder.mkdir(parents=True)
    photo = Image.linear_gradient("L").resize((2400, 1600)).convert("RGB")
    photo.save(folder / "photo.jpg", quality=90)
    stamp = Image.new("RGB", (480, 270), "white")
    ImageDraw.Draw(stamp).ellipse((20, 20, 460, 250), outline="blue", width=5)
    stamp.save(folder / "stamp.png")
    photo.resize((600, 3000)).save(folder / "tall.png")
    (folder / "plan.svg").write_bytes((ROOT / "tests/gallery/picture.svg").read_bytes())


@pytest.fixture(scope="module")
def images_server(site: Path) -> Iterator[TreeServer]:
    """The tree, served at the root and deep down."""
    with TreeServer(site, ("/", "/a/b/")) as running:
        yield running


def addresses(site: Path, server: TreeServer) -> list[tuple[str, str]]:
    """Every page over http and from its folder, with the address that it may ask for files."""
    homes = (server.origin + "/", server.origin + "/a/b/", site.as_uri() + "/")
    return [(home + path, home) for home in homes for path in PATHS[:2]]


def wait_for(page: Page, expression: str) -> None:
    """Wait until something is true; our policy forbids the browser's own way of waiting."""
    for _ in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"never true: {expression}")


def show_all(here: Visit) -> None:
    """Scroll down until every image has come."""
    here.page.eval_on_selector_all("img", "images => images.at(-1).scrollIntoView()")
    wait_for(here.page, LOADED)


def test_a_phone_gets_the_file_made_for_it_wherever_the_page_stands(
    browser: Browser, site: Path, images_server: TreeServer
) -> None:
    phone = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2}
    for address, home in addresses(site, images_server):
        with visit(browser, address, home, java_script_enabled=True, **phone) as here:
            show_all(here)
            assert here.page.eval_on_selector_all("img", FILES) == [
                "photo-648.webp",
                "stamp-480.webp",
                "stamp-480.webp",
                "plan.svg",
                "tall-600.webp",
            ]
            here.check("sideways()")
        assert here.faults == []


@pytest.mark.parametrize(
    ("width", "points", "file"),
    [(1280, 1, "photo-792.webp"), (1280, 2, "photo-1584.webp"), (360, 1, "photo-648.webp")],
)
def test_a_screen_gets_the_width_that_it_can_show(
    browser: Browser, site: Path, width: int, points: int, file: str
) -> None:
    screen = {"viewport": {"width": width, "height": 800}, "device_scale_factor": points}
    with visit(browser, (site / PATHS[0]).as_uri(), site.as_uri(), **screen) as here:
        wait_for(here.page, "document.images[0].complete")
        assert here.page.eval_on_selector_all("img", FILES)[0] == file


def test_a_browser_that_does_not_know_the_format_shows_the_original(
    browser: Browser, site: Path
) -> None:
    page = (site / PATHS[1]).read_text(encoding="utf-8")
    old = site / "ky/work/old.html"
    old.write_text(page.replace('type="image/webp"', 'type="image/unknown"'), encoding="utf-8")
    settings = {"viewport": {"width": 360, "height": 740}, "java_script_enabled": False}
    with visit(browser, old.as_uri(), site.as_uri(), **settings) as here:
        here.page.wait_for_load_state("networkidle")
        files = here.page.eval_on_selector_all("img", FILES)
        assert files[:3] == ["photo.jpg", "stamp.png", "stamp.png"]
        here.check("sideways()")
    assert here.faults == []


def test_the_page_does_not_jump_when_an_image_comes(
    browser: Browser, images_server: TreeServer
) -> None:
    held: list[Route] = []
    closed = [True]

    def hold(route: Route) -> None:
        held.append(route)
        if not closed:
            route.continue_()

    opened = browser.new_page(viewport={"width": 360, "height": 740})
    opened.route(re.compile(r"\.(webp|svg)$"), hold)
    opened.goto(f"{images_server.origin}/{PATHS[1]}", wait_until="domcontentloaded")
    wait_for(opened, "document.styleSheets.length && document.images.length === 5")
    opened.wait_for_timeout(200)
    before = opened.eval_on_selector_all("img", SIZES)
    assert held
    closed.clear()
    for route in list(held):
        route.continue_()
    opened.eval_on_selector_all("img", "images => images.at(-1).scrollIntoView()")
    wait_for(opened, LOADED)
    assert opened.eval_on_selector_all("img", SIZES) == before
    assert all(width and height for width, height in before)
    opened.close()


def test_only_what_is_near_is_asked_for(browser: Browser, images_server: TreeServer) -> None:
    settings = {"viewport": {"width": 360, "height": 740}}
    home = images_server.origin
    with visit(browser, f"{home}/{PATHS[2]}", home, **settings) as here:
        here.page.wait_for_load_state("networkidle")
        asked = [address.rsplit("/", 1)[-1] for address in here.requests]
        assert asked.count("photo-648.webp") == 1
        assert "tall-600.webp" not in asked
        assert asked.count("stamp-480.webp") == 1
    assert here.faults == []


def test_every_image_is_on_paper_and_fits_on_it(browser: Browser, site: Path) -> None:
    settings = {"viewport": {"width": 680, "height": 900}}
    with visit(browser, (site / PATHS[2]).as_uri(), site.as_uri(), **settings) as here:
        here.page.pdf()
        wait_for(here.page, LOADED)
        here.page.emulate_media(media="print")
        here.check("sideways()", " on paper")
        assert paper_faults(here.page) == []
    assert here.faults == []


def paper_faults(page: Page) -> list[str]:
    """Images that are higher than a sheet (A4 less its margins: 987 px) or pressed out of shape."""
    faults: list[str] = page.eval_on_selector_all(
        "img",
        """images => images.filter(image =>
             image.clientHeight > 987 || getComputedStyle(image).objectFit !== "contain"
           ).map(image => `${image.currentSrc} ${image.clientWidth}x${image.clientHeight}`)""",
    )
    return faults
