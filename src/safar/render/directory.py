"""The directory on a page: groups of cards, filters, a map, in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from safar.directory.entries import make_entries
from safar.directory.linked import render_linked
from safar.language.locales import Locale
from safar.model.directory import CONSULATE, EMERGENCY, LINES, Age
from safar.model.portal import Portal, ShownPage, Texts
from safar.model.urls import root_prefix
from safar.parsing.centres import ENTERED, Centre
from safar.parsing.directory import CONSULATES, COUNTRIES, HOTLINES, OTHERS
from safar.render.cards import CardView, card_view, centre_name
from safar.render.country_map import CITY, MapView, city_anchor, map_view
from safar.render.directory_paths import FILES

MOST = 60  # cards of a page; more are told by region


class Group(Struct, frozen=True):
    """Cards under one heading, which links lead to by `anchor`."""

    anchor: str
    title: str
    cards: tuple[CardView, ...]


class Option(Struct, frozen=True):
    """A choice of a filter: `mark` is the class that stays; the id of its button has a low line."""

    id: str
    mark: str
    label: str
    count: int


class Town(Struct, frozen=True):
    """A town of "my city": its name and place."""

    name: str
    at: str


class Part(Struct, frozen=True):
    """A page of a long list: its region and how many entries it holds."""

    title: str
    href: str
    count: int


class DirectoryView(Struct, frozen=True):
    """What the template prints of the directory.

    `rules` are the styles of filters, `counts` is JSON of how many entries there are, in words,
    from none to all, `linked` JSON-LD. `parts` are pages that hold all entries of a long list.
    """

    groups: tuple[Group, ...]
    old: tuple[Group, ...]
    services: tuple[Option, ...]
    languages: tuple[Option, ...]
    women: int
    wheelchair: int
    rules: Markup
    towns: tuple[Town, ...]
    map: MapView | None
    found: str
    counts: str
    files: tuple[tuple[str, str], ...]
    linked: Markup
    parts: tuple[Part, ...] = ()


def shown_centres(portal: Portal, shows: str) -> tuple[Centre, ...]:
    """The entries of a page, by what its front matter says under `directory`."""
    published = portal.directory.published
    if shows == HOTLINES:
        return tuple(centre for centre in published if centre.kind in LINES)
    if shows == CONSULATES:
        return tuple(centre for centre in published if centre.kind == CONSULATE)
    if shows == OTHERS:
        own = {page.meta.directory for pages in portal.pages.values() for page in pages.values()}
        return tuple(centre for centre in published if centre.country not in own)
    return tuple(centre for centre in published if centre.country == shows)


class Asked(Struct, frozen=True):
    """A page that shows entries: its reader, its path, what it shows, and of which entries."""

    portal: Portal
    locale: Locale
    path: str
    shows: str
    centres: tuple[Centre, ...]

    @property
    def texts(self) -> Texts:
        """What the reader's language says outside pages."""
        return self.portal.texts[self.locale.tag]


def make_view(asked: Asked) -> DirectoryView:
    """Entries as a page shows them."""
    portal, locale, centres, texts = asked.portal, asked.locale, asked.centres, asked.texts
    age = portal.directory.age
    fresh = [centre for centre in centres if age(centre) is not Age.OLD]
    old = [centre for centre in centres if age(centre) is Age.OLD]
    shows, shown_to = asked.shows, (locale, asked.path)
    group = find_grouping(portal, locale, shows)
    services = _options(centres, "s", texts.centres.services, lambda centre: centre.services)
    languages = _options(centres, "l", texts.centres.tongues, lambda centre: centre.languages)
    women = sum(bool(centre.women_hours) for centre in centres)
    wheelchair = sum(centre.wheelchair in ENTERED for centre in centres)
    return DirectoryView(
        groups=tuple(_groups(asked, fresh, group, "")),
        old=tuple(_groups(asked, old, group, "_old")),
        services=services,
        languages=languages,
        women=women,
        wheelchair=wheelchair,
        rules=filter_rules((*services, *languages), women=women, wheelchair=wheelchair),
        towns=tuple(_towns(portal, locale, centres)),
        map=map_view(portal, shown_to, shows, centres),
        found=_found(texts, len(centres)),
        counts=json.dumps([_found(texts, n) for n in range(len(centres) + 1)], ensure_ascii=False),
        files=_files(asked) if shows == COUNTRIES else (),
        linked=Markup(_linked(asked)),
    )


def _found(texts: Texts, number: int) -> str:
    category = texts.formats.plural_category(number)
    return texts.strings[f"directory.found.{category}"].format(n=number)


def _files(asked: Asked) -> tuple[tuple[str, str], ...]:
    """The outputs of the directory: their names and where they are."""
    root = root_prefix(asked.path)
    return tuple((each.rpartition("/")[2], root + each) for each in FILES)


