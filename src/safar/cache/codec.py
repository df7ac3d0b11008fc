"""Values as bytes: to be kept, and to be compared by a key."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec

from safar.render.markdown import RenderedPage
from safar.search.model import KeyGroup, PageTerms
from safar.sources.pages import PageEntry


def _as_text(value: object) -> str:
    """A text that is marked as HTML counts by its letters."""
    if isinstance(value, str):
        return str.__str__(value)
    raise TypeError(f"a {type(value).__name__} has no key")


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_as_text)
_ENTRY = msgspec.msgpack.Decoder(PageEntry)
_RENDERED = msgspec.msgpack.Decoder(RenderedPage)
_TERMS = msgspec.msgpack.Decoder(PageTerms)
_GROUPS = msgspec.msgpack.Decoder(dict[str, KeyGroup])


def value_key(*values: Any) -> str:
    """A key that is the same for equal values: records, texts, numbers, dates, lists, mappings.

    The order of a mapping counts. Sets have none, so they are given sorted, as lists.
    """
    return hashlib.sha256(_ENCODER.encode(values)).hexdigest()


def encode(value: PageEntry | RenderedPage | PageTerms | Mapping[str, KeyGroup]) -> bytes:
    """A value as it is kept."""
    return _ENCODER.encode(value)


def decode_entry(raw: bytes) -> PageEntry:
    """What was read of a page; raises ValueError if these bytes are anything else."""
    return _ENTRY.decode(raw)


def decode_rendered(raw: bytes) -> RenderedPage:
    """A rendered page; raises ValueError if these bytes are anything else."""
    return _RENDERED.decode(raw)


def decode_terms(raw: bytes) -> PageTerms:
    """What search reads of a page; raises ValueError if these bytes are anything else."""
    return _TERMS.decode(raw)


def decode_groups(raw: bytes) -> dict[str, KeyGroup]:
    """The groups of words of a locale; raises ValueError if these bytes are anything else."""
    return _GROUPS.decode(raw)
