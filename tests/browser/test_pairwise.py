"""The sample of the browser matrix is small and leaves out no pair."""

from __future__ import annotations

from itertools import combinations, product

from browser.matrix import AXES, whole_matrix
from browser.pairwise import pairs_of, sample_pairwise


def test_every_pair_of_values_that_can_meet_does_meet() -> None:
    whole, sample = whole_matrix(), list(sample_pairwise(whole_matrix()))
    for (i, first), (j, second) in combinations(enumerate(AXES.values()), 2):
        for a, b in product(first, second):
            possible = any(case[i] == a and case[j] == b for case in whole)
            assert possible == any(case[i] == a and case[j] == b for case in sample), (a, b)


def test_the_sample_is_small_and_always_the_same() -> None:
    sample = list(sample_pairwise(whole_matrix()))
    assert sample == list(sample_pairwise(whole_matrix()))
    assert len(sample) == len(set(sample)) <= 90


def test_a_sample_of_few_axes_leaves_cases_out() -> None:
    cases = list(product("ab", "cd", "ef"))
    sample = list(sample_pairwise(cases))
    assert frozenset().union(*map(pairs_of, sample)) == frozenset().union(*map(pairs_of, cases))
    assert len(sample) < len(cases)
    assert len(list(sample_pairwise(product("abc", "def")))) == 9
