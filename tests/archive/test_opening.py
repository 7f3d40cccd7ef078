"""Which files are opened, and how a schema becomes a current one."""

from __future__ import annotations

import json
from pathlib import Path

import apsw
import pytest

from brief_tui.archive import indexed, schema
from brief_tui.archive.connection import Access, connect
from brief_tui.archive.store import Archive, Stored
from brief_tui.model.codec import to_json
from brief_tui.model.errors import ArchiveError, ArchiveForeignError
from brief_tui.model.feeds import NewFeed
from brief_tui.model.listing import Counts
from brief_tui.model.state import Marking
from tests.archive.stories import entries, query, story


def test_a_new_archive_is_marked_as_ours(tmp_path: Path) -> None:
    Archive.open(tmp_path / "archive.db").close()
    connection = apsw.Connection(str(tmp_path / "archive.db"))
    assert schema.marks(connection) == (schema.APPLICATION_ID, schema.VERSION)
    assert connection.pragma("journal_mode") == "wal"
    connection.close()


def test_every_connection_has_the_settings(tmp_path: Path) -> None:
    connection = connect(tmp_path / "any.db", Access.WRITE)
    wanted = {"foreign_keys": 1, "trusted_schema": 0, "busy_timeout": 5000, "synchronous": 1}
    assert {name: connection.pragma(name) for name in wanted} == wanted
    connection.close()


@pytest.mark.parametrize("name", ["a b?c#d%e.db", "архив 档案.db", "mode=ro&immutable=1"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    archive = Archive.open(tmp_path / name)
    archive.put(entries(story("a")), "feed")
    archive.close()
    assert (tmp_path / name).stat().st_size > 0
    again = Archive.open(tmp_path / name)
    assert again.counts().total == 1
    again.close()


def test_an_empty_file_becomes_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    path.touch()
    archive = Archive.open(path)
    assert archive.counts().total == 0
    archive.close()


def test_an_archive_whose_making_was_cut_short_is_made(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    connection = apsw.Connection(str(path))
    connection.pragma("journal_mode", "WAL")
    connection.close()
    assert path.stat().st_size > 0
    archive = Archive.open(path)
    assert archive.check() == []
    archive.close()


def test_another_programs_database_is_refused_unmodified(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    connection = apsw.Connection(str(path))
    connection.execute("CREATE TABLE photo (name)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(ArchiveForeignError, match="another program"):
        Archive.open(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="is not a file"):
        Archive.open(tmp_path)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match="cannot be"):
        Archive.open(tmp_path / "file" / "archive.db")


FIRST = "CREATE TABLE fruit (name); INSERT INTO fruit VALUES ('apple');"


def second(connection: apsw.Connection) -> None:
    connection.execute("ALTER TABLE fruit ADD COLUMN colour")
    connection.execute("UPDATE fruit SET colour = 'red'")


def test_steps_are_taken_in_order_and_once(tmp_path: Path) -> None:
    connection = apsw.Connection(str(tmp_path / "any.db"))
    schema.migrate(connection, (FIRST,))
    schema.migrate(connection, (FIRST, second))
    schema.migrate(connection, (FIRST, second))
    assert connection.execute("SELECT name, colour FROM fruit").fetchall() == [("apple", "red")]
    assert schema.marks(connection) == (schema.APPLICATION_ID, 2)
    connection.close()


def test_a_step_that_fails_leaves_the_schema_before_it(tmp_path: Path) -> None:
    def failing(connection: apsw.Connection) -> None:
        second(connection)
        raise RuntimeError("halfway")

    connection = apsw.Connection(str(tmp_path / "any.db"))
    with pytest.raises(RuntimeError, match="halfway"):
        schema.migrate(connection, (FIRST, failing))
    assert connection.execute("SELECT * FROM fruit").fetchall() == [("apple",)]
    assert schema.marks(connection)[1] == 1
    connection.close()


def test_a_step_that_another_process_took_meanwhile_is_not_taken_again(tmp_path: Path) -> None:
    path = str(tmp_path / "any.db")
    mine, theirs = apsw.Connection(path), apsw.Connection(path)
    mine.set_busy_timeout(10)

    def overtaken(sql: str) -> bool:
        if sql.startswith("BEGIN"):  # the version was read; the lock is not yet ours
            mine.exec_trace = None
            schema.migrate(theirs, (FIRST, second))
        return True

    mine.exec_trace = lambda _cursor, sql, _bindings: overtaken(sql)
    schema.migrate(mine, (FIRST, second))
    assert mine.execute("SELECT name, colour FROM fruit").fetchall() == [("apple", "red")]
    mine.close()
    theirs.close()


def test_an_archive_of_before_feeds_keeps_its_stories_and_counts(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    connection = connect(path, Access.WRITE)
    schema.migrate(connection, schema.STEPS[:1])
    connection.execute("INSERT INTO source (key, name, folded) VALUES (7, 'Coast', 'coast')")
    for key, read, starred in ((1, 0, 0), (2, 1, 1), (3, 0, 1)):
        article = story(str(key), body=f"The quay, part {key}.", section="World")
        text = json.dumps({name: v for name, v in to_json(article).items() if name != "id"})
        connection.execute(
            "INSERT INTO article (key, id, url, headline, publisher, publisher_folded, section,"
            " section_folded, language, published, sort_at, words, has_picture, related_count,"
            " source, fingerprint, added_at, read, starred)"
            " VALUES (?, ?, ?, ?, '', '', 'World', 'world', '', ?1, ?1, 4, 0, 0, 7, x'00', 5,"
            " ?, ?)",
            (key, article.id, article.url, article.headline, read, starred),
        )
        connection.execute("INSERT INTO content (key, json) VALUES (?, ?)", (key, text))
        connection.execute("INSERT INTO address (address, key) VALUES (?, ?)", (article.url, key))
        words = indexed.indexed(article)[:6]  # what was indexed then
        connection.execute(
            "INSERT INTO search (rowid, headline, dek, body, caption, credit, byline)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (key, *words),
        )
    connection.close()
    archive = Archive.open(path)
    assert archive.check() == []
    assert archive.counts() == Counts(3, 2, 2, 0)
    assert list(archive.keys(query("source:coast"))) == [3, 2, 1]
    assert list(archive.keys(query("quay is:starred"))) == [3, 2]
    assert [row.source for row in archive.rows([1])] == ["Coast"]
    assert all(row.whole and not row.muted for row in archive.rows([1, 2, 3]))
    archive.mark([3], Marking(read=True))
    archive.remove([1])
    assert archive.counts() == Counts(2, 0, 2, 0)
    assert archive.put(entries(story("2", "Other", section="World")), "B") == Stored(changed=1)
    ((key, known),) = archive.live.subscribe([NewFeed("https://coast.example/feed", "Coast")])
    assert (archive.live.feed(key).total, known) == (0, False)
    assert archive.check() == []
    archive.close()
