"""The page for editors: valid, closed, the same for one day, every text escaped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from html_checker import check_pages
from report.small_portal import HOSTILE, small_material
from safar.render.csp import hash_block
from safar.report.page import render_report_page
from safar.report.style import STYLE

GOLDEN = Path(__file__).parents[1] / "golden/report/report.html"


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> str:
    return render_report_page(small_material(tmp_path_factory.mktemp("page")), "../")


def without_style(html: str) -> str:
    """The page without what is the same in every report."""
    return html.replace(STYLE, "").replace(hash_block(STYLE), "HASH")


def test_the_page_is_that_of_its_golden_file(html: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-goldens"):
        GOLDEN.write_text(without_style(html), "utf-8")
    assert without_style(html) == GOLDEN.read_text("utf-8")


def test_the_page_is_valid(html: str, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(html, "utf-8")
    assert check_pages(tmp_path, ["report.html"]) == []


def test_the_page_loads_nothing_and_runs_nothing(html: str) -> None:
    assert f"default-src 'none'; style-src {hash_block(STYLE)};" in html.replace("&#39;", "'")
    assert not re.search(r"<(?:script|link|img|iframe|form|object|embed|base)\b", html)
    assert not re.search(r"\s(?:src|srcset|style|on\w+)=", html)
    assert "url(" not in STYLE and "@import" not in STYLE


def test_hostile_texts_are_shown_as_texts(html: str) -> None:
    assert HOSTILE not in html
    assert "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt; &amp; &#34;two&#39;s&#34;" in html
    assert "a&lt;b.md" in html
    assert "https://tax.example/a?b=1&amp;c=2" in html


def test_texts_keep_their_language_and_files_can_be_opened(html: str) -> None:
    assert '<bdi lang="ru" dir="ltr">Зарплата</bdi>' in html
    assert 'href="../docs/ru/work/wages.md"' in html
