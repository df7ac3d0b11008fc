"""`docs/_data/cities.yml`: the towns of the directory, checked and typed."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from safar.parsing.rules import Choice, Field, Items, Record, Rule, Text
from safar.parsing.schema import check_value
from safar.parsing.yaml_text import Document
from safar.problems import Code, Problem

CITIES = "docs/_data/cities.yml"
DEGREES = Text(r"-?[0-9]{1,3}(?:\.[0-9]{1,8})?", "degrees", "point: [41.3111, 69.2797]")


class Point(Struct, frozen=True):
    """A place on earth in degrees, north and east (WGS 84)."""

    lat: float
    lon: float


class City(Struct, frozen=True):
    """A town; `zone` is its time zone (IANA)."""

    id: str
    country: str
    point: Point
    zone: str
    line: int = 0


def as_texts(value: Any) -> Any:
    """A phone or degree that an editor wrote without quotes, as the text that it is."""
    if not isinstance(value, dict):
        return value
    lists = {
        key: [str(item) if type(item) is int else item for item in value[key]]
        for key in ("phones", "point")
        if isinstance(value.get(key), list)
    }
    plain = {key: str(value[key]) for key in ("checked", "hours") if type(value.get(key)) is int}
    return {**value, **lists, **plain}


def is_point(value: list[str]) -> bool:
    """True for two numbers that are degrees north and east."""
    return len(value) == 2 and abs(float(value[0])) <= 90 and abs(float(value[1])) <= 180


def parse_cities(
    document: Document, countries: frozenset[str]
) -> tuple[dict[str, City], list[Problem]]:
    """The towns by their id, none if the file has errors."""
    country = Choice(sorted(countries)) if countries else Text()
    zone = Text(r"[A-Z][A-Za-z]+(?:/[A-Za-z_-]+)+", "a time zone", "zone: Asia/Tashkent")
    fields: dict[str, Rule] = {"country": country, "point": Items(DEGREES), "zone": zone}
    one = Record({key: Field(rule, required=True) for key, rule in fields.items()})
    texts = {name: as_texts(value) for name, value in document.value.items()}
    rule = Record({name: Field(one) for name in texts})
    problems = check_value(Document(document.path, texts, document.lines), rule)
    for name, value in texts.items() if not problems else ():
        if not is_point(value["point"]):
            message = f"{name}: expected degrees north and east"
            line = document.line(name)
            problems.append(Problem(Code.CENTRE_POINT, document.path, line, message))
    if problems:
        return {}, problems
    return {name: _make_city(document, name, value) for name, value in texts.items()}, []


def _make_city(document: Document, name: str, value: dict[str, Any]) -> City:
    lat, lon = map(float, value["point"])
    return City(name, value["country"], Point(lat, lon), value["zone"], document.line(name))
