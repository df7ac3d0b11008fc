"""The command line: read the words, call, print, set the exit code.

0 = done, 1 = the content or the configuration has problems, 2 = the words were not understood.
"""

from __future__ import annotations

import argparse
import gc
import os
import shlex
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

from safar.options import parse_words
from safar.problems import count, render_report
from safar.sources.selection import VARIABLE, wanted_locales


def run() -> None:
    """The program `safar`. It is over when its work is: nothing is taken apart piece by piece."""
    gc.disable()  # records live as long as the program; `work_through` turns it on for many pages
    code = 1
    for stream in (sys.stdout, sys.stderr):  # a console of Windows may lack a letter
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    with suppress(BrokenPipeError):  # `safar check | head`
        code = main()
        sys.stdout.flush()
    os._exit(code)


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; `words` are the arguments after the program's name."""
    arguments = parse_words(words)
    if arguments.command is None:
        return 2
    if getattr(arguments, "locales", None):
        os.environ[VARIABLE] = arguments.locales
    command = {
        "build": run_build,
        "check": run_check,
        "serve": run_serve,
        "new": run_new,
        "assemble": run_assemble,
        "report": run_report,
        "centres": run_centres,
    }[arguments.command]
    return command(arguments)


def run_check(arguments: argparse.Namespace) -> int:
    """Print every problem at once, by file or as JSON; exit code 1 if there is an error."""
    from safar.render.problems import render_grouped, render_json  # noqa: PLC0415 - other commands start without it
    from safar.sources.portal import check_portal  # noqa: PLC0415 - other commands start without it

    problems, allowed, portal = check_portal(Path(arguments.config_file), wanted_locales())
    if arguments.json:
        print(render_json(problems, allowed))
        return 1 if portal is None else 0
    say(render_grouped(problems))
    more = f"{count(allowed, 'literal')} allowed" if allowed else ""
    if portal is None:
        say(more)
        return 1
    pages = sum(1 for _ in portal.shown())
    good = f"{count(pages, 'page')} in {count(len(portal.built), 'language')}: good"
    print("; ".join(filter(None, [good, more])))
    return 0


def run_build(arguments: argparse.Namespace) -> int:
    """Build the site; on any problem the site that was there stays as it was."""
    from safar.cache.order import find_record, make_order  # noqa: PLC0415 - other commands start without it
    from safar.terminal.progress import Progress, render_profile  # noqa: PLC0415 - other commands start without it

    progress = Progress()
    order = make_order(arguments)
    with progress.stage("look for changes"):
        record, notice, current = find_record(order)
    if record and current:
        profile = render_profile(progress.stages) if arguments.profile else ""
        say(record.report, profile, f"Nothing has changed. The site is ready: open {order.start}")
        return 0
    from safar.site.build import build_site  # noqa: PLC0415 - other commands start without it
    from safar.site.errors import BuildError  # noqa: PLC0415 - other commands start without it

    try:
        result = build_site(order, record, progress)
    except BuildError as failure:
        print(failure, file=sys.stderr)
        return 1
    profile = render_profile(progress.stages) if arguments.profile else ""
    say(result.report, notice, *result.notices, profile, f"The site is ready: open {order.start}")
    return 0


def say(*texts: str) -> None:
    """Print what is not empty."""
    for text in filter(None, texts):
        print(text)


def run_assemble(arguments: argparse.Namespace) -> int:
    """Put parts together; on any problem the site that was there stays as it was."""
    from safar.sources.parts import assemble_site  # noqa: PLC0415 - other commands start without it

    site = Path(arguments.site_dir)
    jobs = (os.cpu_count() or 1) if arguments.compress else 0
    problems = assemble_site([Path(part) for part in arguments.parts], site, compress=jobs)
    if problems:
        print(render_report(problems), file=sys.stderr)
        return 1
    print(f"The site is ready: open {site / 'index.html'}")
    return 0


def run_report(arguments: argparse.Namespace) -> int:
    """Write the page for editors; problems of the portal stand in it and stop nothing."""
    from safar.sources.report import ReportOrder, write_report  # noqa: PLC0415 - other commands start without it

    names = (arguments.output, arguments.ics)
    order = ReportOrder(Path(arguments.config_file), wanted_locales(), *names, arguments.due)
    said, problems = write_report(order)
    say(said)
    if problems:
        print(render_report(problems), file=sys.stderr)
    return 1 if problems else 0


def run_centres(arguments: argparse.Namespace) -> int:
    """Write the call sheet, or take it back; with any problem no file is touched."""
    from safar.sources.call_sheet import import_call_sheet, write_call_sheet  # noqa: PLC0415 - other commands start without it

    config = Path(arguments.config_file)
    if arguments.action == "import":
        answer = import_call_sheet(config, Path(arguments.sheet))
    else:
        answer = write_call_sheet(config, Path(arguments.output), arguments.country)
    say(answer.said)
    if answer.problems:
        print(render_report(answer.problems), file=sys.stderr)
    return 1 if answer.problems else 0


def run_serve(arguments: argparse.Namespace) -> int:
    """Show the site on this computer and rebuild it when a file is saved."""
    from safar.site.build import serve_site  # noqa: PLC0415 - other commands start without it
    from safar.site.errors import BuildError  # noqa: PLC0415 - other commands start without it

    try:
        serve_site(Path(arguments.config_file), arguments.address)
    except BuildError as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


def run_new(arguments: argparse.Namespace) -> int:
    """Make a small portal that builds at once."""
    from safar.sources.starter import NewPortal, write_portal  # noqa: PLC0415 - other commands start without it

    directory = Path(arguments.directory)
    choice = NewPortal(arguments.name or directory.name, arguments.languages, arguments.colour)
    problems = write_portal(directory, choice)
    if problems:
        print(render_report(problems), file=sys.stderr)
        return 1
    found = shutil.which("safar")
    program = "" if found else f" SAFAR={shlex.quote(sys.argv[0])}"
    print(f"Made {directory}. Next: cd {shlex.quote(str(directory))} && make site{program}")
    return 0
