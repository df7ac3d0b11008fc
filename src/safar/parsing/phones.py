"""Phone numbers of the directory: E.164, or a short code of the country it stands in."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

LONGEST_SHORT = 6
_SHORT = re.compile(r"[0-9]{2,6}")
_E164 = re.compile(r"\+[0-9]{7,15}")
_EXAMPLE = 'write it as it is dialled from abroad, without spaces: "+998712023355"'


class PhoneError(ValueError):
    """A number that nobody can dial; `hint` says how it should look."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def is_short(number: str) -> bool:
    """True for a code that works only inside its country: `1282`."""
    return not number.startswith("+")


def check_phone(number: str, country: str, short_codes: Collection[tuple[str, str]]) -> None:
    """Raise PhoneError if a number is neither a valid E.164 one nor a known code of `country`."""
    if _SHORT.fullmatch(number):
        if (country, number) not in short_codes:
            message = f'"{number}" is no short code of {country} that we know'
            hint = f"add it to short_codes of docs/_data/lists.yml under {country}, if it is one"
            raise PhoneError(message, hint)
        return
    if not _E164.fullmatch(number):
        raise PhoneError(f'expected + and digits, received "{number}"', _EXAMPLE)
    import phonenumbers  # noqa: PLC0415 - most portals have no numbers to check

    try:
        valid = phonenumbers.is_valid_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        valid = False  # no country has this code
    if not valid:
        message = f'"{number}" cannot be dialled: a digit too few, too many or wrong'
        raise PhoneError(message, "look into the source once more")


@lru_cache(4096)
def spaced(number: str) -> str:
    """A number as people read it: `+998 71 202 33 55`; a short code stays."""
    if is_short(number):
        return number
    import phonenumbers  # noqa: PLC0415 - most portals have no numbers to show

    found = phonenumbers.parse(number)
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
