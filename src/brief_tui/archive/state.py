"""What the reader does with stories: marks, undo, how far they were read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

import apsw

from brief_tui.archive.articles import folded
from brief_tui.archive.listing import keys_json, reader_tags, reading_state
from brief_tui.model.listing import Change
from brief_tui.model.state import ReadingState
from brief_tui.model.text import clean_line

_STATES: Final = """
SELECT key, read, starred, later, progress FROM article
WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key
"""


def mark(
    connection: apsw.Connection,
    keys: Sequence[int],
    *,
    read: bool | None,
    starred: bool | None,
    later: bool | None,
    add_tags: Iterable[str],
    remove_tags: Iterable[str],
) -> tuple[Change, ...]:
    """Set what is not None on stories; the changes, of those stories that did change."""
    added = [tag for raw in add_tags if (tag := clean_line(raw))]
    removed = {folded(clean_line(tag)) for tag in remove_tags}
    changes = []
    for key, before in _states(connection, keys).items():
        after = replace(
            before,
            read=before.read if read is None else read,
            starred=before.starred if starred is None else starred,
            later=before.later if later is None else later,
            tags=_with_tags(before.tags, added, removed),
        )
        if after != before:
            changes.append(Change(key, before, after))
    _write(connection, changes)
    return tuple(changes)


def restore(connection: apsw.Connection, changes: Sequence[Change]) -> None:
    """Undo changes, the last one first. What was marked otherwise since then stays so."""
    states = _states(connection, [change.key for change in changes])
    undone: dict[int, Change] = {}
    for change in reversed(changes):
        if change.key in states:  # not deleted since
            first = undone.get(change.key)
            current = first.after if first else states[change.key]
            before = first.before if first else current
            undone[change.key] = Change(change.key, before, _without(current, change))
    _write(connection, list(undone.values()))


def keep_progress(connection: apsw.Connection, key: int, progress: float) -> None:
    """Remember how far a story was read; what is outside 0.0 to 1.0 counts as its end."""
    kept = min(1.0, progress) if progress > 0 else 0.0
    connection.execute("UPDATE article SET progress = ? WHERE key = ?", (kept, key))


def _states(connection: apsw.Connection, keys: Sequence[int]) -> dict[int, ReadingState]:
    wanted = keys_json(sorted(set(keys)))
    tags = reader_tags(connection, wanted)
    return {
        key: reading_state(read, starred, later, progress, tags.get(key))
        for key, read, starred, later, progress in connection.execute(_STATES, (wanted,))
    }


def _with_tags(tags: frozenset[str], added: list[str], removed: set[str]) -> frozenset[str]:
    """Tags that differ in letter case alone are one; the older spelling stays."""
    kept = {folded(tag): tag for tag in tags if folded(tag) not in removed}
    for tag in added:
        kept.setdefault(folded(tag), tag)
    return frozenset(kept.values())


def _without(current: ReadingState, change: Change) -> ReadingState:
    before, after = change.before, change.after
    return replace(
        current,
        read=before.read if before.read != after.read else current.read,
        starred=before.starred if before.starred != after.starred else current.starred,
        later=before.later if before.later != after.later else current.later,
        tags=(current.tags - (after.tags - before.tags)) | (before.tags - after.tags),
    )


def _write(connection: apsw.Connection, changes: Sequence[Change]) -> None:
    connection.executemany(
        "UPDATE article SET read = ?, starred = ?, later = ? WHERE key = ?",
        ((c.after.read, c.after.starred, c.after.later, c.key) for c in changes),
    )
    connection.executemany(
        "DELETE FROM reader_tag WHERE key = ? AND folded = ?",
        ((c.key, folded(tag)) for c in changes for tag in c.before.tags - c.after.tags),
    )
    connection.executemany(
        "INSERT INTO reader_tag (key, folded, tag) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        ((c.key, folded(tag), tag) for c in changes for tag in c.after.tags - c.before.tags),
    )
