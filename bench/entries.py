"""Synthetic entries of a directory, beside the towns of a portal: as many as are wanted."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

KINDS = ("ngo", "migrant_centre", "government")
SERVICES = ("legal_advice", "unpaid_wages", "humanitarian", "migration_advice", "courses")
NUMBERS = {"UZ": "+99871{:07}", "KG": "+996312{:06}", "TJ": "+99237{:07}", "RU": "+7495{:07}"}
NUMBERS["KZ"] = "+77172{:06}"
IN_A_FILE = 500
WOMEN = '  women_hours: "We 14:00-18:00"\n'
ENTRY = """{id}:
  kind: {kind}
  country: {country}
  city: {city}
  region: {country}-{region}
  name_local: "Синтетическая запись {number}"
  address: "{number} Synthetic Street"
  point: [{lat:.5f}, {lon:.5f}]
  phones:
    - "{phone}"
  hours: "Mo-Fr 0{opens}:00-1{closes}:00"
{women}  wheelchair: {chair}
  services: [{services}]
  languages: [ru, uz]
  checked: 2026-0{month}-1{day}
  confidence: high
  sources:
    - title: "Synthetic"
      url: https://example.org/{number}
      date: 2026-01-01
"""


def write_entries(docs: Path, count: int, countries: tuple[str, ...] = tuple(NUMBERS)) -> None:
    """Add entries to a portal: their files, and their names in the source language `en`."""
    data = docs / "_data"
    cities = yaml.safe_load((data / "cities.yml").read_text(encoding="utf-8"))
    towns = {name: each for name, each in cities.items() if each["country"] in countries}
    entries = list(make_entries(towns, count))
    for start in range(0, count, IN_A_FILE):
        part = "\n".join(text for _, text in entries[start : start + IN_A_FILE])
        (data / "centres" / f"synthetic-{start}.yml").write_text(part, encoding="utf-8")
    names = docs / "en/_data/centres.yml"
    lines = [f'  {name}: "Synthetic place {number}"' for number, (name, _) in enumerate(entries)]
    text = names.read_text(encoding="utf-8")
    names.write_text(text.replace("names:\n", "names:\n" + "\n".join(lines) + "\n", 1), "utf-8")


def make_entries(towns: dict[str, dict[str, Any]], count: int) -> Iterator[tuple[str, str]]:
    """Ids and texts; the same for the same towns and count."""
    chance = random.Random(1)
    for number in range(count):
        city = chance.choice(list(towns))
        country = str(towns[city]["country"])
        lat, lon = towns[city]["point"]
        width = 2_000_000 if "7" in NUMBERS[country].partition(":")[2] else 200_000
        name = f"{country.lower()}-synthetic-{number}"
        yield (
            name,
            ENTRY.format(
                id=name,
                number=number,
                kind=chance.choice(KINDS),
                country=country,
                city=city,
                region=chance.choice("ABCDEFGH") + str(chance.randint(1, 2)),
                lat=lat + chance.uniform(-0.05, 0.05),
                lon=lon + chance.uniform(-0.05, 0.05),
                phone=NUMBERS[country].format(width + number),
                opens=chance.randint(8, 9),
                closes=chance.randint(6, 8),
                women=WOMEN if number % 3 == 0 else "",
                chair=chance.choice(("yes", "limited", "no")),
                services=", ".join(chance.sample(SERVICES, 2)),
                month=chance.randint(1, 9),
                day=chance.randint(0, 9),
            ),
        )
