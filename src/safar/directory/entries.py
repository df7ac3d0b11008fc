"""What every output says of an entry: no more than readers see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from safar.model.directory import Directory
from safar.parsing.centres import Centre, Origin
from safar.parsing.cities import Point


class Entry(Struct, frozen=True):
    """A published entry in the language of the sources; `point` is that of its town if `near`.

    `phones` are those that readers are shown; `age` is that of `day`.
    """

    centre: Centre
    name: str
    city: str
    phones: tuple[str, ...]
    point: Point | None
    near: bool
    age: str
    zone: str
    day: date

    @property
    def id(self) -> str:
        """Its id."""
        return self.centre.id

    @property
    def origin(self) -> Origin:
        """The first of its sources."""
        return self.centre.sources[0]


def make_entries(
    directory: Directory,
    centres: Iterable[Centre],
    names: Mapping[str, str],
    cities: Mapping[str, str],
) -> tuple[Entry, ...]:
    """Published entries; `names` and `cities` are the texts of one locale."""
    return tuple(
        Entry(
            centre,
            names.get(centre.id) or centre.name_local or centre.id,
            cities.get(centre.city, ""),
            directory.phones(centre),
            directory.point(centre),
            centre.point is None,
            directory.age(centre).value,
            directory.zone(centre),
            directory.day,
        )
        for centre in centres
    )
