"""Golden files: one YAML file is one case, its `expected` and `problems` are rewritten on demand.

    @pytest.mark.goldens("scan")
    def test_a_body_is_scanned_as_its_golden_file_says(golden): ...

`pytest --update-goldens` writes what the code does now; read the difference before keeping it.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from pytest_socket import socket_allow_hosts

from built_portal import EPOCH
from safar.problems import Problem, sort_problems
from safar.sources.today import VARIABLE

pytest_plugins = ["portal_fixtures"]

os.environ[VARIABLE] = EPOCH  # the suite is green on any day: pages age by this one
GOLDEN = Path(__file__).parent / "golden"


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks, as a person would."""


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


@dataclass(frozen=True, slots=True)
class Golden:
    """One case: its file, what stands in it, and whether to rewrite it."""

    path: Path
    case: dict[str, Any]
    update: bool

    def check(self, expected: Any, problems: Iterable[Problem]) -> None:
        """Compares a result and its problems, as printed, with the file."""
        lines = [line for found in sort_problems(problems) for line in str(found).splitlines()]
        received = {"expected": expected, "problems": lines}
        if self.update:
            kept = {key: value for key, value in self.case.items() if key not in received}
            self._write({**kept, **received})
            return
        assert received == {key: self.case.get(key) for key in received}

    def _write(self, case: dict[str, Any]) -> None:
        text = yaml.dump(case, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
        self.path.write_text(text, "utf-8")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="rewrite the golden files")
    parser.addoption("--edits", type=int, default=40, help="random edits of the scenario site")
    parser.addoption("--seed", type=int, default=0, help="repeat the random edits of a failed run")
    parser.addoption("--whole-matrix", action="store_true", help="every case of the browser matrix")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "goldens(family): run once per file of tests/golden/family")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    marker = metafunc.definition.get_closest_marker("goldens")
    if marker is None:
        return
    paths = sorted((GOLDEN / marker.args[0]).glob("*.yml"))
    assert paths, f"no golden files for {marker.args[0]}"
    metafunc.parametrize("golden_path", paths, ids=[path.stem for path in paths])


@pytest.fixture
def golden(golden_path: Path, request: pytest.FixtureRequest) -> Golden:
    case = yaml.safe_load(golden_path.read_text("utf-8"))
    return Golden(golden_path, case, request.config.getoption("--update-goldens"))


@pytest.fixture(autouse=True)
def no_unexpected_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning or an error that a test did not expect fails it; the expected are cleared."""
    yield
    said = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert [record.getMessage() for record in said] == []


@pytest.fixture(autouse=True)
def no_network() -> None:
    """No test reaches another computer: only this one, where the tests serve a tree."""
    socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)
