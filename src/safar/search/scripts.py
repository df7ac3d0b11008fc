"""The files of a locale's index, as scripts: a page opened from a folder can load nothing else.

Each calls one function of `search-index.js` with the locale's tag, so that a file that strayed
into another folder is recognised.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from hashlib import blake2b

import msgspec
from msgspec import Struct

from safar.search.model import IndexedPage, KeyGroup, PageTerms
from safar.search.shards import shard_parts, shard_text
from safar.search.table_text import render_tables
from safar.search.tables import Tables

_PLAIN = re.compile(r"[^a-z0-9]")


class Frame(Struct, frozen=True):
    """What an index holds besides words: the tables of the analysers, and the texts of the
    interface in the language of the locale.
    """

    tables: Tables
    strings: Mapping[str, object]


def render_files(
    tag: str,
    groups: Mapping[str, KeyGroup],
    terms: Collection[PageTerms],
    digests: Iterable[str],
    *,
    frame: Frame,
) -> dict[str, str]:
    """The files of an index by name, but for the texts of pages.

    `groups` are the `terms` of all pages merged; `digests` are those of the texts, by number. The
    loader states a version, which is that of all other files.
    """
    files = render_word_shards(tag, groups)
    files["stems.js"] = render_stems(tag, terms)
    version = index_version({**files, "": "\0".join(digests)})
    files["index.js"] = render_loader(tag, version, groups, terms, frame=frame)
    return files


def render_page_shard(tag: str, number: int, page: IndexedPage) -> str:
    """`p-<number>.js`: what a result shows of a page."""
    sections = [
        (anchor, heading, " ".join(text.split())) for anchor, heading, text in page.sections
    ]
    crumbs = list(page.crumbs)
    shown = [page.path, page.title, page.description, crumbs, page.lang, page.direction, sections]
    return _call("page", tag, number, shown)


def render_word_shards(tag: str, groups: Mapping[str, KeyGroup]) -> dict[str, str]:
    """File name (`w-ka.js`) to text of each word shard."""
    return {
        f"w-{file_key(name)}.js": _call("words", tag, name, shard_text(parts))
        for name, parts in shard_parts(groups).items()
    }


def render_stems(tag: str, pages: Iterable[PageTerms]) -> str:
    """`stems.js`: how all words begin, for those whose first letters are wrong."""
    found: set[str] = set()
    for page in pages:
        found.update(page.beginnings.split("|"))
    return _call("stems", tag, "|".join(sorted(found)))


def render_loader(
    tag: str,
    version: str,
    groups: Mapping[str, KeyGroup],
    terms: Collection[PageTerms],
    *,
    frame: Frame,
) -> str:
    """`index.js`: what the browser must know before it can load a shard."""
    families = index_families(groups)
    loader = {
        "version": version,
        "pages": len(terms),
        "sections": sum(page.sections for page in terms),
        "keys": " ".join(shard_parts(groups)),
        "families": families,
        "tables": msgspec.Raw(render_tables(frame.tables, families).encode()),
        "strings": frame.strings,
    }
    return _call("index", tag, loader)


def index_families(groups: Mapping[str, KeyGroup]) -> list[str]:
    """The families of analysers whose texts an index holds."""
    return sorted(
        {family for group in groups.values() for part in group.parts.values() for family in part}
    )


def index_version(files: Mapping[str, str]) -> str:
    """A short name for the contents of all other files of an index, by name."""
    digest = blake2b(digest_size=5)
    for name in sorted(files):
        digest.update(f"{name}\0{files[name]}\0".encode())
    return digest.hexdigest()


def file_key(key: str) -> str:
    """A shard key as a part of a file name: letters of other alphabets as their number."""
    return _PLAIN.sub(lambda letter: f"_{ord(letter[0]):x}", key)


def _call(function: str, *arguments: object) -> str:
    """One statement. JSON is JavaScript but for two line ends that old browsers refuse."""
    texts = ",".join(msgspec.json.encode(argument).decode() for argument in arguments)
    texts = texts.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"safarSearch.{function}({texts});\n"
