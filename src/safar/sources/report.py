"""`safar report`: read a portal, write the page for editors and the calendar of what is due."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from safar.problems import Code, Problem
from safar.render.frame import MADE
from safar.report.calendar import render_calendar
from safar.report.due import Due, find_due, render_due
from safar.report.material import Material, name_portal, written_pages
from safar.report.page import render_report_page
from safar.sources.pages import load_level
from safar.sources.portal import DOCS, load_sources
from safar.sources.swap import MARKS

SITE = "site"
FORBIDDEN = (DOCS, SITE, "overrides", "hooks")  # what is built from, and what is built
CALENDAR = "due.ics"
MOST_DAYS = 3660  # ten years; more is a slip of the hand


class ReportOrder(Struct, frozen=True):
    """What was asked for: `output` and `calendar` are files, from where the command runs.

    `wanted` is `ky,ru`, or "" for all locales; `due` is how many days the list of what is due
    looks ahead, None for no list. Without a name the calendar stands beside the page.
    """

    config_file: Path
    wanted: str
    output: str
    calendar: str = ""
    due: int | None = None

    @property
    def files(self) -> dict[Path, str]:
        """Every file to be written, with the ending it must have."""
        page = Path(self.output)
        if self.due is None:
            return {page: ".html"}
        return {page: ".html", self.calendar_file: ".ics"}

    @property
    def calendar_file(self) -> Path:
        """Where the calendar goes."""
        return Path(self.calendar) if self.calendar else Path(self.output).parent / CALENDAR


def write_report(order: ReportOrder) -> tuple[str, list[Problem]]:
    """Write what was asked for; what to say of it, or why nothing was written.

    Problems of the portal itself stand in the page. A file is replaced in one step.
    """
    if problems := check_order(order):
        return "", problems
    loaded = load_sources(order.config_file, order.wanted)
    if isinstance(loaded, Problem):
        return "", [loaded]
    sources, root = loaded.sources, order.config_file.parent
    pages = tuple(written_pages(sources, loaded.facts))
    material = Material(
        name=name_portal(sources),
        day=loaded.day,
        sources=sources,
        facts=loaded.facts,
        directory=loaded.directory,
        pages=pages,
        problems=tuple(loaded.problems),
        reading={page.path: load_level(root, page.source) for page in pages},
    )
    return _write_files(order, material)


def _write_files(order: ReportOrder, material: Material) -> tuple[str, list[Problem]]:
    page = Path(order.output)
    base = find_base(order.config_file.parent, page.parent)
    texts = {page: render_report_page(material, base, MADE)}
    found: tuple[Due, ...] = ()
    if order.due is not None:
        found = find_due(material, order.due)
        texts[order.calendar_file] = render_calendar(found, material.name, material.day)
    problems = [problem for file, text in texts.items() for problem in replace_file(file, text)]
    said = [] if order.due is None else [render_due(found, order.due), ""]
    said += [f"Written: {file}" for file in texts]
    return ("" if problems else "\n".join(said)), problems


def check_order(order: ReportOrder) -> list[Problem]:
    """What cannot be done: a place where nothing may be written, a number of days that is none."""
    problems = [
        problem
        for file, ending in order.files.items()
        if (problem := _check_file(file, ending, order.config_file.parent))
    ]
    if order.due is None and order.calendar:
        problems.append(_wrong("--ics", "expected --due with it", "add --due 60"))
    if order.due is not None and not 0 <= order.due <= MOST_DAYS:
        message = f"expected 0 to {MOST_DAYS} days, received {order.due}"
        problems.append(_wrong("--due", message, "write --due 60"))
    return problems


def _check_file(file: Path, ending: str, root: Path) -> Problem | None:
    example = f"name it {file.with_suffix('').name or 'report'}{ending}"
    if file.suffix.lower() != ending or file.is_dir():
        return _wrong(file.as_posix(), f"expected a file that ends with {ending}", example)
    place = file.resolve()
    own = next((name for name in FORBIDDEN if place.is_relative_to((root / name).resolve())), "")
    if own or any((folder / mark).exists() for folder in place.parents for mark in MARKS):
        message = f"the report is for editors and does not belong into {own or 'a built site'}"
        return _wrong(file.as_posix(), message, f"write it elsewhere: {file.name}")
    if not place.parent.is_dir():
        return _wrong(file.as_posix(), "the folder is missing", "make it first")
    return None


def _wrong(place: str, message: str, hint: str) -> Problem:
    return Problem(Code.CONFIG_VALUE, place, 0, message, hint)


def find_base(root: Path, folder: Path) -> str:
    """The way from a folder to that of the portal as an address: "", "../", "file:///…/"."""
    try:
        way = os.path.relpath(root.resolve(), folder.resolve())
    except ValueError:  # another disk of Windows
        return f"{root.resolve().as_uri()}/"
    return "" if way == "." else f"{quote(Path(way).as_posix())}/"


def replace_file(file: Path, text: str) -> list[Problem]:
    """Write a file in one step: whoever opens it sees the old or the new one, never a part."""
    beside = file.with_name(f"{file.name}.new")
    try:
        beside.write_bytes(text.encode())
        beside.replace(file)
    except OSError as error:
        beside.unlink(missing_ok=True)
        reason = error.strerror or type(error).__name__
        return [_wrong(file.as_posix(), f"the file cannot be written: {reason}", "")]
    return []
