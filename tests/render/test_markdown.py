"""A page body to HTML: our changes to the tree, and that nothing a page holds is ever run."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import to_builtins

from conftest import Golden
from safar.parsing.yaml_text import parse_yaml
from safar.render.markdown import RenderRules, render_page

ROOT = Path(__file__).parents[2]
RULES = RenderRules(
    (
        "admonition",
        "attr_list",
        "def_list",
        "tables",
        "toc",
        "pymdownx.details",
        "pymdownx.highlight",
        "pymdownx.superfences",
        "pymdownx.tabbed",
        "pymdownx.tasklist",
    ),
    {"pymdownx.tabbed": {"alternate_style": True}, "pymdownx.highlight": {"use_pygments": False}},
    callouts={"danger": "Опасно", "ask": "Кто поможет"},
    table_label="Таблица",
)
TAGS = st.sampled_from(
    ["<script>zq</script>", "<img src=x onerror=zq>", "[a](javascript:zq)", "{: onclick=zq}"]
    + ["{: style=color:red }", "<a href='jav&#97;script:zq'>", "![a](data:text/html,zq)", "<zq>"]
    + ["![a](JaVaScRiPt:zq)", "<javascript:zq>", "[a]: javascript:zq", "[a]", "```\n<zq>\n```"]
    + [
        "\n\n",
        "| a |\n|:-:|\n| b |\n",
        "# h {#x onclick=zq}",
        '=== "t"\n\n    ',
        "!!! danger\n    ",
    ]
)


@pytest.mark.goldens("render")
def test_a_body_is_rendered_as_its_golden_file_says(golden: Golden) -> None:
    page = render_page(golden.case["input"], "docs/en/x.md", RULES)
    seen = {key: value for key, value in to_builtins(page).items() if value and key != "problems"}
    seen["headings"] = [f"{h.level} {h.anchor} {h.text}" for h in page.headings]
    seen["passages"] = [f"{p.anchor}: {p.text}" for p in page.passages if p.text]
    seen = {key: list(v) if isinstance(v, tuple) else v for key, v in seen.items() if v}
    golden.check(seen, page.problems)


@settings(max_examples=400, deadline=None)
@given(st.lists(TAGS, max_size=8).map(" ".join))
def test_nothing_that_runs_reaches_the_output(body: str) -> None:
    reader = _Reader()
    reader.feed(render_page(body, "x.md", RULES).html)
    assert reader.dangers == []


@pytest.mark.parametrize("braces", ["{: onclick=zq}", "{onclick=zq}", "{style=zq onload=zq}"])
def test_what_stands_in_braces_behind_a_fence_does_not_run(braces: str) -> None:
    reader = _Reader()
    page = render_page(f"``` {braces}\nabc\n```\n", "x.md", RULES)
    reader.feed(page.html)
    assert reader.dangers == []
    assert "abc" in page.html
    assert [problem.code.value for problem in page.problems].count("page.attribute") >= 1


class _Reader(HTMLParser):
    """Collects what a browser would run: tags, handlers and addresses with a scheme of ours."""

    def __init__(self) -> None:
        super().__init__()
        self.dangers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "iframe", "zq", "object"}:
            self.dangers.append(tag)
        for name, value in attrs:
            scheme = (value or "").strip().lower().partition(":")[0]
            if name.startswith("on") or name == "style" or scheme in {"javascript", "data"}:
                self.dangers.append(f"{name}={value}")


def test_the_rules_of_this_test_are_those_of_the_portal() -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    config = parse_yaml(text, "mkdocs.yml", only=("markdown_extensions",))
    names = [
        next(iter(item)) if isinstance(item, dict) else item
        for item in config.get("markdown_extensions")
    ]
    assert tuple(names) == RULES.extensions


def test_a_tick_list_has_no_box_that_cannot_be_ticked() -> None:
    page = render_page("- [ ] One **b**\n- [x] Two\n", "docs/en/a.md", RULES)
    assert "<input" not in page.html
    assert page.html.count('<li class="task-list-item">') == 2
    assert page.passages[0].text == "One b Two"


def test_a_letter_is_in_russian_on_every_page() -> None:
    page = render_page("```letter\nДиректору <x>\n```\n", "docs/ky/a.md", RULES)
    assert page.html == '<pre class="letter" lang="ru"><code>Директору &lt;x&gt;</code></pre>'
