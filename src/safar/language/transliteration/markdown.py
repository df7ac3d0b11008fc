"""Markdown: which parts of a page are prose for the reader, and which are machine text.

Machine text stays as it is to the byte: code, link targets, addresses, attribute lists,
templates, tags, comments, callout types, reference labels, front matter keys. The rest is
handed to the converter of plain texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from safar.language.transliteration.exceptions import Exceptions
from safar.language.transliteration.plain import PROTECTED, PlainTransliterator, compile_pattern

TEXT_KEYS = frozenset({"title", "description"})

_TICK = "`"
_OTHER_LANGUAGE = r"\{[^{}\n]*\blang=[\"']?(?!uz)[^{}\n]*\}"
_MACHINE_TEXT = (
    # code spans, not across a blank line
    rf"(?P<ticks>{_TICK}+)(?!{_TICK})(?:(?!\n\s*\n)[\s\S])+?(?<!{_TICK})(?P=ticks)(?!{_TICK})",
    r"<(?P<raw>script|style|pre|code|kbd)\b[\s\S]*?</(?P=raw)\s*>",
    # a span marked as another language
    rf"(?P<stars>\*\*|__|\*|_)(?!\s)[^*_\n]+(?P=stars){_OTHER_LANGUAGE}",
    rf"\[[^\]\n]*\](?:\([^)\n]*\))?{_OTHER_LANGUAGE}",
    # callouts and details: the type words; snippets; table of contents
    r"(?m:^[ \t]*(?:!!!|\?\?\?\+?)[ \t]+[\w -]+)",
    r"(?m:^[ \t]*-{2,}8<-{2,}[^\n]*$)|\[TOC\]",
    # the target of a link, its reference label, a definition, a footnote mark
    r"\]\([ \t]*(?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)",
    r"\]\[[^\]\n]+\]",
    r"(?m:^[ ]{0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\S+)",
    r"\[\^[^\]\n]+\]",
    # icons, keys
    r"(?<![\w:]):[a-z0-9_+-]+:(?!\w)",
    r"\+\+[\w+\"-]+\+\+",
    *PROTECTED,
    r"(?P<label>\[[^\[\]\n]+\](?:\[\])?)(?![\[(:{])",
)
_DEFINITION = re.compile(r"(?m:^[ ]{0,3}\[(?!\^)([^\]\n]+)\]:[ \t]*\S+)")
_FENCE = re.compile(r"^([ \t>]*)(`{3,}|~{3,})")
_CONTAINER = re.compile(r"^( *)(?:[-*+] |\d+[.)] |!!! |\?\?\?\+? ?|===[!+]* |\[\^[^\]]+\]:|: )")
_CONTAINER_SIGNS = "-*+!?=[:"
_CODE_INDENT = 4
_CODE_SIGNS = ("    ", "\t", "```", "~~~")  # without them a page has no code
_META_KEY = re.compile(r"^([ ]*(?:- +)?)([\w-]+)(:[ \t]*)(.*)$")


class Transliterator(PlainTransliterator):
    """The converter of plain texts, and of Markdown pages and front matter by the same words."""

    def __init__(self, exceptions: Exceptions | None = None) -> None:
        super().__init__(exceptions)
        self._markdown = compile_pattern(_MACHINE_TEXT, self._exceptions)

    def markdown(self, text: str) -> str:
        """A Markdown page or body in Cyrillic letters; front matter on top is understood."""
        head, body = _split_front_matter(text)
        found = _DEFINITION.findall(body) if "]:" in body else ()
        labels = frozenset(label.casefold() for label in found)
        return self._front_matter(head) + "".join(
            block if is_code else self._prose(block, labels) for is_code, block in _blocks(body)
        )

    def meta(
        self, meta: Mapping[str, object], text_keys: frozenset[str] = TEXT_KEYS
    ) -> dict[str, object]:
        """Front matter with its texts in Cyrillic letters, at any depth (source titles too)."""
        return {
            key: self.text(value)
            if key in text_keys and isinstance(value, str)
            else self._value(value, text_keys)
            for key, value in meta.items()
        }

    def _value(self, value: object, text_keys: frozenset[str]) -> object:
        if isinstance(value, Mapping):
            return self.meta(value, text_keys)
        if isinstance(value, list):
            return [self._value(item, text_keys) for item in value]
        return value

    def _prose(self, text: str, labels: frozenset[str]) -> str:
        if "[" not in text:
            return self._markdown.sub(self._replace, text)

        def convert(match: re.Match[str]) -> str:
            if match.lastgroup != "label":
                return self._replace(match)
            label = match[0].removesuffix("[]")
            inner = self._prose(label[1:-1], frozenset())
            return f"[{inner}]{label}" if label[1:-1].casefold() in labels else _tail(match, inner)

        return self._markdown.sub(convert, text)

    def _front_matter(self, head: str) -> str:
        """The lines of a front matter block with the values of the text keys converted."""
        lines: list[str] = []
        inside: int | None = None  # indent of the text key whose value goes on
        for line in head.splitlines(keepends=True):
            found = _META_KEY.match(line)
            indent = len(line) - len(line.lstrip())
            if inside is not None and line.strip() and indent > inside:
                lines.append(self.text(line))
                continue
            inside = None
            if found and found[2] in TEXT_KEYS:
                inside = len(found[1])
                lines.append(line[: found.start(4)] + self.text(line[found.start(4) :]))
            else:
                lines.append(line)
        return "".join(lines)


def _tail(match: re.Match[str], inner: str) -> str:
    return f"[{inner}][]" if match[0].endswith("[]") else f"[{inner}]"


def _split_front_matter(text: str) -> tuple[str, str]:
    found = re.match(r"---[ \t]*\n.*?\n---[ \t]*(?:\n|\Z)", text, re.DOTALL)
    return (text[: found.end()], text[found.end() :]) if found else ("", text)


def _blocks(body: str) -> Iterator[tuple[bool, str]]:
    """The body cut into (is code, lines): fenced blocks and blocks indented as code."""
    if not any(sign in body for sign in _CODE_SIGNS):
        yield False, body
        return
    held: list[str] = []
    state = False
    for is_code, line in _mark_lines(body.splitlines(keepends=True)):
        if is_code != state and held:
            yield state, "".join(held)
            held = []
        state = is_code
        held.append(line)
    if held:
        yield state, "".join(held)


def _mark_lines(lines: list[str]) -> Iterator[tuple[bool, str]]:
    """Each line with the answer whether it is code.

    A container (list item, callout, tab, footnote) moves the margin of its content four
    columns to the right, so that only what stands deeper than that is indented code.
    """
    fence = ""
    margins = [0]
    blank, code = True, False
    for line in lines:
        stripped = line.strip()
        if fence:
            if stripped.lstrip("> \t").startswith(fence) and not stripped.strip("> \t`~"):
                fence = ""
            yield True, line
            continue
        indent = _indent(line)
        if stripped and len(margins) > 1 and indent < margins[-1]:
            _close_containers(margins, line, indent, after_blank=blank)
        if opened := _opens_fence(line):
            fence, blank, code = opened[2], False, False
            yield True, line
            continue
        if stripped:
            code = indent >= margins[-1] + _CODE_INDENT and (blank or code)
            if not code and _is_container(line, stripped):
                margins.append(indent + _CODE_INDENT)
        yield code and bool(stripped), line
        blank = not stripped


def _close_containers(margins: list[int], line: str, indent: int, *, after_blank: bool) -> None:
    """Margins of containers that this line, standing further left, has ended are dropped."""
    starts_block = after_blank or _CONTAINER.match(line) or _FENCE.match(line)
    while len(margins) > 1 and indent < margins[-1] and starts_block:
        margins.pop()


def _opens_fence(line: str) -> re.Match[str] | None:
    return _FENCE.match(line) if "```" in line or "~~~" in line else None


def _is_container(line: str, stripped: str) -> bool:
    first = stripped[0]
    return (first in _CONTAINER_SIGNS or first.isdigit()) and bool(_CONTAINER.match(line))


def _indent(line: str) -> int:
    if line[:1] not in " \t":
        return 0
    wide = line.expandtabs(_CODE_INDENT)
    return len(wide) - len(wide.lstrip(" "))
