"""The rows of the benchmark of search beside their bars, and the tables by locale and class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median, quantiles

from bench.figures import Bar, Row
from bench.search.queries import CLASSES
from bench.search.success import Outcome, Rate, rate, rates_by
from bench.timing import spread

FINDING = "abcdefg"
AT_ONE, AT_FIVE = Bar(">=", 96, " %"), Bar(">=", 98, " %")
NONE = Bar("<=", 0, "")
BYTES = {60: 40.0, 1000: 80.0}
EARLY = 2  # a wrong beginning may cost so many times the bytes
LATENCY = Bar("<=", 50, " ms")
FIRST = Bar("<=", 700, " ms")
SCRIPTS = Bar("<=", 9, " KiB")
HEAP = Bar("<=", 40, " MB")


def success_rows(name: str, outcomes: Sequence[Outcome]) -> Iterator[Row]:
    """The locale with the lowest rate of each figure; a bar holds if it holds there."""
    found = rates_by(outcomes, FINDING)
    yield from _lowest(f"{name}, success@1", found, AT_ONE)
    yield from _lowest(f"{name}, success@5", found, AT_FIVE, five=True)
    hard = Bar(">=", 92, " %")
    yield from _lowest(f"{name}, class h @1", rates_by(outcomes, "h"), hard)
    low = Bar(">=", 85, " %")
    yield from _lowest(f"{name}, class i @1", rates_by(outcomes, "i"), low)
    yield from _lowest(f"{name}, class z finds nothing", rates_by(outcomes, "z"), low)
    judged = [one.section for one in outcomes if one.section is not None]
    if judged:
        share = 100 * sum(judged) / len(judged)
        yield Row(f"{name}, first section is the right one", spread([share]), " %")
    broken = sum(bool(one.error) for one in outcomes)
    yield Row(f"{name}, exceptions", spread([float(broken)]), "", NONE)


def _lowest(
    figure: str, rates: Mapping[str, Rate], bar: Bar, *, five: bool = False
) -> Iterator[Row]:
    """One row with the lowest locale as its figure and the others as its range; none without."""
    values = {tag: one.at_five if five else one.at_one for tag, one in rates.items()}
    if not values:
        return
    lowest = min(values, key=lambda tag: values[tag])
    least, own = spread([values[lowest]]), rates[lowest]
    counted = f"{lowest}: {own.five if five else own.first} of {own.number}"
    yield Row(f"{figure}, lowest of {len(values)} ({counted})", least, " %", bar)


def scheme_row(name: str, http: Sequence[Outcome], folder: Sequence[Outcome]) -> Row:
    """Queries that are answered otherwise from a folder than over http."""
    pairs = zip(http, folder, strict=True)
    different = sum(one.found != other.found for one, other in pairs)
    return Row(f"{name}, answered otherwise on file://", spread([float(different)]), "", NONE)


def bytes_rows(
    figure: str, pages: int, usual: Sequence[float], early: Sequence[float]
) -> Iterator[Row]:
    """KiB to five results: the median query and the heaviest one."""
    limit = BYTES.get(pages)
    for name, values, times in (("", usual, 1), (", wrong first letters", early, EARLY)):
        bar = Bar("<=", limit * times, " KiB") if limit else None
        yield Row(f"{figure}{name}, br", spread(values), " KiB", bar)
        yield Row(f"{figure}{name}, br, heaviest", spread([max(values)]), " KiB", bar)


def latency_rows(figure: str, rounds: Sequence[Sequence[float]], bar: Bar | None) -> Iterator[Row]:
    """The median, for comparison, and what one of twenty queries exceeds; a value a round."""
    yield Row(f"{figure}, p50", spread([median(times) for times in rounds]), " ms")
    worst = [quantiles(times, n=20, method="inclusive")[-1] for times in rounds]
    yield Row(f"{figure}, p95 of {len(rounds[0])}", spread(worst), " ms", bar)


def render_matrix(name: str, outcomes: Sequence[Outcome]) -> str:
    """Success@1 by locale and class, then the rates over a to g."""
    locales = list(dict.fromkeys(one.query.locale for one in outcomes))
    head = [name, *CLASSES, "a-g @1", "a-g @5", "n"]
    lines = [head, *(_matrix_line(locale, outcomes) for locale in locales)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(head))]
    shown = ["| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in lines]
    rule = "| " + " | ".join("-" * width for width in widths) + " |"
    return "\n".join([shown[0], rule, *shown[1:]])


def _matrix_line(locale: str, outcomes: Iterable[Outcome]) -> list[str]:
    own = [one for one in outcomes if one.query.locale == locale]
    cells = [locale]
    for kind in CLASSES:
        some = rate(one for one in own if one.query.kind == kind)
        cells.append(f"{some.at_one:.0f}" if some.number else "")
    finding = rate(one for one in own if one.query.kind in FINDING)
    return [*cells, f"{finding.at_one:.1f}", f"{finding.at_five:.1f}", str(len(own))]
