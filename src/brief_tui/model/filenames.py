"""Names for files that come from outside."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from brief_tui.model.text import clean_line

BYTES_LIMIT: Final = 120
"""Of a whole name. File systems take 255; some take less, and a number may be added to it."""

_SUFFIX: Final = re.compile(r"\.[A-Za-z0-9]{1,10}$")
_KEPT: Final = frozenset("._-")
# Names of devices, with any suffix: learn.microsoft.com/windows/win32/fileio/naming-a-file.
_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)
_RUNS: Final = re.compile(r"-[-.]*-|\.\.+")


def safe_name(name: str, otherwise: str = "file") -> str:
    """A name for a file in a folder of ours, close to ``name``; ``otherwise`` for an empty one.

    Of a path, the last part. The name has letters and digits of any script, ``.``, ``_`` and
    ``-``, begins with none of these and ends in neither ``.`` nor ``-``, is no device, and
    has at most :data:`BYTES_LIMIT` bytes of UTF-8; a suffix stays. An address has to be
    decoded before.
    """
    last = re.split(r"[/\\]", clean_line(name))[-1]
    spelt = "".join(character if _fits(character) else "-" for character in last)
    found = _RUNS.sub("-", spelt).lstrip("._-").rstrip(".-")
    found = _shortened(found) or otherwise
    return f"{otherwise}-{found}" if _DEVICE.match(found) else found


def _fits(character: str) -> bool:
    return character in _KEPT or unicodedata.category(character)[0] in "LMN"


def _shortened(name: str) -> str:
    """The name in as many bytes as it may have, by the middle of it."""
    if len(name.encode()) <= BYTES_LIMIT:
        return name
    suffix = found[0] if (found := _SUFFIX.search(name)) else ""
    stem = name[: len(name) - len(suffix)].encode()[: BYTES_LIMIT - len(suffix)]
    return stem.decode(errors="ignore").rstrip(".-") + suffix
