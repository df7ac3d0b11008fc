"""Claims: a fact says its value a second time, in a sentence written by who read the source.

Two places that are typed by hand rarely have the same slip: a value that its claim does not hold is
a mistake in one of them.
"""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[0-9]+(?:[ ,\u00a0\u202f][0-9]{3})*(?:\.[0-9]+)?")
_BETWEEN = re.compile(r"[ ,\u00a0\u202f]")
# Claims are notes of editors, in English.
_MONTHS: tuple[str, ...] = ("January", "February", "March", "April", "May", "June")
_MONTHS += ("July", "August", "September", "October", "November", "December")


def holds_number(claim: str, value: str) -> bool:
    """True if a claim has the number `4200`, written `4200`, `4,200` or `4 200`."""
    return value in {_BETWEEN.sub("", found) for found in _NUMBER.findall(claim)}


def holds_digits(claim: str, value: str) -> bool:
    """True if a claim has all digits of a phone number in a row, whatever stands between them."""
    return re.sub(r"\D", "", value) in re.sub(r"(?<=[0-9])[ ()+.-]+(?=[0-9(])|[()+]", "", claim)


def holds_date(claim: str, value: str) -> bool:
    """True if a claim has a date as `2026-07-01` or `1 July 2026`, a month as `July 2026`."""
    parts = [int(part) for part in value.split("-")]
    spoken = [str(parts[0])]
    if len(parts) > 1:
        spoken.insert(0, _MONTHS[parts[1] - 1])
    if len(parts) > 2:
        spoken.insert(0, str(parts[2]))
    return any(
        re.search(rf"(?<![\w-]){re.escape(text)}(?![\w-])", claim)
        for text in (value, " ".join(spoken))
    )
