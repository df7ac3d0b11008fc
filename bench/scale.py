"""How cost grows with pages, the peak of memory and the size of the site."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from bench.builds import Tell
from bench.contenders import Contenders
from bench.memory import peak_memory
from bench.timing import Sample, measure

MEMORY_ROUNDS = 3
PACKED = (".br", ".gz")


@dataclass
class Scale:
    """Cold builds of Safar in pairs, small then large; memory in MB by peer; the site in MB."""

    small: list[Sample] = field(default_factory=list)
    large: list[Sample] = field(default_factory=list)
    memory: dict[str, list[float]] = field(default_factory=dict)
    megabytes: dict[str, float] = field(default_factory=dict)


def run_growth(small: Contenders, large: Contenders, rounds: int, tell: Tell) -> Scale:
    """Small and large, one after the other, so that both meet the same load."""
    scale = Scale()
    for number in range(rounds):
        for contenders, samples in ((small, scale.small), (large, scale.large)):
            samples.append(measure(contenders.safar_cold()))
        pair = f"{scale.small[-1].cpu:.2f} and {scale.large[-1].cpu:.2f} s CPU"
        tell(f"  growth, round {number + 1} of {rounds}: {pair}")
    return scale


def measure_weight(contenders: Contenders, scale: Scale, tell: Tell) -> None:
    """Peak memory of Safar in several rounds and of Hugo in one, then the sizes of their sites."""
    jobs = {
        "safar": [contenders.safar_cold()] * MEMORY_ROUNDS,
        "hugo": [contenders.hugo_cold()],
    }
    for peer, rounds in jobs.items():
        scale.memory[peer] = [peak_memory(job) for job in rounds]
        tell(f"  {contenders.size} memory, {peer}: {max(scale.memory[peer]):.0f} MB")
    scale.megabytes = {
        "safar": site_megabytes(contenders.site),
        "hugo": site_megabytes(contenders.hugo_site),
    }


def site_megabytes(site: Path) -> float:
    """The files of a site in MB (10^6 bytes), without those that are other files compressed."""
    files = (path for path in site.rglob("*") if path.is_file() and path.suffix not in PACKED)
    return sum(path.stat().st_size for path in files) / 1e6
