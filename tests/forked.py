"""Commands run in a copy of this process: nothing is imported anew, nothing is left behind."""

from __future__ import annotations

import io
import os
import sys
import traceback
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from safar.cli import main
from safar.site import build as _preloaded  # noqa: F401 - what every command would load


@dataclass(frozen=True, slots=True)
class Done:
    """A finished command: its exit code and everything that it printed."""

    code: int
    output: str


def run_forked(words: list[str], folder: Path, **environment: str) -> Done:
    """`safar` with these words in a folder; settings of ours that are not named are unset."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        code, output = _run(words, folder, environment)
        with os.fdopen(write, "wb") as pipe:
            pipe.write(output.encode())
        os._exit(code)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        output = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    return Done(os.waitstatus_to_exitcode(status), output)


def _run(words: list[str], folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    for name in [name for name in os.environ if name.startswith("SAFAR_")]:
        del os.environ[name]
    os.environ.update(environment)
    os.chdir(folder)
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        try:
            code = main(words)
        except BaseException:  # told to the test, whatever it is
            traceback.print_exc(file=sys.stdout)
            code = 70
    return code, said.getvalue()
