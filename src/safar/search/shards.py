"""Word shards: the entries of all pages under one key, as one line of text for each stem.

A shard is one text for each family of analysers, `family line|line|…`, joined by "~". A line is a
stem and, each after a "!", its forms in sorted order with their postings:

    digit+rest            a stem; the digit says how many letters it shares with the stem before
    digit+rest postings   a form; likewise, the first shares them with its stem
    …=form,form postings  a synonym: the postings of other words, and their forms for marking
    … }digit…             "}" and the logarithm of the true number of postings: only the strongest
                          were kept (`MOST_POSTINGS`), enough for the first pages of results

A key of two letters gets a file of its own if its text is long; the others share the file of their
first letter. If it is very long, the same holds for the keys of three letters in it. A browser
that looks for "kit" loads "kit" and "ki", or "k" if there is neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from itertools import chain

from safar.search.coding import SECTION_IMPACT, decode_pages, encode_number, encode_pages
from safar.search.model import KeyGroup, PageTerms

MOST_POSTINGS = 400
OWN_FILE = 3000  # characters; an edit changes some ten, so a key hardly ever changes its file
DIVIDED_FILE = 16000  # some 9 KB for a phone
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
    return {key: _merge_key(key, texts[key], (known or {}).get(key)) for key in sorted(texts)}


def _merge_key(key: str, texts: list[tuple[int, str, str]], known: KeyGroup | None) -> KeyGroup:
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
    parts: dict[str, dict[str, str]] = {}
    for family in sorted(families):
        for part, lines in _render_parts(key, families[family]).items():
            parts.setdefault(part, {})[family] = lines
    return KeyGroup(digest, dict(sorted(parts.items())))


def _render_parts(key: str, found: Found) -> dict[str, str]:
    """The lines of one family, by key of three letters."""
    parts: dict[str, list[str]] = {}
    stems: dict[str, str] = {}  # the last one of each part: bol, bor and pol make two parts
    last = ""
    for head in sorted(_join_synonyms(found)):  # by stem, then form: a space is below every letter
        stem, _, form = head.partition(" ")
        part = key + stem[2:3]
        lines = parts.setdefault(part, [])
        if stem != stems.get(part):
            lines.append(_shorten(stem, stems.get(part, "")))
            stems[part] = last = stem
        name = form.partition("=")[0]
        lines[-1] += f"!{_shorten(name, last)}{form[len(name) :]} {_render_postings(found[head])}"
        last = name
    return {part: "|".join(lines) for part, lines in parts.items()}


def _shorten(text: str, last: str) -> str:
    most = min(len(text), len(last), 71)  # one digit
    shared = 0
    while shared < most and text[shared] == last[shared]:
        shared += 1
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


Part = dict[str, str]


def shard_parts(groups: Mapping[str, KeyGroup]) -> dict[str, list[Part]]:
    """The names of the shards, in sorted order, each with the parts it holds."""
    names: dict[str, list[Part]] = {}
    for key, group in groups.items():
        sizes = {part: sum(map(len, texts.values())) for part, texts in group.parts.items()}
        size = sum(sizes.values())
        for part, texts in group.parts.items():
            own = part if size >= DIVIDED_FILE and sizes[part] >= OWN_FILE else key
            names.setdefault(own if size >= OWN_FILE else key[:1], []).append(texts)
    return {name: names[name] for name in sorted(names)}


def shard_text(parts: Iterable[Part]) -> str:
    """The text of a shard that holds these parts."""
    families: dict[str, list[str]] = {}
    for part in parts:
        for family, lines in part.items():
            families.setdefault(family, []).append(lines)
    return "~".join(f"{family} {'|'.join(families[family])}" for family in sorted(families))
