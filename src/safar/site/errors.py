"""How a build fails: one exception, whose message is the whole report."""

from __future__ import annotations


class BuildError(Exception):
    """The build ended with problems; the message is the whole report."""
