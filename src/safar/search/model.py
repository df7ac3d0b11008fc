"""The records of the search index, from a page's text to a shard's lines.

Everything here can be written with msgspec and read back: a build keeps `PageTerms` of the pages
and `KeyGroup`s of the locale, and makes anew only what an edit touched.
"""

from __future__ import annotations

from msgspec import Struct


class IndexedPage(Struct, frozen=True):
    """One page as search sees it.

    `lang` is "" or the tag of the text that stands in for a missing translation, `direction` the
    direction of the text, `family` the family of its analyser. `sections` are (anchor, heading,
    text); the first has the anchor "" and is the text before the first heading. The title is the
    heading of the first section, whatever that says itself.
    """

    path: str
    title: str
    description: str = ""
    crumbs: tuple[str, ...] = ()
    lang: str = ""
    direction: str = "ltr"
    family: str = "plain"
    sections: tuple[tuple[str, str, str], ...] = ()


class PageTerms(Struct, frozen=True, array_like=True):
    """What the word shards need of a page: for each key of two letters one text.

    The text is `stem form postings` for each form, joined by "|" in sorted order, and the postings
    are those of this page alone (see `safar.search.coding`), so that equal texts are equal entries.
    `beginnings` are the first letters of all skeletons, sorted and joined by "|".
    """

    family: str
    sections: int
    shards: dict[str, str]
    beginnings: str


class KeyGroup(Struct, frozen=True, array_like=True):
    """The entries of all pages under one key of two letters.

    `digest` names what it was made from. `parts` are the lines, by the key with one letter more
    (the key itself for a stem of two letters), then by family of analysers.
    """

    digest: str
    parts: dict[str, dict[str, str]]
