"""What must never reach the terminal from a story, whatever came before."""

from __future__ import annotations

import re
from typing import Final

CONTROLS: Final = "\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069"
"""Control characters and those that turn the direction, as a part of a character class."""

CONTROL: Final = re.compile(f"[{CONTROLS}]")
