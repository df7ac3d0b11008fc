"""The one place where a build asks which day it is."""

from __future__ import annotations

import datetime
import os
import re

from safar.problems import Code, Problem

VARIABLE = "SOURCE_DATE_EPOCH"
_SECONDS = re.compile(r"[0-9]{1,11}")


class DayError(ValueError):
    """SOURCE_DATE_EPOCH is set and names no day; `problem` says so."""

    def __init__(self, received: str) -> None:
        message = f'expected seconds since 1970, received "{received}"'
        hint = f"write {VARIABLE}=1795392000, or do not set it"
        self.problem = Problem(Code.CONFIG_VALUE, VARIABLE, 0, message, hint)
        super().__init__(str(self.problem))


def today() -> datetime.date:
    """The day of a build: SOURCE_DATE_EPOCH if it is set, else the clock (UTC).

    Raises DayError for a value that is no number of seconds.
    """
    written = os.environ.get(VARIABLE, "")
    if not written:
        return datetime.datetime.now(tz=datetime.UTC).date()
    if not _SECONDS.fullmatch(written):
        raise DayError(written)
    return datetime.datetime.fromtimestamp(int(written), tz=datetime.UTC).date()
