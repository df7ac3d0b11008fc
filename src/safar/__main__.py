"""`python -m safar`."""

from __future__ import annotations

import sys

from safar.cli import main

if __name__ == "__main__":  # workers of Windows load this file again under another name
    sys.exit(main())
