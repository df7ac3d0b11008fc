"""A small covering array: few cases, yet every two values of any two axes meet in one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

Case = tuple[str, ...]
Pair = tuple[int, str, int, str]


def pairs_of(case: Case) -> frozenset[Pair]:
    """Every two values of a case with the axes they stand on."""
    values = list(enumerate(case))
    return frozenset((i, a, j, b) for (i, a), (j, b) in combinations(values, 2))


def sample_pairwise(cases: Iterable[Case]) -> Iterator[Case]:
    """Cases that together hold every pair that `cases` hold; always the same ones.

    Greedy: the case with the most pairs not seen yet comes next; of equals the one whose values
    came up least, then the first.
    """
    left = {case: pairs_of(case) for case in cases}
    missing = frozenset[Pair]().union(*left.values())
    used: Counter[str] = Counter()
    while missing:
        best = max(
            left, key=lambda case: (len(left[case] & missing), -sum(used[value] for value in case))
        )
        missing -= left.pop(best)
        used.update(best)
        yield best
