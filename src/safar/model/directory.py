"""The directory of centres and hotlines: which entries readers see, how old each is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum

from msgspec import Struct, field

from safar.parsing.centres import Centre, first_day
from safar.parsing.cities import City, Point

CONSULATE, EMERGENCY, SOCIETY = "consulate", "emergency", "society"
LASTING = frozenset({CONSULATE, EMERGENCY, "government"})
"""Kinds whose old phone numbers are shown: they outlive projects."""

LINES = frozenset({"hotline", EMERGENCY})
RECENT_MONTHS, OLD_MONTHS = 12, 36


class Age(Enum):
    """How old an entry is: it is shown, not hidden."""

    RECENT = "recent"
    OLDER = "older"
    OLD = "old"


class Directory(Struct, frozen=True):
    """All entries by id in the order of their files; ages are those of `day`."""

    centres: Mapping[str, Centre] = field(default_factory=dict)
    cities: Mapping[str, City] = field(default_factory=dict)
    day: date = date(1970, 1, 1)

    @property
    def published(self) -> tuple[Centre, ...]:
        """What readers see."""
        return tuple(centre for centre in self.centres.values() if centre.is_published)

    @property
    def asked(self) -> tuple[Centre, ...]:
        """What the Societies are asked before it can be published."""
        return tuple(centre for centre in self.centres.values() if not centre.is_published)

    def age(self, centre: Centre) -> Age:
        """How long ago a source showed an entry; what has no date is old."""
        seen = first_day(centre.checked)
        if seen > months_before(self.day, RECENT_MONTHS):
            return Age.RECENT
        return Age.OLDER if seen > months_before(self.day, OLD_MONTHS) else Age.OLD

    def phones(self, centre: Centre) -> tuple[str, ...]:
        """The numbers that readers are shown."""
        if self.age(centre) is Age.OLD and centre.kind not in LASTING:
            return ()
        return centre.phones

    def point(self, centre: Centre) -> Point | None:
        """Where it stands, or where its town does."""
        if centre.point or not centre.city:
            return centre.point
        return self.cities[centre.city].point

    def zone(self, centre: Centre) -> str:
        """Its time zone, "" where no town is known."""
        return self.cities[centre.city].zone if centre.city else ""


def months_before(day: date, months: int) -> date:
    """The same day some months ago, or the last day of that month if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("a month has 28 days")


NO_DIRECTORY = Directory()
