"""The scanner of Markdown bodies: what it finds, that nothing slips through, how fast it is."""

from __future__ import annotations

import re
import time

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import to_builtins

from conftest import Golden
from safar.checks.targets import Kind, parse_target
from safar.parsing.masks import mask_body
from safar.parsing.scan import scan_body

EXTENSIONS = [
    "admonition",
    "attr_list",
    "def_list",
    "tables",
    "pymdownx.details",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
]
PIECES = (
    "<zq>",
    "<zq x=1\n",
    "</zq>",
    "<div>",
    "<!-- ",
    " -->",
    "--!>",
    "<!-->",
    "`",
    "``",
    "\\",
    "\n",
    "\n\n",
    "```\n",
    "```",
    "~~~\n",
    "``` py\n",
    "    ",
    " ",
    "x",
    "[",
    "](",
    "]",
    ")",
    "(",
    "!",
    "#",
    "## h {#a}\n",
    "===\n",
    "{#b}",
    "{: .c }",
    "{{ m }}",
    "|",
    "> ",
    "- ",
    "1. ",
    '!!! note "t"\n',
    "[r]: ",
    "javascript:zj",
    "java\nscript:zj",
    "&#106;avascript:zj",
    '"',
    "'",
    "<?",
    "<![CDATA[",
)
# How a browser, not an editor, sees where a comment ends.
COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
BODIES = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


@pytest.mark.goldens("scan")
def test_a_body_is_scanned_as_its_golden_file_says(golden: Golden) -> None:
    found = to_builtins(scan_body(golden.case["input"], golden.case.get("first_line", 1)))
    shown = {kind: [_show(item) for item in found[kind]] for kind in found}
    golden.check({kind: items for kind, items in shown.items() if items}, [])


def _show(item: dict[str, object]) -> str:
    """The values of a finding; what only images have is left out where it says nothing."""
    return " | ".join(
        str(value) for name, value in item.items() if value or name not in ("alt", "decorative")
    )


@settings(max_examples=300, deadline=None)
@given(BODIES)
@example("<!-- x --> `<div>`<zq>`</div>`")
@example("`a\n<zq>`")
@example("```\n`<zq>`")
@example("` \n```\n\n```\n`<zq>`")
@example("````\n```\n<zq>\n````")
@example("a <!-- <zq><!--> b")
@example("``` py\n --><!-- \n``` py\n<div> -->")
@example("<!-->\n<zq> -->")
def test_no_tag_reaches_the_output_of_markdown_unseen(body: str) -> None:
    rendered = COMMENT.sub("", markdown.markdown(body, extensions=EXTENSIONS))
    if "<zq" in rendered or "<div>" in rendered:
        assert scan_body(body).html


@settings(max_examples=300, deadline=None)
@given(BODIES)
@example("[x](\njavascript:zj)")
@example("[x][r]\n\n[r]: javascript:zj")
@example("[x](<javascript:zj>)")
def test_no_script_link_reaches_the_output_of_markdown_unseen(body: str) -> None:
    rendered = markdown.markdown(body, extensions=EXTENSIONS).lower()
    if 'href="javascript:zj' in rendered or 'src="javascript:zj' in rendered:
        scan = scan_body(body)
        refused = [link for link in scan.links if parse_target(link.target).kind is Kind.REFUSED]
        assert refused or scan.html


@settings(max_examples=300, deadline=None)
@given(BODIES)
def test_masking_keeps_every_offset_and_line(body: str) -> None:
    masked = mask_body(body)
    assert len(masked.text) == len(body)
    assert [i for i, sign in enumerate(masked.text) if sign == "\n"] == [
        i for i, sign in enumerate(body) if sign == "\n"
    ]


LONG = (
    "`",
    "` ``",
    "[",
    "](",
    "](()",
    "<!--",
    "<a",
    "<a.b@",
    "{a}",
    "# ",
    "```\n",
    " ```\n",
    "- ",
    "\\",
    "(()",
    "[a]: b\n",
    "a\n---\n\n",
    "!!! note\n",
    "> ",
    "\n",
    "<!-- - ",
    "&#",
    "]",
    "{{",
)


@pytest.mark.parametrize("piece", LONG)
def test_a_long_body_takes_time_in_proportion_to_its_length(piece: str) -> None:
    def seconds(size: int) -> float:
        body = piece * (size // len(piece))
        start = time.process_time()
        scan_body(body)
        return time.process_time() - start

    short = min(seconds(50_000) for _ in range(3))
    long = min(seconds(400_000) for _ in range(2))
    assert long < 8 * 4 * short + 0.05
