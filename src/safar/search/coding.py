"""Numbers and postings as printable ASCII that needs no escape in a JavaScript string.

A digit is one of 88 characters, "#" to "{" without the backslash. 0 to 71 stand alone; a larger
number has one of the other sixteen in front, or more of them. What is left of ASCII (space, "!",
"|", "}", "~") separates lines, forms and postings.

A posting is the distance to the page of the posting before it (0: the same page), then
`section * 8 + impact`: two characters, three for a distance above 71 or the ninth section on.
"""

from __future__ import annotations

_FINAL = 72
_LEADING = 16
LAST_SECTION = 63  # what follows it on a page counts as a part of it


def _character(value: int) -> str:
    return chr(value + 35 + (value > 56))


def encode_number(number: int) -> str:
    """A number from 0 as one character, or as some."""
    high, low = divmod(number, _FINAL)
    text = _character(low)
    while high:
        high, digit = divmod(high - 1, _LEADING)
        text = _character(_FINAL + digit) + text
    return text


SAME_PAGE = encode_number(0)
SECTION_IMPACT = tuple(encode_number(value) for value in range((LAST_SECTION + 1) * 8))
_GAPS = tuple(encode_number(value) for value in range(4096))
_VALUES = {_character(value): value for value in range(_FINAL + _LEADING)}


def encode_pages(found: list[tuple[int, str]]) -> str:
    """The postings of pages in ascending order, each with `read_terms`' text of that page."""
    parts = []
    last = 0
    for number, postings in found:
        gap = number - last
        parts.append(_GAPS[gap] if gap < len(_GAPS) else encode_number(gap))
        parts.append(postings)
        last = number
    return "".join(parts)


def decode_numbers(text: str) -> list[int]:
    """The numbers that were written one after another."""
    numbers = []
    high = 0
    for character in text:
        value = _VALUES[character]
        if value < _FINAL:
            numbers.append(high * _FINAL + value)
            high = 0
        else:
            high = high * _LEADING + value - _FINAL + 1
    return numbers


def decode_pages(found: list[tuple[int, str]]) -> list[tuple[int, int]]:
    """(page, section * 8 + impact) of every posting, in order."""
    return [
        (number, value)
        for number, postings in found
        for value in decode_numbers(postings)[::2]  # between them stand the distances, all 0
    ]
