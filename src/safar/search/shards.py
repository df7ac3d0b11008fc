"""Word shards: the entries of all pages under one key, as one line of text for each stem.

A shard is one text for each family of analysers, `family line|line|…`, joined by "~". A line is a
stem and, each after a "!", its forms in sorted order with their postings:

    digit+rest            a stem; the digit says how many letters it shares with the stem before
    digit+rest postings   a form; likewise, the first shares them with its stem
    …=form,form postings  a synonym: the postings of other words, and their forms for marking
    … }digit…             "}" and the logarithm of the true number of postings: only the strongest
                          were kept (`MOST_POSTINGS`), enough for the first pages of results

A key of two letters gets a file of its own if its text is long; the others share the file of their
first letter. The browser looks for the longer name first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from itertools import chain

from safar.search.coding import SECTION_IMPACT, decode_pages, encode_number, encode_pages
from safar.search.model import KeyGroup, PageTerms

MOST_POSTINGS = 400
OWN_FILE = 3000  # characters; an edit changes some ten, so a key hardly ever changes its file
_FORMAT = b"1"

Found = dict[str, list[tuple[int, str]]]  # "stem form" to the pages with their postings


def merge_terms(
    pages: Mapping[int, PageTerms], known: Mapping[str, KeyGroup] | None = None
) -> dict[str, KeyGroup]:
    """The groups of all keys, by key in sorted order; `known` ones are kept if nothing changed.

    `pages` are numbered by the order of their slugs.
    """
    texts: dict[str, list[tuple[int, str, str]]] = {}
    for number in sorted(pages):
        page = pages[number]
        for key, text in page.shards.items():
            texts.setdefault(key, []).append((number, page.family, text))
    return {key: _merge_key(texts[key], (known or {}).get(key)) for key in sorted(texts)}


def _merge_key(texts: list[tuple[int, str, str]], known: KeyGroup | None) -> KeyGroup:
    whole = "\n".join([f"{number} {family} {text}" for number, family, text in texts])
    digest = blake2b(whole.encode(), digest_size=8, salt=_FORMAT).hexdigest()
    if known is not None and known.digest == digest:
        return known
    families: dict[str, Found] = {}
    for number, family, text in texts:
        found = families.setdefault(family, {})
        for entry in text.split("|"):
            head, _, postings = entry.rpartition(" ")
            if head in found:
                found[head].append((number, postings))
            else:
                found[head] = [(number, postings)]
    lines = {family: _render_lines(families[family]) for family in sorted(families)}
    stems = {head.partition(" ")[0] for head in chain(*families.values())}
    return KeyGroup(digest, lines, "|".join(sorted(stems)))


def _render_lines(found: Found) -> str:
    """The lines of one family. Heads sort as (stem, form): a space is below every letter."""
    lines: list[str] = []
    stem, last = "", ""
    for head in sorted(_join_synonyms(found)):
        own, _, form = head.partition(" ")
        if own != stem or not lines:
            lines.append(_shorten(own, stem))
            stem = last = own
        name = form.partition("=")[0]
        lines[-1] += f"!{_shorten(name, last)}{form[len(name) :]} {_render_postings(found[head])}"
        last = name
    return "|".join(lines)


def _shorten(text: str, last: str) -> str:
    most = min(len(text), len(last), 71)  # one digit
    shared = next((at for at in range(most) if text[at] != last[at]), most)
    return encode_number(shared) + text[shared:]


def _join_synonyms(found: Found) -> Found:
    """The same entries, with those of one synonym joined: pages show different forms of it."""
    names: dict[str, list[str]] = {}
    for head in found:
        if "=" in head:
            names.setdefault(head.partition("=")[0], []).append(head)
    for name, heads in names.items():
        targets = {form for head in heads for form in head.partition("=")[2].split(",")}
        pages = sorted(chain(*[found.pop(head) for head in heads]))
        found[f"{name}={','.join(sorted(targets))}"] = pages
    return found


def _render_postings(pages: list[tuple[int, str]]) -> str:
    """All postings of a form, or the strongest of a very common one (of equals the first)."""
    if len(pages) * 2 + sum(len(text) for _, text in pages) <= MOST_POSTINGS * 3:
        return encode_pages(pages)
    postings = decode_pages(pages)
    if len(postings) <= MOST_POSTINGS:
        return encode_pages(pages)
    strongest = sorted(postings, key=lambda one: -(one[1] & 7))[:MOST_POSTINGS]
    kept = encode_pages([(number, SECTION_IMPACT[value]) for number, value in sorted(strongest)])
    return "}" + encode_number(len(postings).bit_length()) + kept


def shard_names(groups: Mapping[str, KeyGroup]) -> dict[str, list[str]]:
    """The names of the shards, in sorted order, each with the keys it holds."""
    names: dict[str, list[str]] = {}
    for key, group in groups.items():
        long = sum(map(len, group.lines.values())) >= OWN_FILE
        names.setdefault(key if long else key[:1], []).append(key)
    return {name: names[name] for name in sorted(names)}


def shard_texts(groups: Mapping[str, KeyGroup], keys: Iterable[str]) -> str:
    """The text of a shard that holds these keys."""
    families: dict[str, list[str]] = {}
    for key in keys:
        for family, lines in groups[key].lines.items():
            families.setdefault(family, []).append(lines)
    return "~".join(f"{family} {'|'.join(families[family])}" for family in sorted(families))
