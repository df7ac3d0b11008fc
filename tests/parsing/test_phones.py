"""Phone numbers: E.164, or a code that works inside one country."""

from __future__ import annotations

import pytest

from safar.parsing.phones import PhoneError, check_phone, is_short, spaced

CODES = frozenset({("UZ", "1282")})


@pytest.mark.parametrize("number", ["+998712023355", "+74992374452", "+82222851341", "1282"])
def test_a_number_that_can_be_dialled_is_taken(number: str) -> None:
    check_phone(number, "UZ", CODES)


@pytest.mark.parametrize(
    ("number", "country", "said"),
    [
        ("+99871202335", "UZ", "cannot be dialled"),
        ("+9987120233555", "UZ", "cannot be dialled"),
        ("8 800 707-88-41", "RU", "expected + and digits"),
        ("+998 71 202 33 55", "UZ", "expected + and digits"),
        ("+99871 CALL", "UZ", "expected + and digits"),
        ("1282", "KG", "no short code of KG"),
        ("1", "UZ", "expected + and digits"),
        ("+999123456789", "UZ", "cannot be dialled"),
    ],
)
def test_any_other_is_told(number: str, country: str, said: str) -> None:
    with pytest.raises(PhoneError, match=said.replace("+", r"\+")):
        check_phone(number, country, CODES)


def test_a_number_is_shown_in_groups_and_a_code_as_it_is() -> None:
    assert spaced("+998712023355") == "+998 71 202 33 55"
    assert spaced("1282") == "1282" and is_short("1282")
