"""Denied hosts: no page, no text and no fact links or names them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from safar.model.content import SiteSources
from safar.parsing.hosts import Hosts, find_denied
from safar.parsing.masks import mask_body
from safar.parsing.yaml_text import Document, Keys
from safar.problems import Code, Problem

FILE = "_data/hosts.yml"
HINT = "take another source, mark the fact as not confirmed, or leave it out"


def check_hosts(sources: SiteSources) -> Iterator[Problem]:
    """The denied hosts in every data file but their own list; pages are checked one by one."""
    if not sources.hosts.deny:
        return
    for path, document in sources.data.items():
        if path != f"{sources.root}/{FILE}":
            yield from _check_document(document, sources.hosts)


def check_page_hosts(text: str, path: str, hosts: Hosts) -> list[Problem]:
    """The denied hosts in the whole text of a page, front matter and all, but for its comments."""
    if hosts.deny and "<!--" in text:
        text = _cut_comments(text.replace("\r\n", "\n"))
    return [_problem(path, named.line, named.host, hosts) for named in find_denied(text, hosts)]


def _cut_comments(text: str) -> str:
    """The text without what is never shown; every line stays in its place."""
    for start, end in reversed(mask_body(text).comments):
        text = text[:start] + "\n" * text.count("\n", start, end) + text[end:]
    return text


def _check_document(document: Document, hosts: Hosts) -> Iterator[Problem]:
    """One search through all texts of a file; only where it finds one are they asked singly."""
    texts = list(_texts(document.value, ()))
    if find_denied("\n".join(text for _, text in texts), hosts):
        for keys, text in texts:
            for host in dict.fromkeys(named.host for named in find_denied(text, hosts)):
                yield _problem(document.path, document.line(*keys), host, hosts)


def _texts(value: Any, keys: Keys) -> Iterator[tuple[Keys, str]]:
    """Every key and value that is a text, with its place."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield (*keys, name), name
            yield from _texts(item, (*keys, name))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _texts(item, (*keys, place))
    elif isinstance(value, str):
        yield keys, value


def _problem(path: str, line: int, host: str, hosts: Hosts) -> Problem:
    message = f'the host "{host}" may be neither linked nor named: {hosts.deny[host]}'
    return Problem(Code.HOST_DENIED, path, line, message, HINT)
