"""`docs/_data/hosts.yml`: hosts that a portal neither links nor names, and where a text does.

A denied host stands for everything below it, unless a host below it is allowed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape
from itertools import product
from typing import Any

from msgspec import Struct, field

from safar.parsing.rules import Choice, Field, Items, Record, Text
from safar.parsing.schema import check_value, parse_day, show_value
from safar.parsing.yaml_text import Document
from safar.problems import Code, Problem

NEVER = "never"
CHECKED = Text(
    rf"{NEVER}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}",
    f"YYYY-MM-DD or {NEVER}",
    f"2026-11-23 or {NEVER}",
)
_TEXT = Field(Text(), required=True)
_DENIED = {
    "host": _TEXT,
    "reason": _TEXT,
    "source": _TEXT,
    "confidence": Field(Choice(["high", "medium", "low"]), required=True),
    "checked": Field(CHECKED, required=True),
}
RULE = Record(
    {
        "deny": Field(Items(Record(_DENIED)), required=True),
        "allow": Field(Items(Record({"host": _TEXT, "reason": _TEXT}))),
    }
)

_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")
_INSIDE = re.compile(rf"(?:\w+:)?(?://)?(?:[^@/\s]*@)?(?:\*\.)?({_LABEL}(?:\.{_LABEL})+)")
_ESCAPE = re.compile(r"%([2-7][0-9a-f])", re.IGNORECASE)
_ENTITY = re.compile(r"&#?\w+;")
_MARKS = "*_`~\\"  # of Markdown: they may stand inside a word and are not shown
# Browsers leave them out of a host, and nobody sees them; the last is another full stop.
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_COMMON = "\u00a0\u202f\u2026\u2116"  # in no host; without them few texts need to be normalised
_FULL_STOP = "\u3002"
_BEFORE = re.compile(r"[^\W_][\w.-]*|")  # what stands before a point, read backwards
_PLAIN_BEFORE = re.compile(r"[a-z0-9.-]*")


class Hosts(Struct, frozen=True):
    """Denied hosts with their reasons, and hosts below them that are allowed, as `write_host`."""

    deny: Mapping[str, str] = field(default_factory=dict)
    allow: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[list[tuple[str, str]], list[str]]:
        """The whole list in a fixed order, for keys of caches."""
        return sorted(self.deny.items()), sorted(self.allow)

    def find(self, host: str) -> str:
        """The denied host that a host is or stands below, `""` if there is none."""
        labels = host.split(".")
        for start in range(len(labels)):
            name = ".".join(labels[start:])
            if name in self.allow:
                return ""
            if name in self.deny:
                return name
        return ""


class Named(Struct, frozen=True):
    """A denied host that a text names; lines count from 1."""

    host: str
    line: int


def write_host(host: str) -> str:
    """A host in the one spelling in which hosts are compared: `WWW.Meduza.IO.` is `meduza.io`."""
    text = _plain(host).strip(".").removeprefix("www.")
    return ".".join(map(_decode, text.split(".")))


def find_denied(text: str, hosts: Hosts) -> list[Named]:
    """Every denied host in a text, however it is spelled, once a line."""
    if not hosts.deny:
        return []
    shown = _plain(text)
    found = dict.fromkeys(_find(shown, hosts))
    joined = shown
    for mark in _MARKS:
        joined = joined.replace(mark, "")
    if joined is not shown:
        found.update(dict.fromkeys(_find(joined, hosts)))
    return sorted(found, key=lambda named: named.line)


def _find(text: str, hosts: Hosts) -> Iterator[Named]:
    names = _spellings(frozenset(hosts.deny))
    for end in _ends(names).finditer(text):
        if not text.endswith(names, 0, end.end()):
            continue
        before = text[max(end.start() - 253, 0) : end.start()][::-1]
        # Letters of another alphabet touch a host as endings of words do: they are no part of it.
        for pattern in (_BEFORE, _PLAIN_BEFORE):
            match = pattern.match(before)
            word = match[0][::-1] if match else ""
            name = hosts.find(".".join(map(_decode, [*word.split("."), end[1]])))
            if name:
                yield Named(name, text.count("\n", 0, end.start()) + 1)
                break


@lru_cache(8)
def _spellings(hosts: frozenset[str]) -> tuple[str, ...]:
    """Hosts in their own letters and in those of the network, label by label."""
    labels = ([{label, _encode(label)} for label in host.split(".")] for host in hosts)
    return tuple(sorted(".".join(each) for parts in labels for each in product(*parts)))


@lru_cache(8)
def _ends(names: tuple[str, ...]) -> re.Pattern[str]:
    """The last labels of hosts. What looks like one more label belongs to another host."""
    written = {name.rsplit(".", 1)[1] for name in names}
    plain = "|".join(sorted(re.escape(name) for name in written if name.isascii()))
    other = "|".join(sorted(re.escape(name) for name in written if not name.isascii()))
    kinds = [rf"(?:{plain})(?![a-z0-9]|\.[a-z0-9])"] if plain else []
    kinds += [rf"(?:{other})(?![^\W_]|\.[^\W_])"] if other else []
    return re.compile(rf"\.({'|'.join(kinds)})")


def _plain(text: str) -> str:
    """A text as a browser would read the hosts in it; every line stays in its place."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "&" in text:
        text = _ENTITY.sub(lambda found: unescape(found[0]).replace("\n", " "), text)
    if "%" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    for sign in _UNSEEN:
        text = text.replace(sign, "")
    for sign in _COMMON:
        text = text.replace(sign, " ")
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return text.replace(_FULL_STOP, ".").casefold()


