"""Raw HTML and attribute lists: what a page may not hold, and how Markdown says it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from safar.model.content import PageSource
from safar.parsing.scan import RawHtml
from safar.parsing.schema import show_value
from safar.problems import Code, Problem

MAX_TAGS = 5
_CACHED = 2048  # translations have the anchors of their source page

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9:]*)")
_ITEM = re.compile(r"[^\s=]+=\"[^\"]*\"|[^\s=]+='[^']*'|\S+")
_ALLOWED_ITEM = re.compile(
    r"#\S+|\.[A-Za-z0-9_-]+|lang=[\"']?[A-Za-z0-9-]+[\"']?|dir=[\"']?(?:ltr|rtl|auto)[\"']?"
)
_FILE_NAME = re.compile(
    r".*\.(?:png|jpe?g|gif|webp|svg|avif|heic|bmp|tiff?)|(?:img|dsc|photo|image|scan)[_-]?\d+",
    re.IGNORECASE,
)
_DELETE = "delete the tag; a plain < is written &lt;"
_SEVERAL = "delete the tags; bold is **text**, a link [text](https://example.org/page)"
_PASTED = "delete the tags; paste from Word or a web page without formatting (Ctrl+Shift+V)"
_INSTEAD = {
    "b": "write **text**",
    "strong": "write **text**",
    "u": "write **text**",
    "i": "write *text*",
    "em": "write *text*",
    "a": "write [text](https://example.org/page)",
    "img": "write ![what it shows](../../assets/img/name.png)",
    "br": "begin a new paragraph; a cell of a table holds one line: write two rows or a comma",
    "iframe": "write a link: [text](https://example.org/page)",
    "video": "write a link: [text](https://example.org/page)",
    "details": 'write ??? note "Title"',
} | dict.fromkeys(("p", "span", "div", "font", "o:p", "center"), _PASTED)


def check_html(page: PageSource) -> Iterator[Problem]:
    """Raw HTML, all tags of a line in one problem."""
    lines: dict[int, list[RawHtml]] = {}
    for tag in page.scan.html:
        lines.setdefault(tag.line, []).append(tag)
    for line, tags in lines.items():
        names = [_name(tag) for tag in tags]
        once = [tag for place, tag in enumerate(tags) if names.index(names[place]) == place]
        shown = ", ".join(" ".join(tag.text.split()) for tag in once[:MAX_TAGS])
        shown += " …" if len(once) > MAX_TAGS else ""
        message = f"expected Markdown, received the HTML {shown}"
        hints = {_hint(tag) for tag in once}
        hint = hints.pop() if len(hints) == 1 else _SEVERAL
        yield Problem(Code.PAGE_HTML, page.path, line, message, hint)


def _name(tag: RawHtml) -> str:
    found = _NAME.match(tag.text)
    return found[1].lower() if found else tag.text


def _hint(tag: RawHtml) -> str:
    if tag.text.startswith("<!"):
        return "a comment is written <!-- text -->, without -- in the text"
    inside = tag.text.strip("<>")
    if "." in inside.strip(".") and "=" not in inside and " " not in inside:
        return f"write <https://{inside}>"
    return _INSTEAD.get(_name(tag), _DELETE)


def check_attributes(page: PageSource) -> Iterator[Problem]:
    """Attribute lists that hold more than an anchor, classes, lang and dir."""
    for found in page.scan.attributes:
        wrong = wrong_items(found.text)
        if wrong:
            received = ", ".join(wrong)[:60]
            message = f"expected #anchor, .class, lang= or dir= in {{ }}, received {received}"
            hint = _attribute_hint(found.text, wrong)
            yield Problem(Code.PAGE_ATTRIBUTE, page.path, found.line, message, hint)


@lru_cache(_CACHED)
def wrong_items(attributes: str) -> tuple[str, ...]:
    """The items of an attribute list that are not allowed."""
    return tuple(item for item in _ITEM.findall(attributes) if not _ALLOWED_ITEM.fullmatch(item))


def _attribute_hint(text: str, wrong: Collection[str]) -> str:
    anchor = "-".join(text.lstrip("#").split()).lower()
    if text.startswith("#") and _SLUG.fullmatch(anchor):
        return f"write an anchor without spaces: {{#{anchor}}}"
    if _SLUG.fullmatch(text):
        return f"write an anchor with #: {{#{text}}}"
    if any("=" in item for item in wrong):
        return "delete it"
    return "write ( ) in place of { }, or delete it"


def check_alt(page: PageSource) -> Iterator[Problem]:
    """Images without words for those who do not see them, or with a file name in their place."""
    for link in page.scan.links:
        if not link.image or (link.decorative and not link.alt):
            continue
        name = link.target.split("?", 1)[0].rsplit("/", 1)[-1]
        if not link.alt:
            message = f"the image {show_value(name)} has no text for those who do not see it"
        elif _is_file_name(link.alt, name):
            message = f"expected what the image shows, received a file name: {show_value(link.alt)}"
        else:
            continue
        hint = f"write ![what it shows]({link.target}), or ![]({link.target}){{.decorative}}"
        yield Problem(Code.IMAGE_ALT, page.path, link.line, message, hint)


def _is_file_name(alt: str, name: str) -> bool:
    stem = name.rsplit(".", 1)[0]
    return bool(_FILE_NAME.fullmatch(alt)) or (
        alt.casefold() in (name.casefold(), stem.casefold()) and not alt.isalpha()
    )
