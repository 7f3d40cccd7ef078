"""A browser that writes the arguments it was given to a file."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

_PROGRAM = """\
import json, os, sys
from pathlib import Path
kept = Path(sys.argv[1])
part = kept.with_suffix(".part")
part.write_text(json.dumps(sys.argv[2:]))
os.replace(part, kept)
"""


def recorder(tmp_path: Path) -> tuple[tuple[str, ...], Path]:
    """The command of the browser, and the file it writes."""
    script, kept = tmp_path / "browser.py", tmp_path / "arguments.json"
    script.write_text(_PROGRAM)
    return (sys.executable, str(script), str(kept)), kept


def arguments(kept: Path) -> list[str]:
    """What the browser was given, once it has run."""
    until = time.monotonic() + 20
    while not kept.exists():
        assert time.monotonic() < until
        time.sleep(0.005)
    found: list[str] = json.loads(kept.read_text())
    return found
