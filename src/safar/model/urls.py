"""Addresses inside the built tree: always relative, always with `.html`, the same on every host."""

from __future__ import annotations

from urllib.parse import urlsplit


def page_path(locale: str, norm: str) -> str:
    """Where a page stands in the tree: `("ky", "work/wages.md")` gives `ky/work/wages.html`."""
    return f"{locale}/{norm.removesuffix('.md')}.html"


def relative(origin: str, target: str) -> str:
    """The link from one file of the tree to another: `a/b.html`, `c.html` gives `../c.html`."""
    here, there = origin.split("/")[:-1], target.split("/")
    shared = 0
    for ours, theirs in zip(here, there[:-1], strict=False):
        if ours != theirs:
            break
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:])


def root_prefix(origin: str) -> str:
    """What leads from a file to the root of the tree: `""`, `"../"`, `"../../"`."""
    return "../" * origin.count("/")


def absolute(site_url: str, path: str) -> str:
    """The public address of a file, or `""` where the tree does not know its host."""
    if not site_url:
        return ""
    return site_url.rstrip("/") + "/" + path


def host_of(url: str) -> str:
    """The host of a full address as people say it: `https://www.tass.ru/x` gives `tass.ru`."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
