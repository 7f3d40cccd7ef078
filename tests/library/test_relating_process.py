"""The process that relates stories beside the reader."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

from brief_tui.library import Library
from brief_tui.related.terms import terms_of
from tests.archive.stories import entries, story
from tests.library.test_belonging import library, reports

__all__ = ["library"]  # a fixture

PATIENCE = 60.0


def begun(path: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "brief_tui.library.relating_process", str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_it_ends_when_nothing_waits_and_says_nothing(library: Library, tmp_path: Path) -> None:
    library._archive.put(entries(*reports()), "feed")
    assert library.relating.waiting() == 3
    with begun(tmp_path / "archive.db") as process:  # its standard input stays open
        assert process.wait(PATIENCE) == 0
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read() == process.stderr.read() == b""
    assert library.relating.waiting() == 0


def test_it_ends_when_the_reader_does(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with Library.open(path) as library:
        library._archive.put(entries(*(story(str(n)) for n in range(3_000))), "feed")
        with begun(path) as process:
            process.communicate(timeout=PATIENCE)  # closes its standard input
            assert process.returncode == 0
        assert library.relating.waiting() > 0


def test_an_archive_that_is_not_there_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / "archive.db").write_bytes(b"no archive" * 1_000)
    with begun(tmp_path / "archive.db") as process:
        assert process.wait(PATIENCE) == 1
        assert process.stderr is not None
        assert process.stderr.read() == b""


def test_once_it_is_told_to_stop_nothing_is_written_any_more(tmp_path: Path) -> None:
    with Library.open(tmp_path / "archive.db") as library:
        library._archive.put(entries(*(story(str(n)) for n in range(3_000))), "feed")
        stop = Event()
        done = Thread(target=library.relating.beside, args=(stop,))
        done.start()
        while library.relating.waiting() == 3_000:  # it is at it
            assert done.is_alive()
        stop.set()
        done.join(PATIENCE)
        left = library.relating.waiting()
        assert 0 < left < 3_000
        Event().wait(1)
        assert library.relating.waiting() == left
        assert library.check() == []


def test_a_story_that_is_edited_while_it_waits_is_related_as_it_is_then(library: Library) -> None:
    first, second, third = reports()
    library._archive.put(entries(first, second, third), "feed")
    library.relating.some(1)  # in a young archive the terms of all three are made now
    edited = replace(third, headline="Otters on ice", body=())
    library._archive.put(entries(edited), "feed")
    library.relating.all()
    key = library.key_of(third.id)
    assert key is not None
    (kept,) = library._archive.related.load([key])
    assert list(kept.terms) == list(terms_of(edited).packed)
