"""`docs/_data/centres/*.yml`: where help is, checked and typed.

An entry maps one to one to an organization of Open Referral HSDS with its service, location,
phones and schedule. Names in the languages of readers stand in `docs/<locale>/_data/centres.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from typing import Any

from msgspec import Struct

from safar.parsing.acceptance import Acceptor, make_acceptor
from safar.parsing.cities import CITIES, DEGREES, Point, as_texts, is_point
from safar.parsing.facts import Confidence
from safar.parsing.hours import NO_HOURS, Hours, HoursError, parse_hours
from safar.parsing.phones import PhoneError, check_phone
from safar.parsing.rules import Choice, Field, Items, PartialDay, Record, Rule, Table, Text, Url
from safar.parsing.schema import check_value, show_value
from safar.parsing.yaml_text import Document
from safar.problems import Code, Problem

FOLDER = "centres"
SHOWN_ERROR = 60


class Wheelchair(Enum):
    """If a wheelchair can enter, in the words of OpenStreetMap."""

    YES = "yes"
    LIMITED = "limited"
    NO = "no"


ENTERED = (Wheelchair.YES, Wheelchair.LIMITED)


class Origin(Struct, frozen=True):
    """Where an entry was found; `url` is "" for what has no address of its own."""

    title: str
    url: str
    date: str


class Centre(Struct, frozen=True):
    """One entry: a place, or a phone line.

    `checked` is when a source last showed it, as exact as is known (`2022`, `2026-04-30`), or "".
    `country` is where it stands, `citizens` whom a consulate is for, `city` "" for the whole
    country. Phones are `+998712023355`, or short codes that work inside the country;
    `phone_services` are pairs of a phone and the one service that it is for. `point` is
    None where only the town is known. `withheld` says why an entry is not for readers.
    """

    id: str
    kind: str
    country: str
    services: tuple[str, ...]
    confidence: Confidence
    city: str = ""
    region: str = ""
    citizens: str = ""
    name_local: str = ""
    address: str = ""
    address_local: str = ""
    point: Point | None = None
    phones: tuple[str, ...] = ()
    phone_services: tuple[tuple[str, str], ...] = ()
    email: str = ""
    website: str = ""
    hours: Hours = NO_HOURS
    women_hours: Hours = NO_HOURS
    wheelchair: Wheelchair | None = None
    languages: tuple[str, ...] = ()
    checked: str = ""
    sources: tuple[Origin, ...] = ()
    withheld: str = ""
    note: str = ""
    path: str = ""
    line: int = 0

    @property
    def is_published(self) -> bool:
        """False for what is unsourced, unsure or withheld: the Society is asked first."""
        return bool(self.sources) and self.confidence is not Confidence.LOW and not self.withheld


class CentreRules(Struct, frozen=True):
    """What entries are checked against: closed lists, towns, short codes by country, today.

    A list that could not be read is empty and is not checked against.
    """

    countries: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()
    tongues: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    short_codes: frozenset[tuple[str, str]] = frozenset()
    day: date = date.max


ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_MAIL = Text(r"[^@\s]+@[^@\s]+\.[^@\s]+", "a mail address", "email: office@example.org")
_REGION = Text(r"[A-Z]{2}-[A-Z0-9]{1,3}", "a code of ISO 3166-2", "region: UZ-TO")
_LISTS = "docs/_data/lists.yml"


def make_rule(rules: CentreRules) -> Record:
    """What one entry must look like."""
    source = {"title": Field(Text(), required=True), "url": Field(Url())}
    source["date"] = Field(PartialDay(), required=True)
    required: dict[str, Rule] = {
        "kind": _choice(rules.kinds, f"kinds are in {_LISTS}"),
        "country": _choice(rules.countries, f"countries are in {_LISTS}"),
        "services": Items(_choice(rules.services, f"services are in {_LISTS}")),
        "confidence": Choice([each.value for each in Confidence]),
    }
    free: dict[str, Rule] = {
        "city": _choice(rules.cities, f"towns are in {CITIES}"),
        "region": _REGION,
        "citizens": _choice(rules.countries, f"countries are in {_LISTS}"),
        "point": Items(DEGREES),
        "phones": Items(Text()),
        "phone_services": Table(_choice(rules.services, f"services are in {_LISTS}")),
        "email": _MAIL,
        "website": Url(),
        "wheelchair": Choice([each.value for each in Wheelchair]),
        "languages": Items(_choice(rules.tongues, f"languages are in {_LISTS}, under tongues")),
        "checked": PartialDay(),
        "sources": Items(Record(source)),
    }
    texts = ("name_local", "address", "address_local", "hours", "women_hours", "withheld", "note")
    return Record(
        {key: Field(rule, required=True) for key, rule in required.items()}
        | {key: Field(rule) for key, rule in free.items()}
        | {key: Field(Text()) for key in texts}
    )


def _choice(values: frozenset[str], hint: str) -> Rule:
    return Choice(sorted(values), hint) if values else Text()


def parse_centres(
    documents: Iterable[Document], rules: CentreRules
) -> tuple[dict[str, Centre], list[Problem]]:
    """The entries that have no errors, and everything that is wrong with the others."""
    reader = _Reader(rules)
    for document in documents:
        for name in document.value if document.readable else ():
            reader.read(document, name)
    return reader.centres, reader.problems


class _Reader:
    """Reads entries one by one; most of them have nothing wrong and are asked one question."""

    def __init__(self, rules: CentreRules) -> None:
        self._rules = rules
        self._rule = make_rule(rules)
        self._accepts: Acceptor = make_acceptor(self._rule)
        self.centres: dict[str, Centre] = {}
        self.problems: list[Problem] = []

    def read(self, document: Document, name: str) -> None:
        """Keep an entry, or what is wrong with it."""
        value = as_texts(document.value[name])
        problems = [*self._check_id(document, name), *self._check_shape(document, name, value)]
        if not problems:
            problems = [*check_entry(document, name, value, self._rules)]
        if problems:
            self.problems += problems
        else:
            self.centres[name] = _make(document, name, value)

    def _check_shape(self, document: Document, name: str, value: Any) -> list[Problem]:
        if self._accepts(value):
            return []
        one = Document(document.path, {name: value}, document.lines)
        return check_value(one, Record({name: Field(self._rule, required=True)}))

    def _check_id(self, document: Document, name: str) -> Iterator[Problem]:
        line = document.line(name)
        if not ID.fullmatch(name):
            message = f"expected an id in a-z, 0-9 and -, received {show_value(name)}"
            hint = "begin with the country: uz-consulate-kz-samarkand"
            yield Problem(Code.CENTRE_ID, document.path, line, message, hint)
        if name in self.centres:
            other = self.centres[name]
            message = f'the entry "{name}" stands in {other.path}:{other.line} too'
            hint = "keep one of them, or give this one another id"
            yield Problem(Code.CENTRE_TWICE, document.path, line, message, hint)


def check_entry(
    document: Document, name: str, value: dict[str, Any], rules: CentreRules
) -> Iterator[Problem]:
    """What is wrong with an entry whose shape is right: phones, hours, point, dates."""

    def wrong(code: Code, place: str | tuple[str, int], message: str, hint: str) -> Problem:
        keys = (place,) if isinstance(place, str) else place
        line = document.line(name, *keys)
        return Problem(code, document.path, line, f"{keys[0]}: {message}", hint)

    for place, phone in enumerate(value.get("phones") or ()):
        try:
            check_phone(phone, value["country"], rules.short_codes)
        except PhoneError as error:
            yield wrong(Code.CENTRE_PHONE, ("phones", place), str(error), error.hint)
    for phone in value.get("phone_services") or ():
        if phone not in (value.get("phones") or ()):
            message = f'"{phone}" is none of the phones of the entry'
            yield wrong(Code.CENTRE_PHONE, "phone_services", message, "add it to phones")
    for key in ("hours", "women_hours"):
        try:
            parse_hours(value.get(key) or "")
        except HoursError as error:
            yield wrong(Code.CENTRE_HOURS, key, str(error), error.hint)
    if "point" in value and not is_point(value["point"]):
        message = f"expected degrees north and east, received {', '.join(value['point'])}"
        yield wrong(Code.CENTRE_POINT, "point", message, "write point: [41.3111, 69.2797]")
    if not value["services"]:
        yield wrong(Code.CENTRE_SERVICE, "services", "expected one or more", f"see {_LISTS}")
    if first_day(value.get("checked") or "") > rules.day:
        message = f"{value['checked']} has not come yet"
        yield wrong(Code.CENTRE_DATE, "checked", message, "look at the year")


def first_day(text: str) -> date:
    """The first day of `2022`, `2022-05` or `2022-05-03`; the first of all days if undated."""
    if not text or text == "undated":
        return date.min
    year, month, day = (*text.split("-"), "1", "1")[:3]
    return date(int(year), int(month), int(day))


def _make(document: Document, name: str, value: dict[str, Any]) -> Centre:
    chair, point = value.get("wheelchair"), value.get("point")
    plain = ("city", "region", "citizens", "name_local", "address", "address_local")
    texts = {key: str(value.get(key) or "") for key in (*plain, "email", "website")}
    dated = value.get("checked") or ""
    return Centre(
        id=name,
        kind=value["kind"],
        country=value["country"],
        services=tuple(value["services"]),
        confidence=Confidence(value["confidence"]),
        **texts,
        point=Point(float(point[0]), float(point[1])) if point else None,
        phones=tuple(value.get("phones") or ()),
        phone_services=tuple((value.get("phone_services") or {}).items()),
        hours=parse_hours(value.get("hours") or ""),
        women_hours=parse_hours(value.get("women_hours") or ""),
        wheelchair=Wheelchair(chair) if chair else None,
        languages=tuple(value.get("languages") or ()),
        checked="" if dated == "undated" else dated,
        sources=tuple(
            Origin(str(each["title"]), each.get("url") or "", str(each["date"]))
            for each in value.get("sources") or ()
        ),
        withheld=value.get("withheld") or "",
        note=value.get("note") or "",
        path=document.path,
        line=document.line(name),
    )
