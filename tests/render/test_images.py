"""Images in the HTML of a page: sizes, lighter files, and addresses that work where it stands."""

from __future__ import annotations

from html.parser import HTMLParser
from posixpath import normpath

import pytest

from safar.model.images import Header, plan_images
from safar.render.images import asset_of
from safar.render.markdown import RenderRules, render_page

IMAGES = plan_images(
    {
        "assets/img/photo.jpg": Header(2000, 1000),
        "assets/img/stamp.png": Header(400, 300),
        "assets/img/two words, and a comma.png": Header(400, 300),
        "assets/badge.png": Header(40, 30),
        "assets/line.svg": Header(0, 0, fixed=True),
    },
    (),
)
RULES = RenderRules(("attr_list", "tables"), {}, {}, "", IMAGES)
PAGE = "docs/ky/work/wages.md"


def html(body: str, path: str = PAGE) -> str:
    """The HTML of a body."""
    return render_page(body, path, RULES).html


def test_a_small_image_is_offered_as_one_lighter_file() -> None:
    assert html("![A stamp](../../assets/img/stamp.png)") == (
        '<p><picture><source srcset="../../assets/img/stamp-400.webp" type="image/webp" />'
        '<img alt="A stamp" height="300" src="../../assets/img/stamp.png" width="400" />'
        "</picture></p>"
    )


def test_a_big_image_is_offered_in_widths_to_choose_from() -> None:
    page = html("![](../../assets/img/photo.jpg)")
    assert 'sizes="(min-width: 792px) 756px, calc(100vw - 36px)"' in page
    files = [f"../../assets/img/photo-{width}.webp {width}w" for width in (648, 792, 1584)]
    assert f'srcset="{", ".join(files)}"' in page


def test_the_first_image_comes_with_the_page_and_the_others_when_they_are_near() -> None:
    first, *others = html("![](../../assets/img/stamp.png)\n\n" * 3).split("<img")[1:]
    assert "loading" not in first
    assert len(others) == 2
    assert all('decoding="async"' in other and 'loading="lazy"' in other for other in others)


def test_a_drawing_and_a_badge_are_shown_as_they_are() -> None:
    page = html("![](../../assets/line.svg) ![](../../assets/badge.png)")
    assert "<picture" not in page
    assert 'height="30"' in page
    assert 'height="0"' not in page


def test_an_image_in_a_link_a_cell_or_a_sentence_keeps_what_stands_around_it() -> None:
    image = "![x](../../assets/img/stamp.png)"
    page = html(f"before {image} after [{image}](b.md)\n\n| a |\n|---|\n| {image} |")
    assert page.count("</picture>") == 3
    assert "before <picture>" in page
    assert "</picture> after <a href" in page
    assert "</picture></a>" in page
    assert "<td><picture>" in page


def test_a_width_that_the_author_wrote_is_kept_in_proportion() -> None:
    page = html("![](../../assets/img/stamp.png){width=200}")
    assert 'height="150"' in page
    assert 'width="200"' in page
    other = html("![](../../assets/img/stamp.png){height=20%}")
    assert 'width="' not in other


def test_nobody_can_name_files_of_his_own() -> None:
    written = "{srcset=//evil/x sizes=1px loading=eager decoding=sync}"
    page = render_page(f"![](../../assets/img/stamp.png){written}", PAGE, RULES)
    assert "evil" not in page.html
    assert len(page.problems) == 4


def test_names_are_written_so_that_no_browser_divides_them() -> None:
    page = html("![](<../../assets/img/two words, and a comma.png>)")
    assert "../../assets/img/two%20words%2C%20and%20a%20comma-400.webp" in page


def test_an_image_that_is_not_ours_is_left_alone() -> None:
    for target in ("https://example.org/assets/img/stamp.png", "stamp.png", "http://[", "#x"):
        assert "<picture" not in html(f"![x]({target})")


@pytest.mark.parametrize("path", ["docs/ru/index.md", "docs/ru/a/b.md", "docs/uz-Cyrl/a/b/c.md"])
def test_a_page_of_any_depth_names_the_same_files(path: str) -> None:
    up = "../" * (path.count("/") - 1)
    page = html(f"![x]({up}assets/img/stamp.png)", path)
    sources = _Sources()
    sources.feed(page)
    folder = path.rsplit("/", 1)[0]
    assert [normpath(f"{folder}/{address}") for address in sources.found] == [
        "docs/assets/img/stamp-400.webp",
        "docs/assets/img/stamp.png",
    ]


def test_an_address_is_read_as_a_browser_reads_it() -> None:
    assert asset_of(PAGE, "../../assets/img/a%20b.png?x#y") == "assets/img/a b.png"
    for outside in ("../../../secret", "../../../../assets/img/a.png", "/assets/img/a.png"):
        assert asset_of(PAGE, outside) == ""


class _Sources(HTMLParser):
    """Collects the addresses of images."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        wanted = {"img": "src", "source": "srcset"}.get(tag)
        self.found += [value or "" for name, value in attrs if name == wanted]
