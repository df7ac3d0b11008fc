"""What is wrong with one page by itself: markup that may not be there, anchors, callouts, links."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from safar.checks.addresses import check_address, hint_for_scheme
from safar.checks.language import check_letters, check_reading
from safar.checks.markup import check_alt, check_attributes, check_html, wrong_items
from safar.checks.targets import ASSETS, Kind, parse_target, plain_target, resolve_path, write_path
from safar.model.content import PageSource
from safar.parsing.corrections import nearest
from safar.parsing.scan import Callout, Link
from safar.parsing.schema import show_value
from safar.problems import Code, Problem

CALLOUTS = ("danger", "deadline", "money", "ask", "note")
# Ids of the templates: the text, the label of the sources, the terms of the glossary.
TAKEN = re.compile(r"text|sources-label|words-label|letter-[0-9]+|term-.*")
QUOTES = " \t\"'«»“”„‟‘’‚‹›"

_ANCHOR = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HINTED = frozenset({Code.ANCHOR_NAME, Code.ANCHOR_MISSING})
_OF_HEADINGS = _HINTED | {
    Code.ANCHOR_DUPLICATE,
    Code.ANCHOR_TAKEN,
    Code.PAGE_TITLE,
    Code.PAGE_LEVEL,
}
_NOTHING: Mapping[int, str] = MappingProxyType({})


def check_page(
    page: PageSource, tags: Collection[str], expected: Mapping[int, str] = _NOTHING
) -> list[Problem]:
    """Every problem of a page that can be seen without other pages; `tags` are all locales.

    `expected` are the anchors that the source page has in place of missing or wrong ones, by line.
    """
    return [
        *check_html(page),
        *check_attributes(page),
        *_check_anchors(page, expected),
        *_check_headings(page, expected),
        *_check_callouts(page),
        *_check_links(page, tags),
        *check_alt(page),
        *check_reading(page),
        *check_letters(page),
    ]


def lacks_anchors(problems: Collection[Problem]) -> bool:
    """True if the source page could tell which anchors are meant."""
    return any(problem.code in _HINTED for problem in problems)


def hint_anchors(
    problems: list[Problem], page: PageSource, expected: Mapping[int, str]
) -> list[Problem]:
    """The problems that `check_page` found without `expected`, as with it; no text is needed."""
    told = [place for place, problem in enumerate(problems) if problem.code in _OF_HEADINGS]
    if not told or not expected:
        return problems
    hinted = [*_check_anchors(page, expected), *_check_headings(page, expected)]
    return [*problems[: told[0]], *hinted, *problems[told[-1] + 1 :]]


def _check_anchors(page: PageSource, expected: Mapping[int, str]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for anchor, line in page.scan.ids:
        if not _ANCHOR.fullmatch(anchor):
            message = f"expected an anchor in a-z, 0-9 and -, received {show_value(anchor)}"
            known = expected.get(line)
            hint = f"write {{#{known}}}" if known else "write it in English: {#how-to-pay}"
            yield Problem(Code.ANCHOR_NAME, page.path, line, message, hint)
        if TAKEN.fullmatch(anchor):
            message = f'every page has the anchor "{anchor}" for a part of its own'
            hint = f"add a word: {{#{anchor}-here}}"
            yield Problem(Code.ANCHOR_TAKEN, page.path, line, message, hint)
        if anchor in first:
            message = f'the anchor "{anchor}" stands here again, first in line {first[anchor]}'
            hint = "give each heading an anchor of its own"
            yield Problem(Code.ANCHOR_DUPLICATE, page.path, line, message, hint)
        first.setdefault(anchor, line)


def _check_headings(page: PageSource, expected: Mapping[int, str]) -> Iterator[Problem]:
    level = 1
    for heading in page.scan.headings:
        if heading.level == 1:
            hint = "start with ##; a line of text that starts with # is written \\#"
            shown = show_value(heading.text)
            message = f"expected headings from ## on (the title is the first), received # {shown}"
            yield Problem(Code.PAGE_TITLE, page.path, heading.line, message, hint)
            continue
        if not heading.anchor and not _is_told(page, heading.line):
            message = f"the heading {show_value(heading.text)} has no anchor"
            known = expected.get(heading.line)
            hint = "write the English anchor of the source page after it: {#how-to-pay}"
            if known:
                text = re.sub(r"\s*\(#[^()]*\)$", "", heading.text)
                hint = f"write {'#' * heading.level} {text} {{#{known}}}"
            yield Problem(Code.ANCHOR_MISSING, page.path, heading.line, message, hint)
        if heading.level > level + 1:
            received = f"received {'#' * heading.level} {show_value(heading.text)}"
            message = f"expected a heading of level {level + 1} at most, {received}"
            hint = f"write {'#' * (level + 1)}"
            yield Problem(Code.PAGE_LEVEL, page.path, heading.line, message, hint)
        level = heading.level


def _is_told(page: PageSource, line: int) -> bool:
    """True if the attribute list of a heading is a problem of its own."""
    return any(found.line == line and wrong_items(found.text) for found in page.scan.attributes)


def _check_callouts(page: PageSource) -> Iterator[Problem]:
    for callout in page.scan.callouts:
        found = _check_callout(callout)
        if not found and callout.empty:
            message = f"the callout {show_value(callout.title)} has no text"
            found = message, "begin its text in the next line, after four spaces"
        if found:
            yield Problem(Code.PAGE_CALLOUT, page.path, callout.line, *found)


def _check_callout(callout: Callout) -> tuple[str, str] | None:
    """A message and the line as it should be: `!!! deadline «Мөөнөт»` needs straight quotes."""
    first, _, rest = callout.kind.partition(" ")
    kind = first.rstrip(":").lower()
    title = callout.title or rest.strip(QUOTES) or "Title"
    if callout.kind in CALLOUTS and callout.title is None:
        message = f'the callout {callout.kind} has no title in straight quotes (")'
        return message, f'write !!! {callout.kind} "Title in the language of the page"'
    if callout.kind in CALLOUTS or (not callout.kind and callout.title is not None):
        return None
    if first in CALLOUTS and callout.title is None:
        received = show_value(callout.kind)[1:-1]
        message = f'expected a title in straight quotes ("), received !!! {received}'
        return message, f'write !!! {first} "{title}"'
    close = kind if kind in CALLOUTS else nearest(kind, CALLOUTS)
    message = f"expected a callout {', '.join(CALLOUTS)}, received {show_value(callout.kind)}"
    return message, f'write !!! {close or "note"} "{title}"'


def _check_links(page: PageSource, tags: Collection[str]) -> Iterator[Problem]:
    for link in page.scan.links:
        target = parse_target(link.target)
        if target.kind is Kind.INSIDE:
            yield from _check_locale(page, link, target.path, tags)
            continue
        match target.kind:
            case Kind.EMPTY:
                hint = "write the page in the brackets: [text](../work/patent.md)"
                yield _of_link(page, link, Code.LINK_PAGE, "a link without a target", hint=hint)
            case Kind.REFUSED:
                yield _refused(page, link, target.scheme)
            case Kind.ABSOLUTE:
                yield _absolute(page, link, tags)
            case Kind.OUTSIDE if link.image:
                message = f"expected an image in docs/assets, received {show_value(link.target)}"
                hint = f"copy it into docs/assets/img and write {asset_path(page, link.target)}"
                yield _of_link(page, link, Code.LINK_IMAGE, message, hint=hint)
            case Kind.OUTSIDE:
                if wrong := check_address(target.scheme, link.target):
                    yield _of_link(page, link, Code.LINK_SCHEME, wrong[0], hint=wrong[1])
            case _:
                pass


def _of_link(page: PageSource, link: Link, code: Code, message: str, *, hint: str = "") -> Problem:
    return Problem(code, page.path, link.line, message, hint)


def _refused(page: PageSource, link: Link, scheme: str) -> Problem:
    shown = show_value(plain_target(link.target))
    message = (
        f'expected a page or https:, mailto:, tel:, received the scheme "{scheme[:20]}:" in {shown}'
    )
    return _of_link(page, link, Code.LINK_SCHEME, message, hint=hint_for_scheme(scheme))


def _absolute(page: PageSource, link: Link, tags: Collection[str]) -> Problem:
    message = f"expected a relative link, received {show_value(link.target)}"
    path, sign, anchor = link.target.partition("#")
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("docs", *tags)]
    inside = re.sub(r"\.html?$", ".md", "/".join(filter(None, parts)))
    hint = "write the path from this page: ../work/patent.md, or a full https:// address"
    if path[:2] in ("//", "\\\\"):
        hint = f"write https:{path.replace(chr(92), '/')}"
    elif inside.startswith(ASSETS):
        root = page.path.split("/", 1)[0]
        hint = f"write {write_path(page.path, f'{root}/{inside}')}"
    elif inside.endswith(".md"):
        hint = f"write {write_path(page.norm, inside)}{sign}{anchor}"
    return _of_link(page, link, Code.LINK_ABSOLUTE, message, hint=hint)


def asset_path(page: PageSource, written: str) -> str:
    """How a page names a file of docs/assets: `../../assets/img/stamp.png`."""
    name = re.split(r"[/\\]", written.split("?", 1)[0])[-1]
    root = page.path.split("/", 1)[0]
    folder = "img/" if re.search(r"\.(?:jpe?g|png|webp|svg|gif)$", name, re.IGNORECASE) else ""
    return write_path(page.path, f"{root}/{ASSETS}{folder}{name}")


def _check_locale(
    page: PageSource, link: Link, path: str, tags: Collection[str]
) -> Iterator[Problem]:
    if path.count("..") <= page.norm.count("/"):
        return  # not enough steps up to leave the folder
    parts = resolve_path(page.norm, path).split("/")
    if parts[0] != ".." or parts[1:2] == ["assets"]:
        return
    folder = parts[1] if len(parts) > 1 else ""
    if folder.casefold() not in {tag.casefold() for tag in tags}:
        message = f"the link {show_value(link.target)} leads out of the folder {page.locale}"
        yield _of_link(
            page, link, Code.LINK_PAGE, message, hint="shared files stand in docs/assets"
        )
        return
    message = f"expected a link inside the folder {page.locale}, received {show_value(link.target)}"
    here = write_path(page.norm, "/".join(parts[2:]) or "index.md")
    hint = f"write {here}: readers get the page in their language where there is one"
    yield _of_link(page, link, Code.LINK_LOCALE, message, hint=hint)
