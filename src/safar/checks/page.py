"""What is wrong with one page by itself: markup that may not be there, anchors, callouts, links."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from safar.checks.targets import Kind, parse_target, plain_target, resolve_path, write_path
from safar.content import PageSource
from safar.corrections import nearest
from safar.problems import Code, Problem
from safar.scan import Link
from safar.schema import show_value

CALLOUTS = ("danger", "deadline", "money", "ask", "note")

_ANCHOR = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ITEM = re.compile(r"[^\s=]+=\"[^\"]*\"|[^\s=]+='[^']*'|\S+")
_ALLOWED_ITEM = re.compile(
    r"#\S+|\.[A-Za-z0-9_-]+|lang=[\"']?[A-Za-z0-9-]+[\"']?|dir=[\"']?(?:ltr|rtl|auto)[\"']?"
)

Check = Callable[[PageSource, Collection[str]], Iterator[Problem]]


def check_page(page: PageSource, tags: Collection[str]) -> list[Problem]:
    """Every problem of a page that can be seen without other pages; `tags` are all locales."""
    checks: tuple[Check, ...] = (
        _check_html,
        _check_attributes,
        _check_anchors,
        _check_headings,
        _check_callouts,
        _check_links,
    )
    return [problem for check in checks for problem in check(page, tags)]


def _check_html(page: PageSource, _tags: Collection[str]) -> Iterator[Problem]:
    reported = 0
    for tag in page.scan.html:
        if tag.line == reported:
            continue
        reported = tag.line
        shown = " ".join(tag.text.split())
        message = f"expected Markdown, received the HTML {shown}"
        hint = "delete the tag; a plain < is written &lt;"
        if shown.startswith("<!"):
            hint = "a comment is written <!-- text -->, without -- in the text"
        yield Problem(Code.PAGE_HTML, page.path, tag.line, message, hint)


def _check_attributes(page: PageSource, _tags: Collection[str]) -> Iterator[Problem]:
    for found in page.scan.attributes:
        for item in _ITEM.findall(found.text):
            if not _ALLOWED_ITEM.fullmatch(item):
                message = f"expected #anchor, .class, lang= or dir= in {{ }}, received {item[:60]}"
                yield Problem(Code.PAGE_ATTRIBUTE, page.path, found.line, message, "delete it")


def _check_anchors(page: PageSource, _tags: Collection[str]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for anchor, line in page.scan.ids:
        if not _ANCHOR.fullmatch(anchor):
            message = f"expected an anchor in a-z, 0-9 and -, received {show_value(anchor)}"
            hint = "write it in English: {#how-to-pay}"
            yield Problem(Code.ANCHOR_NAME, page.path, line, message, hint)
        if anchor in first:
            message = f'the anchor "{anchor}" stands here again, first in line {first[anchor]}'
            yield Problem(Code.ANCHOR_DUPLICATE, page.path, line, message)
        first.setdefault(anchor, line)


def _check_headings(page: PageSource, _tags: Collection[str]) -> Iterator[Problem]:
    level = 1
    for heading in page.scan.headings:
        shown = show_value(heading.text)
        if heading.level == 1:
            hint = "start with ##; a line of text that starts with # is written \\#"
            message = f"expected headings from ## on (the title is the first), received # {shown}"
            yield Problem(Code.PAGE_TITLE, page.path, heading.line, message, hint)
            continue
        if not heading.anchor:
            message = f"the heading {shown} has no anchor"
            hint = "write the English anchor of the source page after it: {#how-to-pay}"
            yield Problem(Code.ANCHOR_MISSING, page.path, heading.line, message, hint)
        if heading.level > level + 1:
            received = f"received {'#' * heading.level} {shown}"
            message = f"expected a heading of level {level + 1} at most, {received}"
            hint = f"write {'#' * (level + 1)}"
            yield Problem(Code.PAGE_LEVEL, page.path, heading.line, message, hint)
        level = heading.level


def _check_callouts(page: PageSource, _tags: Collection[str]) -> Iterator[Problem]:
    known = ", ".join(CALLOUTS)
    for callout in page.scan.callouts:
        if callout.kind not in CALLOUTS and (callout.kind or callout.title is None):
            close = nearest(callout.kind, CALLOUTS)
            message = f"expected a callout {known}, received {show_value(callout.kind)}"
            hint = f'did you mean "{close}"?' if close else 'write !!! note "Title"'
            if (first := callout.kind.split(" ", 1)[0]) in CALLOUTS:
                message = f"expected one kind and a title, received {show_value(callout.kind)}"
                hint = f'write !!! {first} "Title", in straight quotes'
            yield Problem(Code.PAGE_CALLOUT, page.path, callout.line, message, hint)
        elif callout.title is None:
            message = f'the callout {callout.kind} has no title in straight quotes (")'
            hint = f'write !!! {callout.kind} "Title in the language of the page"'
            yield Problem(Code.PAGE_CALLOUT, page.path, callout.line, message, hint)


def _check_links(page: PageSource, tags: Collection[str]) -> Iterator[Problem]:
    for link in page.scan.links:
        target = parse_target(link.target)
        match target.kind:
            case Kind.EMPTY:
                yield _of_link(page, link, Code.LINK_PAGE, "a link without a target")
            case Kind.REFUSED:
                yield _refused(page, link, target.scheme)
            case Kind.ABSOLUTE:
                yield _absolute(page, link)
            case Kind.OUTSIDE if link.image:
                message = f"expected an image in docs/assets, received {show_value(link.target)}"
                yield _of_link(page, link, Code.LINK_IMAGE, message)
            case Kind.INSIDE:
                yield from _check_locale(page, link, target.path, tags)
            case _:
                pass


def _of_link(page: PageSource, link: Link, code: Code, message: str, hint: str = "") -> Problem:
    return Problem(code, page.path, link.line, message, hint)


def _refused(page: PageSource, link: Link, scheme: str) -> Problem:
    shown = show_value(plain_target(link.target))
    message = (
        f'expected a page or https:, mailto:, tel:, received the scheme "{scheme[:20]}:" in {shown}'
    )
    return _of_link(page, link, Code.LINK_SCHEME, message, "delete the link")


def _absolute(page: PageSource, link: Link) -> Problem:
    message = f"expected a relative link, received {show_value(link.target)}"
    hint = "write the path from this page: ../work/patent.md, or a full https:// address"
    return _of_link(page, link, Code.LINK_ABSOLUTE, message, hint)


def _check_locale(
    page: PageSource, link: Link, path: str, tags: Collection[str]
) -> Iterator[Problem]:
    parts = resolve_path(page.norm, path).split("/")
    if parts[0] != ".." or parts[1:2] == ["assets"]:
        return
    folder = parts[1] if len(parts) > 1 else ""
    if folder.casefold() not in {tag.casefold() for tag in tags}:
        message = f"the link {show_value(link.target)} leads out of the folder {page.locale}"
        yield _of_link(page, link, Code.LINK_PAGE, message, "shared files stand in docs/assets")
        return
    message = f"expected a link inside the folder {page.locale}, received {show_value(link.target)}"
    here = write_path(page.norm, "/".join(parts[2:]) or "index.md")
    hint = f"write {here}: readers get the page in their language where there is one"
    yield _of_link(page, link, Code.LINK_LOCALE, message, hint)
