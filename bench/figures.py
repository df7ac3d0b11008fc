"""The rows of the table: what was measured beside the bar and the stretch of each figure."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.builds import Samples
from bench.reader import View
from bench.scale import Scale
from bench.timing import Sample, Spread, paired_ratio, spread

SIDES = {">=": operator.ge, "<=": operator.le, "<": operator.lt}


@dataclass(frozen=True, slots=True)
class Bar:
    """A limit and on which side of it a figure is good: `>=`, `<=` or `<`."""

    side: str
    limit: float
    unit: str

    def holds(self, value: float) -> bool:
        """Whether a figure reaches the limit."""
        return bool(SIDES[self.side](value, self.limit))

    def __str__(self) -> str:
        return f"{self.side} {self.limit:g}{self.unit}"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure; without a bar it stands there for comparison."""

    figure: str
    value: Spread
    unit: str
    bar: Bar | None = None
    stretch: Bar | None = None

    @property
    def verdict(self) -> str:
        """`stretch`, `yes` (the bar alone), `no`, or nothing where there is no limit."""
        if self.stretch and self.stretch.holds(self.value.median):
            return "stretch"
        if self.bar and self.bar.holds(self.value.median):
            return "yes"
        return "no" if self.bar or self.stretch else ""


WALL_BARS = {"S": (4.0, None), "M": (6.0, 8.0)}
CPU_BARS = {"S": (2.4, None), "M": (3.5, 4.5)}
EDIT_BARS = {"S": 15.0, "M": 40.0}
SERVE_BARS = {"S": 0.3, "M": 0.5}


def times(limit: float | None) -> Bar | None:
    """At least so many times."""
    return None if limit is None else Bar(">=", limit, "x")


def at_most(limit: float | None, unit: str) -> Bar | None:
    """Not more than this."""
    return None if limit is None else Bar("<=", limit, unit)


def build_rows(size: str, samples: Samples) -> Iterator[Row]:
    """Cold, nothing changed, one page edited: ratios first, then seconds beside the reference."""
    for name, against_peer, bars in (
        ("wall", samples.wall_ratio, WALL_BARS),
        ("CPU", samples.cpu_ratio, CPU_BARS),
    ):
        bar, stretch = map(times, bars.get(size, (None, None)))
        figure = f"cold {size}, {name}, baseline / Safar"
        yield Row(figure, against_peer("baseline", "cold"), "x", bar, stretch)
        figure = f"cold {size}, {name}, Hugo + Pagefind / Safar"
        even = times(1) if name == "wall" else None
        yield Row(figure, against_peer("hugo", "cold"), "x", None, even)
    against = "wall, baseline cold / Safar"
    yield Row(
        f"nothing changed {size}, {against}",
        samples.wall_ratio("baseline", "again"),
        "x",
        times(40),
    )
    figure = f"nothing changed {size}, wall"
    yield Row(figure, samples.wall("again"), " s", None, at_most(0.2, " s"))
    ratio = samples.wall_ratio("baseline", "edited")
    yield Row(f"one page edited {size}, {against}", ratio, "x", times(EDIT_BARS.get(size)))
    for name, figure in (
        ("edited", "one page edited"),
        ("cold", "cold"),
        ("check", "check cold"),
        ("baseline", "baseline cold"),
        ("hugo", "Hugo + Pagefind cold"),
    ):
        yield Row(f"{figure} {size}, wall", samples.wall(name), " s")
        yield Row(f"{figure} {size}, CPU", samples.cpu(name), " s")
    yield loop_row(f"builds of {size}", samples.by_name["loop"])


def loop_row(beside: str, loops: Sequence[Sample]) -> Row:
    """The reference that seconds of other computers are compared with."""
    return Row(f"reference loop beside {beside}", spread([loop.cpu for loop in loops]), " s")


def serve_rows(size: str, seconds: Sequence[float]) -> Iterator[Row]:
    """From the save to the painted word."""
    bar = at_most(SERVE_BARS.get(size), " s")
    yield Row(f"serve {size}, save to browser", spread(seconds), " s", bar)


def growth_rows(scale: Scale, sizes: str, pages: float) -> Iterator[Row]:
    """CPU of the large build beside that of the small one; `pages` is the ratio of pages."""
    ratio = paired_ratio(
        [sample.cpu for sample in scale.large], [sample.cpu for sample in scale.small]
    )
    bar = at_most(4.3 if sizes == "S to M" else None, "x")
    yield Row(f"growth {sizes} (pages x{pages:.2f}), CPU", ratio, "x", bar)


def weight_rows(size: str, scale: Scale) -> Iterator[Row]:
    """Memory and the size of the site; the bars are those of M."""
    bars = (250.0, 55.0) if size == "M" else (None, None)
    for peer, name in (("safar", "Safar"), ("hugo", "Hugo + Pagefind")):
        memory, output = bars if peer == "safar" else (None, None)
        figure = f"peak memory {size}, {name}, sum of PSS"
        yield Row(figure, spread(scale.memory[peer]), " MB", at_most(memory, " MB"))
        figure = f"site {size}, {name}"
        yield Row(figure, spread([scale.megabytes[peer]]), " MB", at_most(output, " MB"))


def reader_rows(views: dict[str, list[View]]) -> Iterator[Row]:
    """Bytes, requests and paints of the first view, bytes of the second page."""
    ours, theirs = views["safar"], views["hugo"]

    def kib(name: str, values: list[float], bar: float | None) -> Row:
        return Row(name, spread(values), " KiB", at_most(bar, " KiB"))

    yield kib("first view, images aside, br", [view.first.kib for view in ours], 20)
    requests = spread([view.first.requests for view in ours])
    yield Row("first view, images aside, requests", requests, "", at_most(4, ""))
    yield kib("second page, images aside, br", [view.second.kib for view in ours], 8)
    for name in ("fcp", "lcp"):
        pairs = ([getattr(view, name) for view in peer] for peer in (ours, theirs))
        bar, stretch = at_most(1.05, "x"), Bar("<", 1, "x")
        yield Row(f"{name.upper()}, Safar / Hugo", paired_ratio(*pairs), "x", bar, stretch)
    for peer, name in ((ours, "Safar"), (theirs, "Hugo")):
        yield Row(f"FCP, {name}", spread([view.fcp for view in peer]), " ms")
        yield Row(f"LCP, {name}", spread([view.lcp for view in peer]), " ms")
        yield kib(
            f"images of the first view, {name}",
            [view.first.picture_bytes / 1024 for view in peer],
            None,
        )
    yield kib("first view of Hugo, images aside, br", [view.first.kib for view in theirs], None)
