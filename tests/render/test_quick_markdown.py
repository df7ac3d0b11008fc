"""Our quick parts of Python-Markdown against upstream's own: the same page, whatever is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import markdown
import pymdownx
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, ParagraphProcessor
from markdown.inlinepatterns import DelimiterProcessor, InlineProcessor
from msgspec.structs import replace

from safar.render import markdown as pages
from safar.render import quick_markdown as quick
from safar.render.quick_blocks import MARKS, QuickBlockParser
from safar.render.quick_inline import NEEDS

ROOT = Path(__file__).parents[2]
CONFIG = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nmarkdown_extensions:\n")[2]
CONFIGURED = [
    item if isinstance(item, dict) else {item: {}}
    for item in yaml.safe_load(CONFIG.partition("\n\n")[0])
]
OPTIONS: dict[str, dict[str, Any]] = {name: it for item in CONFIGURED for name, it in item.items()}
SITE = tuple(OPTIONS)
QUICK = pages.RenderRules(SITE, OPTIONS, {"danger": "Опасно"}, "Таблица")
PLAIN = replace(QUICK)  # rules are told apart by identity: these have their own converter

WORDS = ["слово", "oʻzbek", "Qaraqalpaqsha", "ұғым", "тоҷикӣ", "ǵ", "a_b_c", "x*y", "12", "٣.", "ſ"]
INLINE = (
    ["*", "**", "***", "_", "__", "___", "`", "``", "\\", "\\*", "\\`", "\\\\", "[", "]", "(", ")"]
    + ["![", "](", "][", "<", ">", "&", "&amp;", "&#60;", "<b>", "<http://a.b/c>", "<me@x.org>"]
    + [
        "<!-- c -->",
        "{",
        "}",
        "{#id}",
        "{.cls}",
        "{: #a .b }",
        "{a=b}",
        "{a}",
        "|",
        "\\|",
        "'",
        '"',
    ]
    + [
        "  \n",
        "\n",
        "\t",
        "\r\n",
        "!",
        "#",
        "~",
        ":",
        "[TOC]",
        "{{ name }}",
        "\x02",
        "\x03",
        "\xa0",
    ]
    + ["[a](b.md)", "[a](<b c> 't')", '[a](b "x")', "[a](b(c)d)", "[a][r]", "[r]", "![i][r]"]
    + ['![p](q.png "t")', "[*a*](b)", "[`a`](b)", "[a\\]b](c)", "[a](//[)", "**b**", "*e*", "__b__"]
    + ["***x***", "**a *b* c**", "`c`", "`` a`b ``", "*a **b***", "**[a](b)**{.c}", "[]()", '("(']
)
STARTS = (
    ["# ", "## ", "### H {#a}\n", "- ", "* ", "1. ", "> ", ": ", ":   ", "    ", "        ", "  "]
    + ["!!! note\n    ", '!!! a b "Т"\n    ', "??? note\n    ", '???+ tip "x"\n    ', "| a | b |"]
    + ['=== "Tab"\n    ', '===! "T"\n', "```", "~~~", "``` {.py #x}\n", "|---|:-:|", "| c | d |"]
    + ["[r]: /u 'T'", "===", "---", "***", "- - -", "Term\n: def", "{: .x }", "[TOC]", "<div>"]
    + [
        "\n",
        "\\# ",
        "H\n---\n",
        "&nbsp;",
        "## H {data-toc-label=x}",
        "1\\. x",
        "a | b",
        "--- | ---",
    ]
)
TEXTS = st.lists(st.sampled_from(WORDS + INLINE * 2 + [" "] * 9), max_size=9).map("".join)
LINES = st.tuples(st.lists(st.sampled_from(STARTS), max_size=2).map("".join), TEXTS).map("".join)
BODIES = st.recursive(
    st.lists(LINES, min_size=1, max_size=4).map("\n".join),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map("\n\n".join)
        | st.tuples(st.sampled_from(STARTS), inner, st.sampled_from(["    ", "  ", "> "])).map(
            lambda parts: parts[0] + parts[1].replace("\n", "\n" + parts[2])
        )
    ),
    max_leaves=6,
)


def rendered(body: str, rules: pages.RenderRules) -> object:
    """The page, or what is raised: then the converter is broken and made anew."""
    try:
        return pages.render_page(body, "x.md", rules)
    except Exception as error:
        pages._converter.cache_clear()
        return type(error)


def as_upstream(body: str) -> object:
    with patch.object(pages, "make_quick", lambda converter: None):
        return rendered(body, PLAIN)


def known_bodies() -> Iterator[tuple[str, str]]:
    for folder in ("docs", "guides", "tests/gallery"):
        for path in sorted((ROOT / folder).rglob("*.md")):
            yield str(path.relative_to(ROOT)), path.read_text("utf-8")
    for path in sorted((ROOT / "tests" / "golden").rglob("*.yml")):
        case = yaml.safe_load(path.read_text("utf-8"))
        if isinstance(case, dict) and isinstance(case.get("input"), str):
            yield f"{path.parent.name}/{path.stem}", case["input"]


BODIES_WE_HAVE = dict(known_bodies())
ENDLESS = {
    "lists": "".join("    " * depth + "- a\n" for depth in range(60)),
    "callouts": "".join("    " * depth + "!!! note\n" for depth in range(30)) + "    " * 30 + "x",
    "quotes": "> " * 90 + "a",
    "lists in a line": "- " * 400 + "a",
    "emphasis": "*a **b " * 200 + "** *" * 200,
    "brackets": "[" * 300 + "a](b)" * 300,
    "breaks": "a  \n" * 500,
    "links": "[a](b 't') [c](" * 200,
    "table": "|" + "a|" * 300 + "\n|" + "-|" * 300 + "\n|" + "`b|" * 300,
    "spaces": " " * 5000 + "x" + "{" * 500 + "}" * 500,
}


@pytest.mark.parametrize("name", BODIES_WE_HAVE)
def test_a_page_that_we_have_is_as_upstream_renders_it(name: str) -> None:
    body = BODIES_WE_HAVE[name]
    assert rendered(body, QUICK) == as_upstream(body)


@pytest.mark.parametrize("name", ENDLESS)
def test_an_endless_page_is_as_upstream_renders_it(name: str) -> None:
    assert rendered(ENDLESS[name], QUICK) == as_upstream(ENDLESS[name])


def test_quotes_deeper_than_the_stack_are_cut_and_not_a_crash() -> None:
    # Upstream stops where the stack ends, so how deep depends on who calls; the text must survive.
    assert rendered("> " * 400 + "word", QUICK).html.count("word") == 1


@settings(max_examples=1200, deadline=None)
@given(BODIES)
def test_any_page_is_as_upstream_renders_it(body: str) -> None:
    assert rendered(body, QUICK) == as_upstream(body)


class _Shout(BlockProcessor):
    """Takes what the quick parser would call a plain paragraph."""

    def test(self, parent: Any, block: str) -> bool:  # noqa: ARG002 - upstream's signature
        return block.startswith("слово")

    def run(self, parent: Any, blocks: list[str]) -> None:
        parent.text = (parent.text or "") + blocks.pop(0).upper()


class _Arrow(InlineProcessor):
    """Makes text that another pattern matches, from text that none does."""

    def handleMatch(self, m: Any, data: str) -> Any:  # noqa: ARG002, N802
        element = Element("i")
        element.text = "*x* [r]"
        return element, m.start(0), m.end(0)


def with_strangers(*extensions: str) -> list[markdown.Markdown]:
    """The same converter twice, with parts we do not know: as upstream, and made quick."""
    pair = [
        markdown.Markdown(extensions=[*SITE, *extensions], extension_configs=OPTIONS)
        for _ in range(2)
    ]
    for converter in pair:
        converter.parser.blockprocessors.register(_Shout(converter.parser), "shout", 12)
        converter.inlinePatterns.register(_Arrow("ұ", converter), "arrow", 175)
    quick.make_quick(pair[1])
    return pair


@settings(max_examples=300, deadline=None)
@given(BODIES)
def test_parts_that_we_do_not_know_run_as_ever(body: str) -> None:
    plain, ours = with_strangers("footnotes", "abbr", "smarty", "md_in_html", "sane_lists")
    assert (ours.convert(body), ours.toc) == (plain.convert(body), plain.toc)


def test_another_version_of_upstream_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick, "KNOWN", ("3.11.3", "12.4"))
    converter = markdown.Markdown(extensions=list(SITE))
    quick.make_quick(converter)
    assert type(converter.parser) is BlockParser


def test_the_known_versions_are_those_of_the_lock_file() -> None:
    """After an upgrade: look at what changed upstream, run this file long, then raise `KNOWN`."""
    assert (markdown.__version__, pymdownx.__version__) == quick.KNOWN


def test_no_part_of_our_site_is_asked_in_vain() -> None:
    converter, _ = pages._converter(QUICK)
    assert type(converter.parser) is QuickBlockParser
    strange_blocks = {type(each) for each in converter.parser.blockprocessors} - MARKS.keys()
    strange_patterns = {
        (type(each), each.pattern) for each in converter.inlinePatterns
    } - NEEDS.keys()
    assert strange_blocks == {ParagraphProcessor}
    assert {kind for kind, _ in strange_patterns} == {DelimiterProcessor}


@given(st.text(alphabet="ab1./-_#?:[]@ \tж\n", max_size=12))
def test_an_address_called_local_is_a_path_to_the_standard_library_too(target: str) -> None:
    local = pages.LOCAL.fullmatch(target)
    if local:
        parts = urlsplit(target)
        assert (parts.scheme, parts.netloc, parts.path) == ("", "", local[1])
        assert pages.is_safe(target)
