"""The house style that a machine can measure; the numbers only ever go down."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src/safar").rglob("*.py"))
HOOKS = sorted((ROOT / "hooks").glob("*.py"))
IMPURE = ("cli.py", "__main__.py", "site", "sources", "cache", "terminal", "preview")
FORBIDDEN_NAMES = {"utils", "helpers", "manager", "process", "common", "misc"}
FORBIDDEN_CALLS = {"open", "input", "print"}
FORBIDDEN_METHODS = {
    *("read_text", "read_bytes", "write_text", "write_bytes", "open", "unlink", "mkdir", "rename"),
    *("exists", "is_file", "is_dir", "iterdir", "rglob", "now", "today", "utcnow", "getenv"),
}
FORBIDDEN_MODULES = {"mkdocs", "mkdocs_static_i18n", "os", "io", "shutil", "subprocess", "time"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    """A file as it is named in a failure."""
    return path.relative_to(ROOT).as_posix()


def parse(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions() -> Iterator[tuple[Path, Function]]:
    """Every function and method of the package and the hooks."""
    for path in (*SOURCES, *HOOKS):
        for node in ast.walk(parse(path)):
            if isinstance(node, Function):
                yield path, node


def body_lines(function: Function) -> int:
    """The lines of a body, its docstring not counted."""
    body = function.body
    if ast.get_docstring(function) is not None:
        body = body[1:]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def is_pure(path: Path) -> bool:
    """True for a module that must not touch the world."""
    return path.relative_to(ROOT / "src/safar").parts[0] not in IMPURE


def test_functions_are_short() -> None:
    lengths = {f"{name_of(path)}: {node.name}": body_lines(node) for path, node in functions()}
    assert len(lengths) > 200
    assert median(lengths.values()) <= 8
    assert {name: lines for name, lines in lengths.items() if lines > 60} == {}
    assert sum(lines <= 30 for lines in lengths.values()) >= 0.9 * len(lengths)


def test_files_are_short() -> None:
    limits = {path: 80 if path in HOOKS else 300 for path in (*SOURCES, *HOOKS)}
    limits[ROOT / "src/safar/cli.py"] = 200
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in limits}
    assert {name_of(path): size for path, size in sizes.items() if size > limits[path]} == {}


def test_functions_take_few_arguments_in_order_and_booleans_by_name() -> None:
    bad = []
    for path, node in functions():
        positional = [*node.args.posonlyargs, *node.args.args]
        named = [argument for argument in positional if argument.arg not in ("self", "cls")]
        booleans = [
            argument.arg
            for argument in named
            if isinstance(argument.annotation, ast.Name) and argument.annotation.id == "bool"
        ]
        if (len(named) > 4 and node.name != "__init__") or booleans:
            bad.append(f"{name_of(path)}:{node.lineno} {node.name}")
    assert bad == []


def test_modules_have_names_that_say_something() -> None:
    parts = {part for path in (*SOURCES, *HOOKS) for part in path.with_suffix("").parts}
    assert not parts & FORBIDDEN_NAMES
    named = {node.name for _, node in functions()} - {"handle_error"}  # the library's name
    assert {
        name for name in named if set(name.strip("_").split("_")) & {"process", "handle"}
    } == set()


def imported(tree: ast.Module) -> Iterator[str]:
    """The top-level names of everything that a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def called(tree: ast.Module) -> Iterator[str]:
    """The names of all functions and methods that a module calls or refers to by attribute."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            target = node.func
            if isinstance(target, ast.Name) and target.id in FORBIDDEN_CALLS:
                yield target.id
            if isinstance(target, ast.Attribute) and target.attr in FORBIDDEN_METHODS:
                yield target.attr


@pytest.mark.parametrize("path", [path for path in SOURCES if is_pure(path)], ids=name_of)
def test_a_pure_module_does_not_touch_the_world(path: Path) -> None:
    tree = parse(path)
    assert set(imported(tree)) & FORBIDDEN_MODULES == set()
    assert set(called(tree)) == set()


def test_the_day_of_a_build_is_asked_for_in_one_place() -> None:
    asking = [path for path in SOURCES if {"now", "utcnow"} & set(called(parse(path)))]
    dates = [path for path in SOURCES if "date.today" in path.read_text(encoding="utf-8")]
    assert [name_of(path) for path in (*asking, *dates)] == ["src/safar/sources/today.py"]


def test_only_the_seam_imports_the_engine() -> None:
    seam = ROOT / "src/safar/site"
    users = [
        path for path in SOURCES if {"mkdocs", "mkdocs_static_i18n"} & set(imported(parse(path)))
    ]
    assert [name_of(path) for path in users if not path.is_relative_to(seam)] == []
    assert len(users) > 3


def test_every_module_and_public_function_says_what_it_is_for() -> None:
    silent = [name_of(path) for path in SOURCES if ast.get_docstring(parse(path)) is None]
    for path in SOURCES:
        for node in parse(path).body:
            public = isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_")
            if public and ast.get_docstring(node) is None:  # type: ignore[arg-type]
                silent.append(f"{name_of(path)}: {node.name}")  # type: ignore[attr-defined]
    assert silent == []


def test_records_are_frozen_and_slim() -> None:
    thick = []
    for path in (path for path in SOURCES if is_pure(path)):
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.ClassDef):
                marks = [ast.unparse(mark) for mark in node.decorator_list]
                if any(mark.startswith("dataclass") and "slots=True" not in mark for mark in marks):
                    thick.append(f"{name_of(path)}: {node.name}")
    assert thick == []


def test_the_gauges_do_measure() -> None:
    tree = ast.parse("import os.path\nfrom mkdocs import x\nopen('a')\nPath().read_text()\n")
    assert set(imported(tree)) == {"os", "mkdocs"}
    assert set(called(tree)) == {"open", "read_text"}
    function = ast.parse('def f():\n    """Doc."""\n    a = 1\n\n    return a\n').body[0]
    assert isinstance(function, ast.FunctionDef)
    assert body_lines(function) == 3
