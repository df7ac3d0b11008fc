"""Rounds of builds: cold, nothing changed and one page edited, beside both peers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench.contenders import Contenders
from bench.corpus import SIZES
from bench.editing import TOKEN, Edited, choose_pages, edited_page
from bench.timing import BenchError, Job, Sample, Spread, measure, paired_ratio, spread, time_loop

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Samples:
    """The samples of all rounds by the name of what was run: `cold`, `baseline` and so on."""

    by_name: dict[str, list[Sample]] = field(default_factory=lambda: defaultdict(list))

    def wall(self, name: str) -> Spread:
        """Seconds that passed."""
        return spread([sample.wall for sample in self.by_name[name]])

    def cpu(self, name: str) -> Spread:
        """Seconds of CPU of the whole process tree."""
        return spread([sample.cpu for sample in self.by_name[name]])

    def wall_ratio(self, more: str, less: str) -> Spread:
        """How many times longer `more` took than `less` in the same round."""
        return paired_ratio(
            *([sample.wall for sample in self.by_name[name]] for name in (more, less))
        )

    def cpu_ratio(self, more: str, less: str) -> Spread:
        """How many times the CPU of `less` was used by `more` in the same round."""
        return paired_ratio(
            *([sample.cpu for sample in self.by_name[name]] for name in (more, less))
        )


def warm_up(contenders: Contenders) -> None:
    """One run of each that is not counted: byte code is compiled, the disk is read."""
    for job in (contenders.baseline_cold(), contenders.hugo_cold(), contenders.safar_cold()):
        measure(job)


def run_builds(sizes: Sequence[Contenders], rounds: int, tell: Tell) -> dict[str, Samples]:
    """All rounds; within a round each size runs every command once, in the same order."""
    samples = {contenders.size: Samples() for contenders in sizes}
    pages = {contenders.size: choose_pages(SIZES[contenders.size], rounds) for contenders in sizes}
    for number in range(rounds):
        for contenders in sizes:
            tell(f"{contenders.size}, round {number + 1} of {rounds}")
            chosen = pages[contenders.size]
            page = chosen[number % len(chosen)]
            _run_round(contenders, page, f"{TOKEN}{number}", samples[contenders.size], tell)
    return samples


def _run_round(
    contenders: Contenders, page: Edited, word: str, samples: Samples, tell: Tell
) -> None:
    """Baseline, Safar, Hugo, then what Safar does over its own output; the reference last."""

    def note(name: str, job: Job) -> None:
        sample = measure(job)
        samples.by_name[name].append(sample)
        tell(f"  {job.name}: {sample.wall:.2f} s wall, {sample.cpu:.2f} s CPU")

    note("check", contenders.safar_check())
    note("baseline", contenders.baseline_cold())
    note("cold", contenders.safar_cold())
    note("hugo", contenders.hugo_cold())
    note("again", contenders.safar_again())
    with edited_page(contenders.portal / "docs" / page.source, word):
        note("edited", contenders.safar_edited())
        _check_edit(contenders, page, word)
    samples.by_name["loop"].append(time_loop())


def _check_edit(contenders: Contenders, page: Edited, word: str) -> None:
    """A build that is fast because it left the page as it was does not count."""
    built = (contenders.site / page.address).read_text(encoding="utf-8")
    if word not in built:
        raise BenchError(f"{contenders.size}: {page.source} was edited, {page.address} is old")
