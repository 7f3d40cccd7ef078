"""An archive into which somebody else wrote: what is shown of it is clean all the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import apsw
import pytest

from brief_tui.archive.packing import packed, unpacked
from brief_tui.library import Library
from brief_tui.model.query_nodes import Query, Words
from tests.cli.conftest import Brief, brief, filled

__all__ = ["brief", "filled"]  # fixtures

ATTACK: Final = "\x1b]52;c;b3duZWQ=\x07\x9b31m\u202eharbour\x1b"


def tamper(path: Path) -> None:
    """Write the attack into every text that lists show."""
    connection = apsw.Connection(str(path))
    for statement in (
        "UPDATE article SET headline = :a, url = :a, publisher = :a, section = :a, id = key || :a",
        "UPDATE tally SET section = :a",
        "INSERT INTO reader_tag (key, folded, tag) SELECT key, :a, :a FROM article",
        "INSERT INTO saved_view (name, query) VALUES (:a, :a)",
    ):
        connection.execute(statement, {"a": ATTACK})
    for key, text in connection.execute("SELECT key, packed FROM content").fetchall():
        tree = json.loads(unpacked(text))
        tree["dek"] = ATTACK + tree["dek"]
        connection.execute(
            "UPDATE content SET packed = ? WHERE key = ?", (packed(json.dumps(tree)), key)
        )
    connection.close()


@pytest.mark.hostile(case=1)
def test_rows_snippets_and_views_of_a_tampered_archive_are_clean(filled: Brief) -> None:
    tamper(filled.archive)
    with Library.open(filled.archive) as library:
        query = Query(Words("harbour"))
        rows = library.rows(library.keys(Query()), query)
        assert len(rows) == 2
        for row in rows:
            assert row.snippet is not None
            found = [row.snippet.text[start:end] for start, end in row.snippet.matches]
            assert set(found) == {"harbour"}
            texts = (row.id, row.headline, row.url, row.publisher, row.section, row.snippet.text)
            assert all(text.isprintable() and "harbour" in text for text in texts)
            assert row.state.tags == {"harbour"}
        views = [view for view in library.views() if view.kind != "built-in"]
        assert {(view.kind, view.name) for view in views} == {
            ("section", "harbour"),
            ("saved", "harbour"),
        }
        assert all(view.query.isprintable() for view in views)


@pytest.mark.hostile(case=1)
@pytest.mark.parametrize("command", [("list",), ("list", "--json"), ("search", "harbour")])
def test_a_list_of_a_tampered_archive_has_no_sequences(
    filled: Brief, command: tuple[str, ...]
) -> None:
    tamper(filled.archive)
    done = filled(*command)
    assert done.code == 0
    assert "harbour" in done.out
    assert done.out.replace("\n", "").isprintable()
    assert "52;c" not in done.out