def _decode(label: str) -> str:
    """A label in its own letters: `xn--e1afmkfd` is a Russian word."""
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode().decode("punycode")
    except UnicodeError:
        return label


def _encode(label: str) -> str:
    return label if label.isascii() else f"xn--{label.encode('punycode').decode()}"


def parse_hosts(document: Document) -> tuple[Hosts, list[Problem]]:
    """The hosts of the file that are written well, and everything that is wrong with the rest."""
    problems = [*document.problems, *check_value(document, RULE), *_check_days(document)]
    seen: dict[str, tuple[str, int]] = {}
    deny: dict[str, str] = {}
    for kind, place, entry in _entries(document):
        written = str(entry.get("host") or "")
        host, line = write_host(written), document.line(kind, place, "host")
        if wrong := written and _check_host(written, host, kind, seen.get(host)):
            problems.append(Problem(Code.HOST_ENTRY, document.path, line, *wrong))
        elif written:
            seen[host] = kind, line
            if kind == "deny":
                deny[host] = str(entry.get("reason") or "…")
    return Hosts(deny, frozenset(seen) - frozenset(deny)), problems


def _entries(document: Document) -> Iterator[tuple[str, int, dict[str, Any]]]:
    for kind in ("deny", "allow"):
        items = document.get(kind)
        for place, entry in enumerate(items if isinstance(items, list) else ()):
            if isinstance(entry, dict):
                yield kind, place, entry


def _check_host(
    written: str, host: str, kind: str, before: tuple[str, int] | None
) -> tuple[str, str] | None:
    """A message and a hint about one entry; `before` is the same host with its list and line."""
    if not _HOST.fullmatch(host):
        inside = _INSIDE.match(written.strip())
        hint = f"write the host alone: {write_host(inside[1]) if inside else 'example.org'}"
        return f"host: expected a host, received {show_value(written)}", hint
    if before is None:
        return None
    if before[0] == kind:
        return f'the host "{host}" stands in line {before[1]} too', "keep one of them"
    hint = "keep one: deny it, or delete it there"
    return f'the host "{host}" is allowed here and denied in line {before[1]}', hint


def _check_days(document: Document) -> Iterator[Problem]:
    for kind, place, entry in _entries(document):
        text = str(entry.get("checked"))
        if re.fullmatch(CHECKED.pattern, text) and text != NEVER and not parse_day(text):
            message = f"checked: expected a day that exists, received {show_value(text)}"
            line = document.line(kind, place, "checked")
            yield Problem(Code.YAML_DATE, document.path, line, message, CHECKED.hint)
