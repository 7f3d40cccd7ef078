"""What the reader does with stories: marks, undo, how far they were read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import apsw

from brief_tui.archive.articles import folded
from brief_tui.archive.listing import keys_json, reader_tags, reading_state
from brief_tui.archive.live_schema import PASSING
from brief_tui.model.listing import Change
from brief_tui.model.state import Mark, Marking, ReadingState
from brief_tui.model.text import clean_line

_STATES: Final = """
SELECT key, read, starred, later, progress FROM article
WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key
"""
# What is marked is meant to stay.
_KEEP: Final = (
    f"UPDATE article SET hidden = hidden & ~{PASSING} WHERE key = ? AND hidden & {PASSING}"  # noqa: S608
)


def mark(
    connection: apsw.Connection,
    keys: Sequence[int],
    marking: Marking,
) -> tuple[Change, ...]:
    """Set marks on stories; the changes, of those stories that did change.

    One that was only looked at is kept once it is starred, tagged or put off for later.
    """
    changes = [
        Change(key, before, after)
        for key, before in _states(connection, keys).items()
        if (after := _marked(before, marking)) != before
    ]
    _write(connection, changes)
    connection.executemany(
        _KEEP, ((c.key,) for c in changes if c.after.starred or c.after.later or c.after.tags)
    )
    return tuple(changes)


def toggle(connection: apsw.Connection, keys: Sequence[int], name: Mark) -> tuple[Change, ...]:
    """Set a mark on all stories to the opposite of what the first one has now.

    Inside a transaction: what a list shows may be older than the last key press.
    """
    states = _states(connection, keys)
    first = next((states[key] for key in keys if key in states), ReadingState())
    match name:
        case "read":
            marking = Marking(read=not first.read)
        case "starred":
            marking = Marking(starred=not first.starred)
        case "later":
            marking = Marking(later=not first.later)
    return mark(connection, keys, marking)


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


def set_read(connection: apsw.Connection, keys: Sequence[int], *, read: bool) -> None:
    """Mark stories read or unread."""
    connection.execute(
        "UPDATE article SET read = ?1"
        " WHERE key IN (SELECT value FROM json_each(?2)) AND read <> ?1",
        (read, keys_json(keys)),
    )


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


def _marked(state: ReadingState, marking: Marking) -> ReadingState:
    return replace(
        state,
        read=state.read if marking.read is None else marking.read,
        starred=state.starred if marking.starred is None else marking.starred,
        later=state.later if marking.later is None else marking.later,
        tags=_tags(state.tags, marking),
    )


def _tags(tags: frozenset[str], marking: Marking) -> frozenset[str]:
    """Tags that differ in letter case alone are one; the older spelling stays."""
    if not (marking.add_tags or marking.remove_tags):
        return tags
    removed = {folded(clean_line(tag)) for tag in marking.remove_tags}
    kept = {folded(tag): tag for tag in tags if folded(tag) not in removed}
    for raw in marking.add_tags:
        if tag := clean_line(raw):
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
