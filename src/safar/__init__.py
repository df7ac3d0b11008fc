"""Safar: Markdown and data in, a multilingual portal that needs no server out."""

from __future__ import annotations

__version__ = "0.1.0"
