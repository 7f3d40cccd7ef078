"""Where the pictures of articles are on this machine."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from brief_tui.config.paths import edition_dir


def picture_path(src: str) -> Path | None:
    """The file of a picture with a ``file:`` or ``edition:`` address; None for any other.

    An address below ``edition:`` never leads out of the edition. What no file can be called
    is None too: pages say what they like.
    """
    try:
        return _file_at(src)
    except (OSError, RuntimeError, ValueError):  # too long; a loop of links; a NUL, a lone "["
        return None


def _file_at(src: str) -> Path | None:
    parts = urlsplit(src)
    if parts.scheme == "edition":
        root = edition_dir().resolve()
        path = (root / unquote(parts.path).lstrip("/")).resolve()
        return path if path.is_relative_to(root) and path.is_file() else None
    if parts.scheme == "file" and parts.netloc in {"", "localhost"}:
        path = Path(unquote(parts.path))
        return path if path.is_file() else None
    return None
