"""An exception of a template, hook or extension as a problem: the file and line of the site."""

from __future__ import annotations

import traceback
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError

from safar.problems import Code, Problem
from safar.sources.starter import package_folder

TEMPLATES = frozenset({".html", ".xml", ".css", ".js"})


def describe_failure(error: BaseException, root: Path) -> Problem:
    """Where in the portal in `root` something failed, and what was said."""
    path, line, message = _find_place(error, root)
    is_template = Path(path).suffix in TEMPLATES
    code = Code.TEMPLATE_ERROR if is_template else Code.HOOK_ERROR
    hint = "take back the last change of this file, or ask who wrote it"
    return Problem(code, _shorten(path, root), line, message, hint)


def _find_place(error: BaseException, root: Path) -> tuple[str, int, str]:
    if isinstance(error, TemplateSyntaxError):
        return error.filename or error.name or "", error.lineno, error.message or ""
    if isinstance(error, SyntaxError):
        return error.filename or "", error.lineno or 0, error.msg
    said = f"no template {error.name}" if isinstance(error, TemplateNotFound) else _say(error)
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        if _is_own(Path(frame.filename), root):
            return frame.filename, frame.lineno or 0, said
    last = frames[-1] if frames else None
    return (last.filename, last.lineno or 0, said) if last else ("mkdocs.yml", 0, said)


def _say(error: BaseException) -> str:
    said = str(error).strip()
    name = type(error).__name__
    return f"{name}: {said}" if said else name


def _is_own(path: Path, root: Path) -> bool:
    """True for files of the portal and for templates, wherever they stand."""
    if path.suffix in TEMPLATES:
        return True
    inside = path.is_relative_to(root) or path.is_relative_to(root.resolve())
    installed = "site-packages" in path.parts or path.is_relative_to(package_folder())
    return inside and not installed


def _shorten(path: str, root: Path) -> str:
    for base in (root, root.resolve(), package_folder().parent.parent):
        if Path(path).is_relative_to(base):
            return Path(path).relative_to(base).as_posix()
    return Path(path).as_posix()
