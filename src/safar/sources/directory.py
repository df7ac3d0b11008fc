"""Reading the directory: towns and entries, checked against lists, borders and each other."""

from __future__ import annotations

from datetime import date

from safar.checks.centres import check_centres
from safar.model.content import SiteSources
from safar.model.directory import NO_DIRECTORY, Directory
from safar.parsing.centres import CentreRules, parse_centres
from safar.parsing.cities import CITIES, parse_cities
from safar.parsing.yaml_text import Document
from safar.problems import Problem
from safar.sources.borders import load_borders


def load_directory(sources: SiteSources, day: date) -> tuple[Directory, list[Problem]]:
    """The centres of all files; a portal without them needs neither towns nor borders."""
    if not sources.centre_files:
        return NO_DIRECTORY, []
    countries = sources.closed_list("countries")
    cities, problems = parse_cities(sources.data.get(CITIES) or Document(CITIES), countries)
    lists = {name: sources.closed_list(name) for name in ("kinds", "services", "tongues")}
    short = sources.lists.get("short_codes")
    rules = CentreRules(
        countries,
        **lists,
        cities=frozenset(cities),
        short_codes=frozenset(
            (country, str(code))
            for country, codes in (short.items() if isinstance(short, dict) else ())
            for code in codes or ()
        ),
        day=day,
    )
    centres, wrong = parse_centres(sources.centre_files, rules)
    directory = Directory(centres, cities, day)
    return directory, problems + wrong + check_centres(sources, directory, load_borders())
