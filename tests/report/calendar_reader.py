"""A reader of calendars (RFC 5545), written apart from what writes them."""

from __future__ import annotations

import re

Property = tuple[str, str]  # name with its parameters, value as it stands
ESCAPED = re.compile(r"\\(.)")


def read_lines(raw: bytes) -> list[str]:
    """The unfolded lines. Raises AssertionError where a line is too long or ends wrongly."""
    assert raw.endswith(b"\r\n")
    physical = raw.split(b"\r\n")[:-1]
    for line in physical:
        assert len(line) <= 75, line
        assert b"\n" not in line and b"\r" not in line, line
        line.decode("utf-8")  # no letter is cut in two
    return raw.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1]


def read_component(lines: list[str]) -> tuple[str, list[Property], list[object]]:
    """The first component: its name, its properties, the components inside."""
    kind, _, name = lines.pop(0).partition(":")
    assert kind == "BEGIN", kind
    properties: list[Property] = []
    inner: list[object] = []
    while not lines[0].startswith("END:"):
        if lines[0].startswith("BEGIN:"):
            inner.append(read_component(lines))
        else:
            key, colon, value = lines.pop(0).partition(":")
            assert colon and re.fullmatch(r"[A-Z-]+(;[A-Z]+=[A-Z-]+)*", key), key
            properties.append((key, value))
    assert lines.pop(0) == f"END:{name}"
    return name, properties, inner


def read_events(raw: bytes) -> list[dict[str, str]]:
    """The events of a calendar, texts unescaped; the alarm's properties begin with `ALARM-`."""
    lines = read_lines(raw)
    name, properties, inner = read_component(lines)
    assert (name, lines) == ("VCALENDAR", [])
    assert dict(properties)["VERSION"] == "2.0" and "PRODID" in dict(properties)
    assert inner, "a calendar holds at least one component"
    return [_read_event(part) for part in inner if part[0] == "VEVENT"]  # type: ignore[index]


def _read_event(part: object) -> dict[str, str]:
    _, properties, alarms = part  # type: ignore[misc]
    event = dict(properties)
    assert len(event) == len(properties), "no property stands there twice"
    for _, found, _ in alarms:
        event |= {f"ALARM-{key}": value for key, value in found}
    for key in ("SUMMARY", "DESCRIPTION"):
        bare = ESCAPED.sub("", event[key])
        assert not set(bare) & set(",;\\"), f"not escaped: {event[key]}"
        event[key] = ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], event[key])
    return event
