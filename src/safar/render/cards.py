"""An entry of the directory as a card: everything in the reader's language, ready to print."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import groupby

from msgspec import Struct

from safar.language.locales import Locale
from safar.model.directory import LINES, RECENT_MONTHS, Age, months_before
from safar.model.portal import CentreTexts, Portal, Texts
from safar.model.urls import host_of
from safar.parsing.centres import ENTERED, Centre, Wheelchair, first_day
from safar.parsing.facts import Confidence
from safar.parsing.hours import DAY, Hours, Span, Week, clock, find_week
from safar.parsing.phones import is_short, spaced
from safar.render.directory_paths import card_file

LATIN = "Latn"
EASTERN = "\u0530"  # the first letter after Latin, Greek and Cyrillic ones


# Keys that no reader of YAML takes for true and false.
CHAIRS = {Wheelchair.YES: "full", Wheelchair.LIMITED: "limited", Wheelchair.NO: "none"}


class PhoneView(Struct, frozen=True):
    """A number as it is dialled and as it is read, and what it alone is for."""

    number: str
    shown: str
    inside_only: bool
    service: str


class OriginView(Struct, frozen=True):
    """Where an entry was found."""

    title: str
    url: str
    host: str
    date: str


class CardView(Struct, frozen=True):
    """One entry. `lang` and `dir` are those of a name that the reader's language lacks.

    `marks` are its classes for filters, `at` its place as `north,east`, `week` and `zone` what
    the script compares with the clock, `travel_after` the day after which one must call first;
    nobody travels to what is no `place`.
    """

    id: str
    name: str
    lang: str
    dir: str
    local: str
    kind: str
    citizens: str
    city: str
    address: str
    address_local: str
    directions: str
    remark: str
    hours: tuple[str, ...]
    women_hours: tuple[str, ...]
    week: str
    zone: str
    services: str
    languages: str
    wheelchair: str
    phones: tuple[PhoneView, ...]
    has_old_phones: bool
    email: str
    website: str
    host: str
    age: str
    seen: str
    travel_after: str
    unsure: bool
    place: bool
    sources: tuple[OriginView, ...]
    marks: str
    at: str
    file: str


def centre_name(portal: Portal, locale: Locale, centre: Centre) -> tuple[str, Locale]:
    """The name of an entry for a reader, and the language it is in."""
    found = _first_text(portal, locale, lambda words: words.names.get(centre.id, ""))
    return found or (centre.name_local or centre.id, locale)


def centre_remark(portal: Portal, locale: Locale, centre: Centre) -> str:
    """What readers must know of an entry besides: it is shown in any language that has it."""
    found = _first_text(portal, locale, lambda words: words.remarks.get(centre.id, ""))
    return found[0] if found else ""


def _first_text(
    portal: Portal, locale: Locale, choose: Callable[[CentreTexts], str]
) -> tuple[str, Locale] | None:
    """The first text of the fallback chain, and its language."""
    for tag in portal.locales.chain(locale.tag):
        text = choose(portal.texts[tag].centres) if tag in portal.texts else ""
        if text:
            return text, portal.locales[tag]
    return None


def card_view(portal: Portal, locale: Locale, centre: Centre) -> CardView:
    """An entry for a reader; the address in the writing of the place only if it differs."""
    texts, directory = portal.texts[locale.tag], portal.directory
    name, tongue = centre_name(portal, locale, centre)
    foreign = tongue.tag != locale.tag
    words, point = texts.centres, directory.point(centre)
    phones = directory.phones(centre)
    age = directory.age(centre)
    chair = CHAIRS[centre.wheelchair] if centre.wheelchair else ""
    return CardView(
        id=centre.id,
        name=name,
        lang=tongue.tag if foreign else "",
        dir=tongue.direction.value if foreign else "",
        local=centre.name_local if centre.name_local != name else "",
        kind=words.kinds[centre.kind],
        citizens=texts.countries[centre.citizens] if centre.citizens else "",
        city=words.cities[centre.city] if centre.city else "",
        address=_address(locale, centre),
        address_local=centre.address_local,
        directions=words.directions.get(centre.id, ""),
        remark=centre_remark(portal, locale, centre),
        hours=tuple(hours_lines(texts, centre.hours, portal)),
        women_hours=tuple(hours_lines(texts, centre.women_hours, portal)),
        week=week_json(centre.hours, portal) if age is not Age.OLD else "",
        zone=directory.zone(centre),
        services=texts.formats.listing([words.services[each] for each in centre.services]),
        languages=texts.formats.listing([words.tongues[each] for each in centre.languages]),
        wheelchair=texts.strings[f"directory.chair.{chair}"] if chair else "",
        phones=tuple(_phone(texts, centre, each) for each in phones),
        has_old_phones=len(phones) < len(centre.phones),
        email=centre.email,
        website=centre.website,
        host=host_of(centre.website) if centre.website else "",
        age=age.value,
        seen=_seen(texts, centre, age),
        travel_after=months_before(first_day(centre.checked), -RECENT_MONTHS).isoformat()
        if age is Age.RECENT
        else "",
        unsure=centre.confidence is not Confidence.HIGH,
        place=centre.kind not in LINES,
        sources=tuple(_origins(texts, centre)),
        marks=" ".join(_marks(centre)),
        at=f"{point.lat:.3f},{point.lon:.3f}" if point else "",  # to a hundred metres
        file=card_file(centre),
    )


def _address(locale: Locale, centre: Centre) -> str:
    """The address in Latin letters, for those who cannot read that of the place."""
    local = centre.address_local
    readable = all(letter < EASTERN for letter in local) and locale.script != LATIN
    return "" if local and readable else centre.address


def _phone(texts: Texts, centre: Centre, number: str) -> PhoneView:
    service = dict(centre.phone_services).get(number, "")
    named = texts.centres.services[service] if service else ""
    return PhoneView(number, spaced(number), is_short(number), named)


def _seen(texts: Texts, centre: Centre, age: Age) -> str:
    if not centre.checked:
        return texts.strings["directory.seen_undated"]
    date = texts.formats.partial_date(centre.checked)
    if age is Age.RECENT:
        return texts.strings["directory.checked"].format(date=date)
    return texts.strings["directory.seen"].format(date=date)


def _marks(centre: Centre) -> Iterator[str]:
    """The classes that filters look for: services, languages, hours for women, wheelchairs."""
    yield from (f"s-{each}" for each in centre.services)
    yield from (f"l-{each}" for each in centre.languages)
    if centre.women_hours:
        yield "women"
    if centre.wheelchair in ENTERED:
        yield "wheelchair"


def _origins(texts: Texts, centre: Centre) -> Iterator[OriginView]:
    for source in centre.sources:
        undated = source.date == "undated"
        date = texts.strings["page.undated"] if undated else texts.formats.partial_date(source.date)
        yield OriginView(source.title, source.url, host_of(source.url) if source.url else "", date)


def hours_lines(texts: Texts, hours: Hours, portal: Portal) -> Iterator[str]:
    """Hours as lines of text: runs of equal days, then the days that differ."""
    if not hours:
        return
    if hours.is_always:
        yield texts.strings["directory.always"]
        return
    week = find_week(hours, portal.settings.edition)
    for spans, days in groupby(range(7), key=lambda day: week.days[day]):
        found = list(days)
        first, last = texts.weekdays[found[0]], texts.weekdays[found[-1]]
        named = first if len(found) == 1 else f"{first}–{last}"
        yield f"{named} {_spans(texts, spans)}"
    for day, spans in week.exceptions.items():
        yield f"{texts.formats.partial_date(day)}: {_spans(texts, spans)}"


def _spans(texts: Texts, spans: tuple[Span, ...]) -> str:
    if not spans:
        return texts.strings["directory.closed"]
    return ", ".join(f"{clock(start)}–{clock(end)}" for start, end in spans)


def week_json(hours: Hours, portal: Portal) -> str:
    """Hours for the script: seven days from Monday, then days that differ; minutes of a day."""
    if not hours:
        return ""
    everyday = Week((((0, DAY),),) * 7, {})
    week = everyday if hours.is_always else find_week(hours, portal.settings.edition)
    return json.dumps([week.days, week.exceptions], separators=(",", ":"))
