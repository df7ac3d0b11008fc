"""What is due as a calendar (RFC 5545): whole days, each with a reminder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from safar.report.due import Due, Reason

LIMIT = 75  # octets in a line, without its end
NOTICE = 7  # days before; what is nearer reminds in the morning of its day
STEERING = dict.fromkeys([*range(32), 127], " ")
ESCAPES = STEERING | str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
HEAD = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Safar//What is due//EN",
    "CALSCALE:GREGORIAN",
)
# A calendar must hold something, also when nothing is due; without an end, old days would stay.
ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Etc/UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def render_calendar(found: Sequence[Due], portal: str, day: date) -> str:
    """The text of an .ics file, made on `day`; `portal` is its name.

    What is overdue stands on `day`, where it is seen. The id of an event stays the same from
    report to report, so a calendar that reads the file again moves events and does not double them.
    """
    lines = [*HEAD, f"X-WR-CALNAME:{_escape(portal)}"]
    for due in found:
        lines += _render_event(due, portal, day)
    lines += [] if found else ZONE
    return "".join(f"{_fold(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _render_event(due: Due, portal: str, day: date) -> Iterator[str]:
    shown = max(due.day, day)
    summary = _escape(f"{portal}: {_sentence(due)}")
    yield "BEGIN:VEVENT"
    yield f"UID:{_identify(due, portal)}"
    yield f"DTSTAMP:{day:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{shown:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{shown + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{summary}"
    told = "\n".join((due.name, due.place, f"{due.reason.value}: {due.day}"))
    yield f"DESCRIPTION:{_escape(told)}"
    yield "TRANSP:TRANSPARENT"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{summary}")
    yield f"TRIGGER:{f'-P{NOTICE}D' if due.days > NOTICE else 'PT9H'}"
    yield from ("END:VALARM", "END:VEVENT")


def _sentence(due: Due) -> str:
    what = f'{due.kind} "{due.name}"'
    if due.reason is Reason.OLD:
        return f"check the {what}"
    return f"the {what} {'ended' if due.days < 0 else 'ends'}"


def _identify(due: Due, portal: str) -> str:
    """An id that does not depend on dates and titles, only on what is to be checked and why."""
    name = due.name if due.kind == "fact" else ""
    text = "\n".join((portal, due.kind, due.path, name, due.reason.name))
    return f"{hashlib.sha256(text.encode()).hexdigest()[:32]}@safar"


def _escape(text: str) -> str:
    return text.translate(ESCAPES)


def _fold(line: str) -> str:
    """A line cut after at most 75 octets, never inside a letter; what follows begins with " "."""
    parts, size = [""], 0
    for sign in line:
        weight = len(sign.encode())
        if size + weight > LIMIT:
            parts.append("")
            size = 1
        parts[-1] += sign
        size += weight
    return "\r\n ".join(parts)
