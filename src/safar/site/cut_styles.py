"""Cut what Markdown extensions need out of the theme dependency's style sheet.

`python -m safar.site.cut_styles` is run when the theme changes; its result is committed. Only the
mechanics of tabs and folded parts are taken: what is shown when. How it looks is ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

import material
import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

PACKAGE = "mkdocs-material"
SHEETS = Path(material.__file__).parent / "templates/assets/stylesheets"
RESULT = Path("overrides/styles/45-material.css")
MAX_TABS = 8
SCOPE = ".text"  # the class of our articles; the theme's is .md-typeset
WANTED = re.compile(r"^\.md-typeset (\.tabbed-(set|labels|content|block)\b|\.admonition$|details$)")
UNWANTED = re.compile(r"\.md-(?!typeset)|\.highlight|pre:|\.js |--linked|::|:hover|:target|\[href")
# Ours are logical and of our size, so no distance, colour or transition is taken over.
PROPERTIES = frozenset(
    {"cursor", "display", "flex-flow", "height", "max-width", "opacity", "order", "position"}
    | {"width"}
)
# Where the theme gives a tab its colour, we are only told which one: chosen, or in focus.
STATES = {
    "var(--md-default-fg-color)": "--chosen: var(--brand)",
    "var(--md-accent-fg-color)": "--ring: var(--brand)",
}
MEDIA = frozenset({"print", "screen"})


def cut_rules(nodes: Iterable[Node]) -> Iterator[str]:
    """The wanted rules of a parsed sheet, one a line, under our own scope."""
    for node in nodes:
        if isinstance(node, QualifiedRule):
            yield from _cut_rule(node)
        elif isinstance(node, AtRule) and node.at_keyword == "media" and node.content:
            medium = tinycss2.serialize(node.prelude).strip()
            inner = list(cut_rules(tinycss2.parse_rule_list(node.content, skip_whitespace=True)))
            if medium in MEDIA and inner:
                yield f"@media {medium} {{\n" + "".join(f"  {rule}\n" for rule in inner) + "}"


def _cut_rule(rule: QualifiedRule) -> Iterator[str]:
    selectors = tinycss2.serialize(rule.prelude).strip().split(",")
    kept = [_our_selector(selector) for selector in selectors if _is_wanted(selector)]
    parsed = tinycss2.parse_blocks_contents(rule.content, skip_whitespace=True)
    values = [_our_value(node) for node in parsed if isinstance(node, Declaration)]
    body = "; ".join(filter(None, values))
    if kept and body:
        yield f"{', '.join(kept)} {{ {body}; }}"


def _is_wanted(selector: str) -> bool:
    if not WANTED.match(selector) or UNWANTED.search(selector):
        return False
    return all(int(place) <= MAX_TABS for place in re.findall(r"nth-child\((\d+)\)", selector))


def _our_selector(selector: str) -> str:
    ours = selector.replace(".md-typeset", SCOPE).replace(".focus-visible", ":focus")
    return re.sub(r"\s*([>~+])\s*", r" \1 ", ours)


def _our_value(declaration: Declaration) -> str:
    """`name: value`, or `""` where the sheet needs something that we do not have."""
    name, value = declaration.lower_name, tinycss2.serialize(declaration.value).strip()
    if name == "color":
        return STATES.get(value, "")
    return f"{name}: {value}" if name in PROPERTIES and "--md-" not in value else ""


def render_sheet(css: str, release: str) -> str:
    """The committed sheet, cut out of the theme's `css` of a release."""
    rules = cut_rules(tinycss2.parse_stylesheet(css, skip_whitespace=True, skip_comments=True))
    head = f"/* Cut from {PACKAGE} {release} by `python -m safar.site.cut_styles`: do not edit. */"
    return "\n".join([head, *rules]) + "\n"


def write_sheet() -> None:
    """Read the installed theme, write `RESULT`; run it in the root of the repository."""
    (sheet,) = SHEETS.glob("main.*.min.css")
    text = render_sheet(sheet.read_text(encoding="utf-8"), version(PACKAGE))
    RESULT.write_bytes(text.encode())


if __name__ == "__main__":
    write_sheet()
