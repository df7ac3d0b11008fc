"""Problems as `safar check` prints them: grouped by file for people, as JSON for tools.

A file is named once, and every line below it begins with the number of a line in it:

    docs/ky/work/wages.md
      4: error: checked: expected YYYY-MM-DD, received "soon" [meta.date]
      4: hint: write checked: 2026-11-23

An editor mends one file at a time and searches it by line, so a long path in every line would
only hide the numbers. Editors with a terminal follow a click on such a number: they look upwards
for the first line that does not begin with one, and take it for the file. Therefore hints repeat
the number, and what concerns the whole file stands last. The one-line form with the whole place
(`safar.problems.render_report`) stays in builds and in the preview, whose lines stand among others
and are read one by one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from safar.problems import Problem, Severity, count_problems, sort_problems

VERSION = 1  # of the JSON: a new key leaves it, a changed meaning does not


def render_grouped(problems: Iterable[Problem]) -> str:
    """All problems by file and line, with a last line that counts them; `""` if there are none."""
    ordered = sort_problems(problems)
    if not ordered:
        return ""
    groups = groupby(ordered, key=lambda problem: problem.path)
    blocks = ["\n".join(_render_file(path, list(found))) for path, found in groups]
    return "\n\n".join([*blocks, count_problems(ordered)])


def _render_file(path: str, problems: Sequence[Problem]) -> Iterator[str]:
    """A file and its problems by line; what holds for the whole file has no number."""
    yield path
    width = max(len(_number(problem)) for problem in problems)
    for problem in sorted(problems, key=lambda problem: not problem.line):
        number = _number(problem).rjust(width)
        yield f"  {number}{problem.severity.value}: {problem.message} [{problem.code.value}]"
        if problem.hint:
            yield f"  {number}hint: {problem.hint}"


def _number(problem: Problem) -> str:
    return f"{problem.line}: " if problem.line else ""


def render_json(problems: Iterable[Problem], allowed: int = 0) -> str:
    """All problems for tools, sorted by file, line and code.

    `{"version": 1, "errors": 1, "warnings": 0, "literals_allowed": 0, "problems": [{"code",
    "severity", "path", "line", "message", "hint"}]}`; `line` is 0 for a whole file, `hint` may be
    "". It is pure ASCII, so that no encoding of a pipe can spoil it.
    """
    ordered = sort_problems(problems)
    errors = sum(problem.severity is Severity.ERROR for problem in ordered)
    value = {
        "version": VERSION,
        "errors": errors,
        "warnings": len(ordered) - errors,
        "literals_allowed": allowed,
        "problems": [_describe(problem) for problem in ordered],
    }
    return json.dumps(value, indent=1)


def _describe(problem: Problem) -> dict[str, str | int]:
    return {
        "code": problem.code.value,
        "severity": problem.severity.value,
        "path": problem.path,
        "line": problem.line,
        "message": problem.message,
        "hint": problem.hint,
    }
