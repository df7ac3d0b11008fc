"""Problems as a preview shows them: which are told, which stop it, which belong to a page."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from html import escape

from msgspec import Struct

from safar.problems import Code, Problem, Severity, sort_problems

RESERVED = "~safar"
SHOWN = 50  # nobody mends more at once; `safar check` prints them all
# These are seen only when a page is compared with others: reading it again says nothing of them.
OF_THE_WHOLE = frozenset(
    {Code.LINK_PAGE, Code.LINK_ANCHOR, Code.LINK_IMAGE, Code.ANCHOR_DRIFT, Code.META_TITLE}
    | {Code.NAV_PAGE, Code.PAGE_SOURCE, Code.FILE_NAME, Code.TERM_UNKNOWN, Code.TERM_MISSING}
    | {Code.PAGE_ENDS, Code.PAGE_ENDED}
)
# Errors outside pages with which there still is something to show.
BEARABLE = frozenset(
    {Code.NAV_PAGE, Code.LINK_PAGE, Code.LINK_ANCHOR, Code.TEXT_UNUSED, Code.FILE_PLACE}
    | {Code.OVERRIDE_PAGE, Code.OVERRIDE_ENDED}
)
_BODY_END = "</body>"


class Look(Struct, frozen=True):
    """What a browser is told of the page that it shows.

    `mark` changes with everything that can be seen of it, `go` is where the page went if it was
    renamed, `stale` says that an older text is shown; `here` are the problems of the page.
    """

    mark: str
    go: str
    stale: bool
    here: tuple[Problem, ...]
    all: tuple[Problem, ...]

    def as_json(self) -> str:
        """The text of one event."""
        here = sort_problems(self.here)
        rest = [problem for problem in sort_problems(self.all) if problem not in here]
        value = {
            "mark": self.mark,
            "go": self.go,
            "stale": self.stale,
            "here": [_describe(problem) for problem in here[:SHOWN]],
            "rest": [_describe(problem) for problem in rest[:SHOWN]],
            "counts": [len(here), len(here) + len(rest)],
        }
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _describe(problem: Problem) -> dict[str, str]:
    place = f"{problem.path}:{problem.line}" if problem.line else problem.path
    return {
        "place": place,
        "message": problem.message,
        "hint": problem.hint,
        "code": problem.code.value,
        "severity": problem.severity.value,
    }


def stops_all(problems: Iterable[Problem]) -> bool:
    """True if nothing of a portal can be shown: its texts, lists or configuration have errors."""
    return any(_stops(problem) for problem in problems)


def _stops(problem: Problem) -> bool:
    if problem.severity is Severity.WARNING or problem.code in BEARABLE:
        return False
    return not problem.path.startswith("docs/") or "_data" in problem.path.split("/")[1:3]


def replace_problems(
    before: Iterable[Problem], paths: Collection[str], found: Iterable[Problem]
) -> list[Problem]:
    """The problems after some files were read again: theirs are new, but for `OF_THE_WHOLE`."""
    kept = [
        problem for problem in before if problem.path not in paths or problem.code in OF_THE_WHOLE
    ]
    return sort_problems([*kept, *found])


def problems_of(problems: Iterable[Problem], paths: Collection[str]) -> tuple[Problem, ...]:
    """Those of some files."""
    return tuple(problem for problem in problems if problem.path in paths)


def add_preview(html: str, path: str, mark: str) -> str:
    """A page with the script of the preview: it knows its path and what can be seen of it."""
    script = (
        f'<script src="/{RESERVED}/preview.js" data-path="{escape(path)}" '
        f'data-mark="{escape(mark)}" defer></script>\n'
    )
    before, end, after = html.rpartition(_BODY_END)
    return f"{before}{script}{end}{after}" if end else html + script


def waiting_page(title: str) -> str:
    """What stands in place of a page that cannot be shown; the script lists the reasons."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">\n'
        f"<title>{escape(title)}</title>\n"
        f'<link rel="stylesheet" href="/{RESERVED}/preview.css">\n</head>\n'
        f"<body>\n<main>\n<h1>{escape(title)}</h1>\n"
        "<p>Mend the problems below. This page then shows itself.</p>\n</main>\n</body>\n</html>\n"
    )
