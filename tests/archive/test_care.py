"""Finding what is wrong with an archive, and mending what can be mended."""

from __future__ import annotations

import zlib
from pathlib import Path
from threading import Thread

import apsw
import pytest

from brief_tui.archive.opening import PAGE_SIZE
from brief_tui.archive.packing import LONGEST, packed
from brief_tui.archive.store import Archive
from brief_tui.model.errors import ArchiveDamagedError
from brief_tui.model.state import Marking
from tests.archive.stories import entries, query, story


@pytest.fixture
def filled(archive: Archive) -> Archive:
    archive.put(
        entries(*(story(str(n), body=f"otter number{n}", section="World") for n in range(5))),
        "feed",
    )
    return archive


def meddle(path: Path, sql: str) -> None:
    connection = apsw.Connection(str(path))
    connection.execute(sql)
    connection.close()


def test_a_sound_archive_has_no_problems(filled: Archive) -> None:
    filled.mark(filled.keys(query("number1")), Marking(read=True, add_tags=("mine",)))
    filled.remove(filled.keys(query("number2")))
    assert filled.check() == []


@pytest.mark.parametrize(
    ("sql", "problem"),
    [
        ("DELETE FROM search WHERE rowid = 1", "search index"),
        ("INSERT INTO search (rowid, body) VALUES (99, 'ghost')", "search index"),
        ("INSERT OR REPLACE INTO search (rowid, body) VALUES (1, 'other')", "search index"),
        ("UPDATE tally SET unread = 77", "counts"),
        ("DROP TRIGGER article_uncounted; DELETE FROM article WHERE key = 2", "counts"),
    ],
)
def test_what_is_wrong_is_found_and_mended(filled: Archive, sql: str, problem: str) -> None:
    meddle(filled.path, sql)
    problems = filled.check()
    assert any(problem in sentence for sentence in problems), problems
    meddle(filled.path, "DELETE FROM content WHERE key NOT IN (SELECT key FROM article)")
    for table in ("address", "article_source", "to_relate"):
        meddle(filled.path, f"DELETE FROM {table} WHERE key NOT IN (SELECT key FROM article)")
    filled.rebuild_index()
    assert filled.check() == []
    assert len(filled.keys(query("otter"))) == filled.counts().total


@pytest.mark.parametrize(
    "kept",
    [
        b"",
        b"\xff",
        packed("A story that is cut off")[:-4],
        zlib.compress(b"{}"),
        packed("{"),
        packed("[]"),
        packed('{"headline": 3}'),
        packed("[" * 100_000),
        packed(" " * (LONGEST + 1)),
    ],
    ids=range(9),
)
def test_a_story_that_cannot_be_read_is_named_and_stops_no_other(
    filled: Archive, kept: bytes
) -> None:
    (key,) = filled.keys(query("number3"))
    (row,) = filled.rows([key])
    connection = apsw.Connection(str(filled.path))
    connection.execute("UPDATE content SET packed = ? WHERE key = ?", (kept, key))
    connection.close()
    with pytest.raises(ArchiveDamagedError, match=row.id):
        filled.article(key)
    assert len(filled.check()) == 1
    assert row.id in filled.check()[0]
    filled.rebuild_index()
    assert len(filled.keys(query("otter"))) == 4


def test_a_story_whose_text_is_gone_is_named(filled: Archive) -> None:
    meddle(filled.path, "DELETE FROM content WHERE key = 1")
    with pytest.raises(ArchiveDamagedError):
        filled.article(1)
    assert len(filled.check()) == 1


def test_a_broken_page_is_a_problem_not_a_crash(filled: Archive) -> None:
    path = filled.path
    filled.close()
    connection = apsw.Connection(str(path))
    pages = [
        int(connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).get)
        for table in ("content", "search_data")
    ]
    connection.close()
    data = bytearray(path.read_bytes())
    for page in pages:
        data[(page - 1) * PAGE_SIZE : page * PAGE_SIZE] = b"\xff" * PAGE_SIZE
    path.write_bytes(data)
    broken = Archive.open(path)
    assert broken.check() != []
    for attempt in (lambda: broken.article(1), lambda: broken.keys(query("otter"))):
        with pytest.raises(ArchiveDamagedError):
            attempt()
    assert len(broken.keys(query(""))) == 5  # what is sound can still be listed
    broken.close()


def test_what_is_written_between_two_checks_is_no_damage(archive: Archive) -> None:
    assert archive.check() == []
    writer = Thread(target=lambda: archive.put(entries(story("a", body="otter")), "feed"))
    writer.start()
    writer.join()
    assert archive.check() == []
