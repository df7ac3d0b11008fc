"""The directory as a whole: points in their countries, doubles, names, pages that show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from safar.maps.borders import Borders, Finder
from safar.model.content import SiteSources
from safar.model.directory import Directory
from safar.parsing.centres import Centre
from safar.parsing.cities import CITIES
from safar.parsing.corrections import nearest
from safar.parsing.directory import WORDS
from safar.parsing.phones import is_short
from safar.problems import Code, Problem, Severity


def check_centres(sources: SiteSources, directory: Directory, borders: Borders) -> list[Problem]:
    """Everything that is wrong between entries, towns, texts and pages."""
    finder = Finder(borders)
    return [
        *_check_cities(sources, directory, finder),
        *_check_places(sources, directory, finder),
        *_check_doubles(sources, directory),
        *_check_names(sources, directory),
        *_check_pages(sources, directory),
    ]


def _check_cities(sources: SiteSources, directory: Directory, finder: Finder) -> Iterator[Problem]:
    """Towns outside their country; their names are a closed list, in every locale."""
    for city in directory.cities.values():
        if not finder.is_inside(city.country, city.point.lat, city.point.lon):
            hint = "is it the right country? north comes first: point: [41.3111, 69.2797]"
            message = f"{city.id}: the point is not in {city.country}"
            yield Problem(Code.CENTRE_POINT, CITIES, city.line, message, hint)
    source = sources.texts.get(sources.locales.source_tag)
    if source is None or not source.lists.readable or not directory.cities:
        return
    named = source.lists.get("cities") or {}
    for name in directory.cities.keys() - named.keys():
        message = f'cities: no text for "{name}" of {CITIES}'
        line = source.lists.line("cities")
        yield Problem(Code.TEXT_MISSING, source.lists.path, line, message)
    for name in named.keys() - directory.cities.keys():
        line = source.lists.line("cities", name)
        message = f'cities.{name}: "{name}" is not in {CITIES}'
        yield Problem(Code.TEXT_UNUSED, source.lists.path, line, message, "delete it")


def _check_places(sources: SiteSources, directory: Directory, finder: Finder) -> Iterator[Problem]:
    for centre in directory.centres.values():
        city = directory.cities.get(centre.city)
        if city and city.country != centre.country:
            message = f"city: {city.id} is in {city.country}, the entry in {centre.country}"
            hint = "which of the two is right?"
            yield _problem(sources, Code.CENTRE_CITY, (centre, "city"), (message, hint))
        point, country = centre.point, centre.country
        if point and not finder.is_inside(country, point.lat, point.lon):
            swapped = finder.is_inside(country, point.lon, point.lat)
            hint = f"write point: [{point.lon}, {point.lat}]" if swapped else "look at the map"
            message = f"point: {point.lat}, {point.lon} is not in {country}"
            message += ", are the two numbers swapped?" if swapped else ""
            yield _problem(sources, Code.CENTRE_POINT, (centre, "point"), (message, hint))


def _problem(
    sources: SiteSources, code: Code, place: tuple[Centre, str], said: tuple[str, str]
) -> Problem:
    """A problem of a key of an entry, with its hint; doubles may be meant, so they only warn."""
    (centre, key), ((message, hint)) = place, said
    line = sources.data[centre.path].line(centre.id, key)
    severity = Severity.WARNING if code is Code.CENTRE_SAME else Severity.ERROR
    return Problem(code, centre.path, line, f"{centre.id}: {message}", hint, severity)


def _check_doubles(sources: SiteSources, directory: Directory) -> Iterator[Problem]:
    """One number in two entries, one address for two of a kind: a place entered twice."""
    centres = directory.centres.values()
    for key, values, hint in (
        ("phones", _long_phones, "keep it in one of the entries"),
        ("address", _address_of, "is it one place, entered twice?"),
    ):
        for centre, first in _find_doubles(centres, values):
            message = f"{key}: the same as in {first.id} ({first.path}:{first.line})"
            yield _problem(sources, Code.CENTRE_SAME, (centre, key), (message, hint))


def _long_phones(centre: Centre) -> Iterable[str]:
    return (phone for phone in centre.phones if not is_short(phone))


def _address_of(centre: Centre) -> Iterable[str]:
    address = " ".join(centre.address.casefold().replace(",", " ").split())
    return (f"{centre.kind} {address}",) if address else ()


def _find_doubles(
    centres: Iterable[Centre], values: Callable[[Centre], Iterable[str]]
) -> Iterator[tuple[Centre, Centre]]:
    """Entries with a value that an earlier one has too, and that earlier one."""
    seen: dict[str, Centre] = {}
    for centre in centres:
        for value in values(centre):
            first = seen.setdefault(value, centre)
            if first is not centre:
                yield centre, first


def _check_names(sources: SiteSources, directory: Directory) -> Iterator[Problem]:
    """Published entries have a name in the source locale; no locale names what is not there."""
    tag = sources.locales.source_tag
    source = sources.texts.get(tag)
    if source is None:
        return
    names = source.centres.get("names") or {}
    for centre in directory.published:
        if centre.id not in names:
            hint = f"add it to docs/{tag}/_data/centres.yml, under names"
            message = "the entry has no name"
            yield _problem(sources, Code.CENTRE_TEXT, (centre, ""), (message, hint))
    written = {name for document in sources.centre_files for name in document.value}
    for texts in sources.texts.values():
        if sources.locales[texts.locale].generated_from:
            continue
        for group in ("names", "directions", "remarks"):
            for name in texts.centres.get(group) or {}:
                if name not in written:
                    close = nearest(name, written)
                    hint = f'did you mean "{close}"?' if close else "delete it"
                    line = texts.centres.line(group, name)
                    message = f'{group}: no entry is called "{name}"'
                    yield Problem(Code.CENTRE_TEXT, texts.centres.path, line, message, hint)


def _check_pages(sources: SiteSources, directory: Directory) -> Iterator[Problem]:
    """A page that shows a country which has nothing to show, or takes the anchor of an entry."""
    countries = {centre.country for centre in directory.published}
    for pages in sources.pages.values():
        for page in pages.values():
            shows = page.meta.directory if page.meta else ""
            if shows and shows not in WORDS and shows not in countries:
                message = f"directory: nothing is published of {shows}"
                hint = "leave directory: out, or see docs/_data/centres"
                yield Problem(Code.META_VALUE, page.path, 0, message, hint)
            for anchor, line in page.scan.ids if shows else ():
                if anchor in directory.centres:
                    message = f'the entry "{anchor}" of the directory has this anchor'
                    hint = f"add a word: {{#{anchor}-here}}"
                    yield Problem(Code.ANCHOR_TAKEN, page.path, line, message, hint)
