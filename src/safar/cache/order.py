"""What one build is to do, and whether the last one has done it already."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from msgspec import Struct

from safar.cache.question import ask, site_folder
from safar.cache.record import (
    FOLDER,
    BuildRecord,
    Question,
    is_current,
    load_record,
    record_path,
)
from safar.sources.selection import wanted_locales
from safar.sources.today import DayError, today

COMPRESS = "compress"


class Order(Struct, frozen=True):
    """A build: what is asked for, by how many processes, with the cache or without."""

    config_file: Path
    site: Path
    question: Question
    jobs: int
    cached: bool

    @property
    def folder(self) -> Path:
        """Where the cache of this portal stands."""
        return self.config_file.parent / FOLDER

    @property
    def start(self) -> str:
        """The file to open, as seen from where the command was called."""
        return str(Path(os.path.relpath(self.site), "index.html"))


def make_order(arguments: argparse.Namespace) -> Order:
    """The build that `safar build` was called for."""
    config_file = Path(arguments.config_file)
    site = site_folder(config_file, arguments.site_dir)
    options = (COMPRESS,) if arguments.compress else ()
    question = ask(
        config_file, site, locales=wanted_locales(), part=arguments.part, options=options
    )
    jobs = count_jobs(arguments.jobs)
    return Order(config_file, site, question, jobs, cached=not arguments.no_cache)


def find_record(order: Order) -> tuple[BuildRecord | None, str, bool]:
    """The record of the last build, a line if it cannot be used, and if nothing has changed."""
    if not order.cached:
        return None, "", False
    record, notice = load_record(record_path(order.folder, order.site))
    try:
        day = today()
    except DayError:
        return record, notice, False  # the build says what is wrong with it
    current = record is not None and is_current(record, order.question, order.site, day)
    return record, notice, current


def count_jobs(wanted: int) -> int:
    """The number of processes: as many as asked for, or one for each core that we may use."""
    if wanted > 0:
        return wanted
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1