def _linked(asked: Asked) -> str:
    """The entries for search engines, but for old ones: machines repeat without a warning."""
    age, texts = asked.portal.directory.age, asked.texts
    centres = [centre for centre in asked.centres if age(centre) is not Age.OLD]
    names = {each.id: centre_name(asked.portal, asked.locale, each)[0] for each in centres}
    entries = make_entries(asked.portal.directory, centres, names, texts.centres.cities)
    return render_linked(entries) if entries else ""


Grouping = Callable[[Centre], tuple[str, str]]


def find_grouping(portal: Portal, locale: Locale, shows: str) -> Grouping:
    """Under which anchor and heading an entry stands."""
    texts = portal.texts[locale.tag]

    def by_city(centre: Centre) -> tuple[str, str]:
        if not centre.city:
            return "whole_country", texts.strings["directory.whole_country"]
        return city_anchor(centre.city), texts.centres.cities[centre.city]

    def by_country(centre: Centre) -> tuple[str, str]:
        return f"country_{centre.country.lower()}", texts.countries[centre.country]

    def by_citizens(centre: Centre) -> tuple[str, str]:
        code = centre.citizens or centre.country
        return f"citizens_{code.lower()}", texts.countries[code]

    grouping = {HOTLINES: by_country, OTHERS: by_country, CONSULATES: by_citizens}
    return grouping.get(shows, by_city)


def _groups(asked: Asked, centres: Iterable[Centre], group: Grouping, end: str) -> Iterator[Group]:
    """Groups in the order of their names, the whole country first; emergency numbers on top."""

    def order(centre: Centre) -> tuple[bool, str, bool, str]:
        anchor, title = group(centre)
        return anchor != "whole_country", title, centre.kind != EMERGENCY, centre.id

    for (anchor, title), found in groupby(sorted(centres, key=order), key=group):
        cards = [card_view(asked.portal, asked.locale, centre) for centre in found]
        if anchor.startswith(CITY):
            cards = [replace(card, city="") for card in cards]  # the heading says it
        yield Group(anchor + end, title, tuple(cards))


def _options(
    centres: Iterable[Centre],
    prefix: str,
    names: Mapping[str, str],
    values: Callable[[Centre], Iterable[str]],
) -> tuple[Option, ...]:
    counts: dict[str, int] = {}
    for centre in centres:
        for value in values(centre):
            counts[value] = counts.get(value, 0) + 1
    return tuple(
        Option(value, f"{prefix}-{value}", label, counts[value])
        for value, label in names.items()
        if value in counts
    )


def filter_rules(options: Iterable[Option], *, women: int, wheelchair: int) -> Markup:
    """The styles by which a chosen button hides what does not fit; they need no script."""
    pairs = [(option.mark.replace("-", "_", 1), option.mark) for option in options]
    pairs += [
        (f"for_{name}", name)
        for name, count in (("women", women), ("wheelchair", wheelchair))
        if count
    ]
    hide = ",".join(
        f"#{button}{state}~.list .centre:not(.{mark})"
        for button, mark in pairs
        for state in (":checked", ":target")
    )
    if not pairs:
        return Markup("")
    buttons = [*(button for button, _ in pairs), "s_any", "l_any"]
    chosen = ",".join(f"#{button}:checked~.filters [for={button}]" for button in buttons)
    return Markup(
        f"{hide}{{display:none}}{chosen}{{color:var(--on-brand);background:var(--brand)}}"
    )


def _towns(portal: Portal, locale: Locale, centres: Iterable[Centre]) -> Iterator[Town]:
    """The towns of the countries of a page, for those who do not say where they are."""
    names = portal.texts[locale.tag].centres.cities
    countries = {centre.country for centre in centres}
    cities = (city for city in portal.directory.cities.values() if city.country in countries)
    for city in sorted(cities, key=lambda each: names[each.id]):
        yield Town(names[city.id], f"{city.point.lat},{city.point.lon}")


def directory_passages(portal: Portal, shown: ShownPage) -> Iterator[tuple[str, str, str]]:
    """What search reads of the entries of a page: anchor, name, and where each is.

    What they help with is said once for all: said with each, such a page would come before the
    page that explains it.
    """
    shows, texts = shown.meta.directory, portal.texts[shown.locale.tag]
    words, services = texts.centres, dict[str, None]()
    for centre in shown_centres(portal, shows) if shows and shows != COUNTRIES else ():
        services |= dict.fromkeys(words.services[each] for each in centre.services)
        said = [
            words.cities.get(centre.city, ""),
            centre.name_local,
            centre.address,
            centre.address_local,
            *portal.directory.phones(centre),
        ]
        yield centre.id, centre_name(portal, shown.locale, centre)[0], ". ".join(filter(None, said))
    if services:
        yield "", "", ". ".join(services)
