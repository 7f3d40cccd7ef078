"""``python -m brief_tui`` is ``brief``."""

from __future__ import annotations

import sys

from brief_tui.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
