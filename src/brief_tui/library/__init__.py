"""The facade: the only door through which the interface and the command line reach
sources, formats, archive and related stories.

Errors are of the :class:`~brief_tui.model.errors.BriefError` family.
"""

from brief_tui.formats.base import Document, LineLabel, Parsed
from brief_tui.library.documents import (
    EDITION,
    fetch_document,
    format_names,
    load,
    needs_upgrade,
    newsboat_here,
    parse,
    picture_path,
    set_aside,
    to_markdown,
    to_ninjs,
)
from brief_tui.library.stories import Library

__all__ = [
    "EDITION",
    "Document",
    "Library",
    "LineLabel",
    "Parsed",
    "fetch_document",
    "format_names",
    "load",
    "needs_upgrade",
    "newsboat_here",
    "parse",
    "picture_path",
    "set_aside",
    "to_markdown",
    "to_ninjs",
]
