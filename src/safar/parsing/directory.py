"""What of the directory a page shows: `directory: UZ` in its front matter."""

from __future__ import annotations

from collections.abc import Collection

from safar.parsing.rules import Choice, Text

COUNTRIES, OTHERS, HOTLINES, CONSULATES = "countries", "others", "hotlines", "consulates"
WORDS = (COUNTRIES, OTHERS, HOTLINES, CONSULATES)


def directory_rule(countries: Collection[str]) -> Choice | Text:
    """A country, or one of the words; without a list of countries anything."""
    hint = "write a country as UZ, or one of " + ", ".join(WORDS)
    return Choice([*sorted(countries), *WORDS], hint) if countries else Text()
