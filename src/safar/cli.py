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
from pathlib import Path

from safar import __version__
from safar.problems import count, has_errors, render_report
from safar.sources.selection import VARIABLE, wanted_locales


def run() -> None:
    """The program `safar`. It is over when its work is: nothing is taken apart piece by piece."""
    gc.disable()  # records live as long as the program; `work_through` turns it on for many pages
    code = 1
    with suppress(BrokenPipeError):  # `safar check | head`
        code = main()
        sys.stdout.flush()
    os._exit(code)


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; `words` are the arguments after the program's name."""
    parser = make_parser()
    arguments = parser.parse_args(words)
    if arguments.command is None:
        parser.print_help()
        return 2
    if getattr(arguments, "locales", None):
        os.environ[VARIABLE] = arguments.locales
    command = {
        "build": run_build,
        "check": run_check,
        "serve": run_serve,
        "new": run_new,
        "assemble": run_assemble,
    }[arguments.command]
    return command(arguments)


def make_parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = argparse.ArgumentParser(prog="safar", description="Build a multilingual portal.")
    parser.add_argument("--version", action="version", version=f"safar {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    build = commands.add_parser("build", help="check everything and build the site")
    check = commands.add_parser("check", help="print every problem of content and data")
    serve = commands.add_parser("serve", help="show the site while you write")
    assemble = commands.add_parser("assemble", help="put parts that were built apart together")
    assemble.add_argument("parts", nargs="+", metavar="PART", help="folders of build --part")
    assemble.add_argument("--site-dir", default="site", metavar="D", help="where the site goes")
    new = commands.add_parser("new", help="make a small portal of your own in a new folder")
    for command in (build, check, serve):
        command.add_argument("-f", "--config-file", default="mkdocs.yml", metavar="F")
        command.add_argument("--locales", metavar="ky,ru", help="only these languages")
    check.add_argument("--reading", action="store_true", help="list the pages hardest to read")
    build.add_argument("--site-dir", metavar="D", help="where the site goes (default: site)")
    build.add_argument("--jobs", type=int, default=0, metavar="N", help="processes (default: all)")
    build.add_argument("--part", default="", metavar="ky,ru", help="only their pages, for assemble")
    build.add_argument("--no-cache", action="store_true", help="build everything anew")
    for command in (build, assemble):
        command.add_argument("--compress", action="store_true", help="add .br and .gz for servers")
    build.add_argument("--profile", action="store_true", help="say where the time went")
    serve.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT")
    new.add_argument("directory", metavar="DIR")
    new.add_argument("--name", default="", help="the name of the portal")
    new.add_argument(
        "--locales",
        dest="languages",
        default="ky,ru",
        metavar="ky,ru",
        help="its languages; the last one is the one that texts are written in (default: ky,ru)",
    )
    new.add_argument("--colour", default="#0d5c63", help="of the header, as in CSS")
    return parser


def run_check(arguments: argparse.Namespace) -> int:
    """Print every problem at once; exit code 1 if there is an error."""
    from safar.sources.portal import load_portal  # noqa: PLC0415 - other commands start without it

    portal, problems = load_portal(Path(arguments.config_file), wanted_locales())
    if problems:
        print(render_report(problems))
    if has_errors(problems) or portal is None:
        return 1
    if arguments.reading:
        from safar.terminal.reading import render_levels  # noqa: PLC0415 - other commands start without it

        print(render_levels(shown.source for shown in portal.shown()))
    pages = sum(1 for _ in portal.shown())
    print(f"{count(pages, 'page')} in {count(len(portal.built), 'language')}: good")
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
