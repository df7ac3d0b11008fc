"""`python -m safar`."""

from __future__ import annotations

from safar.cli import run

if __name__ == "__main__":  # workers of Windows load this file again under another name
    run()
