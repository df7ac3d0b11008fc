"""`python -m safar`."""

from __future__ import annotations

import sys

from safar.cli import main

sys.exit(main())
