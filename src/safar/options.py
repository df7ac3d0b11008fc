"""The words of the command line: the commands and their options."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from safar import __version__


def parse_words(words: Sequence[str] | None = None) -> argparse.Namespace:
    """The command and its options; `words` are those after the program's name.

    Without a command the help is shown. What is not understood is said, and the program ends
    with exit code 2 (SystemExit).
    """
    parser = make_parser()
    arguments, unknown = parser.parse_known_args(words)
    if unknown:
        known = " ".join(filter(None, ("safar", arguments.command, "--help")))
        parser.error(f"not understood: {' '.join(unknown)} ({known} says what is)")
    if arguments.command is None:
        parser.print_help()
    return arguments


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
    report = commands.add_parser("report", help="write a page for editors: ages, sources, gaps")
    report.add_argument("-o", "--output", default="report.html", metavar="FILE")
    report.add_argument("--due", type=int, metavar="DAYS", help="list what to check in these days")
    report.add_argument("--ics", default="", metavar="FILE", help="the list for a calendar")
    centres = commands.add_parser("centres", help="call the offices of the directory: the list")
    _add_centres(centres)
    check.add_argument("--json", action="store_true", help="print JSON for tools")
    for command in (build, check, serve, report):
        command.add_argument("-f", "--config-file", default="mkdocs.yml", metavar="F")
        command.add_argument("--locales", metavar="ky,ru", help="only these languages")
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


def _add_centres(parser: argparse.ArgumentParser) -> None:
    """What can be done with the directory."""
    parts = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = parts.add_parser("verify-list", help="write the sheet of a volunteer who calls")
    listing.add_argument("-o", "--output", default="call-sheet.csv", metavar="FILE.csv")
    listing.add_argument("--country", default="", metavar="KG", help="only this country")
    taking = parts.add_parser("import", help="take the sheet back, with the days of the calls")
    taking.add_argument("sheet", metavar="FILE")
    for part in (listing, taking):
        part.add_argument("-f", "--config-file", default="mkdocs.yml", metavar="F")
