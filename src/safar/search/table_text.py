"""The tables as the browser gets them: only the families of an index, written short."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from safar.search.tables import Family, Tables, character_class


def render_tables(tables: Tables, families: Iterable[str]) -> str:
    """JSON for `safarAnalysis(tables, family)`: the members are explained where it reads them."""
    wanted = {name: tables.families[name] for name in sorted({*families, "plain"})}
    short: dict[str, Any] = {
        "a": tables.apostrophes,
        "j": character_class(tables.joiners),
        "s": character_class(tables.separators),
        "d": character_class(tables.dropped),
        "g": character_class(tables.gaps),
        "n": character_class(tables.digits),
        "p": tables.phone,
        "l": _pairs(tables.letters),
        "x": ";".join(map(":".join, tables.digraphs)),
        "v": _pairs(tables.index_variants),
        "k": _pairs(tables.key_letters),
        "w": tables.vowels,
        "m": tables.longest,
        "f": {name: _family(family) for name, family in wanted.items()},
    }
    if any(family.stem == "porter" for family in wanted.values()):
        short["r"] = ";".join(f"{condition},{rules}" for _, condition, rules in tables.porter.steps)
        short["y"] = tables.porter.vowels
    return json.dumps(short, ensure_ascii=False, separators=(",", ":"))


def _pairs(pairs: Mapping[str, str]) -> str:
    return " ".join(f"{left}:{right}" for left, right in pairs.items())


def _family(family: Family) -> list[Any]:
    """[Latin is kept, stemmer, query variants, ends, classes, groups]"""
    head = [int(family.fold == "latin"), family.stem[0], _pairs(family.query_variants)]
    if family.stem != "suffixes":
        return head
    groups = [f"{least},{after},{text}" for _, least, after, text in family.groups]
    return [*head, _pairs(family.ends), _pairs(family.classes), ";".join(groups)]
