"""Checks of one page: what a translation may not hold, each as one clear line."""

from __future__ import annotations

import pytest

from conftest import Golden
from safar.checks.page import check_page
from safar.checks.targets import Kind, parse_target
from safar.model.content import PageSource
from safar.parsing.scan import scan_body
from safar.problems import Code

TAGS = ("en", "ru", "uz", "uz-Cyrl", "ky")


def make_page(body: str, norm: str = "work/wages.md") -> PageSource:
    path = f"docs/ky/{norm}"
    return PageSource("ky", path, norm, "", None, 1, scan_body(body))


@pytest.mark.goldens("page_checks")
def test_a_page_has_the_problems_of_its_golden_file(golden: Golden) -> None:
    golden.check(None, check_page(make_page(golden.case["input"]), TAGS))


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A;avascript&colon;alert(1)",
        "javascript&#58;alert(1)",
        "&amp;#106;avascript:alert(1)",
        "javascript%3Aalert(1)",
        "%6Aavascript:alert(1)",
        "%256Aavascript:alert(1)",
        "javascript\\:alert(1)",
        "java\u200bscript:alert(1)",
        "\x01javascript:alert(1)",
        "vbscript:x",
        "data:text/html;base64,PHN2Zz4=",
        "DATA:text/html,x",
        "file:///etc/passwd",
        "blob:x",
        "foo:bar",
    ],
)
def test_a_scheme_is_refused_however_it_is_written(target: str) -> None:
    assert parse_target(target).kind is Kind.REFUSED


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("https://tass.ru/a?b=1&copy=2#c:d", Kind.OUTSIDE),
        ("HTTP://example.org", Kind.OUTSIDE),
        ("tel:112", Kind.OUTSIDE),
        ("mailto:a@b.org", Kind.OUTSIDE),
        ("../arrive/x.md#deadline", Kind.INSIDE),
        ("#steps", Kind.INSIDE),
        ("a/b:c.md", Kind.INSIDE),
        ("{{ url }}", Kind.MARKER),
        ("", Kind.EMPTY),
        ("/ru/x.md", Kind.ABSOLUTE),
        ("//host/x", Kind.ABSOLUTE),
        ("\\\\host\\x", Kind.ABSOLUTE),
        ("&sol;&sol;host", Kind.ABSOLUTE),
        ("%2F%2Fhost", Kind.ABSOLUTE),
    ],
)
def test_a_target_is_told_apart(target: str, kind: Kind) -> None:
    assert parse_target(target).kind is kind


@pytest.mark.parametrize(
    "target",
    [
        "../../ru/work/wages.md",
        "../../ru/work/wages",
        "../../RU/work/wages.html#a",
        "../../ky/work/wages.md",
        "../../uz-cyrl/",
        "%2e%2e/%2E%2E/ru/x.md",
        "./../../ru/../ru/x.md",
        "../../ru",
    ],
)
def test_a_link_into_a_locale_folder_is_refused_however_it_is_written(target: str) -> None:
    problems = check_page(make_page(f"[x]({target})\n"), TAGS)
    assert [problem.code for problem in problems] == [Code.LINK_LOCALE]
