"""Small things to remember: where the reader was last, which edition was brought in."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, Final

import apsw

from brief_tui.model.listing import Place

_PLACE: Final = "place"


def setting(connection: apsw.Connection, name: str) -> str | None:
    """What is remembered under a name; None when nothing is."""
    value: str | None = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).get
    return value


def keep_setting(connection: apsw.Connection, name: str, value: str) -> None:
    """Remember something under a name, in the place of what was there."""
    connection.execute(
        "INSERT INTO setting (name, value) VALUES (?, ?)"
        " ON CONFLICT DO UPDATE SET value = excluded.value",
        (name, value),
    )


def place(connection: apsw.Connection) -> Place:
    """Where the reader was last; the beginning when nobody knows."""
    try:
        return _place_from_json(json.loads(setting(connection, _PLACE) or "{}"))
    except (ValueError, TypeError, KeyError, RecursionError):
        return Place()  # lost, but not worth an error at the start


def keep_place(connection: apsw.Connection, reached: Place) -> None:
    """Remember where the reader is."""
    keep_setting(connection, _PLACE, json.dumps(asdict(reached)))


def _place_from_json(tree: Any) -> Place:
    return Place(
        view=str(tree["view"]),
        query=str(tree["query"]),
        article=str(tree["article"]),
        trail=tuple(str(story_id) for story_id in tree["trail"]),
        trail_at=int(tree["trail_at"]),
    )
