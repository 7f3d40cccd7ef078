"""An archive of 100,000 stories under kills, two writers, and a disk that is full.

    python -m benchmarks.endurance [--stories 100000] [--kills 200] [--minutes 10] [--full 40]

Each kill ends a process that puts stories in and marks others, at a random moment; then
SQLite's own check must find nothing, and every story and mark that the process had told of must
be there. Two processes then write side by side, and what both have told of is counted. Last, a
process writes until the disk has no room, with each of two kinds of limit, at as many sizes of
the file; once there is room, it goes on.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import resource
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

import apsw

from benchmarks.articles import Generator
from benchmarks.fill import cache_folder, filled_archive
from brief_tui.archive.store import Archive, Entry
from brief_tui.model.errors import ArchiveError
from brief_tui.model.query_nodes import Query
from brief_tui.model.state import Marking

BATCH: Final = 25
SPAWN: Final = multiprocessing.get_context("spawn")


def main() -> None:
    """Try all of it, and print what came of it. What is tried 0 times is left out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--stories", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--full", type=int, default=40)
    parser.add_argument("--cache", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    kept_in = cache_folder(options.cache)
    folder, _ = filled_archive(kept_in, options.stories)
    parts: list[tuple[Callable[[Path], None], float]] = [
        (lambda path: kills(path, options.kills), options.kills),
        (lambda path: writers(path, options.minutes * 60), options.minutes),
        (lambda path: full_disks(path, options.full), options.full),
    ]
    for part, wanted in parts:
        if wanted:  # each on an archive of its own: two writers make one seven times as large
            with tempfile.TemporaryDirectory(dir=kept_in) as work:
                path = Path(work) / "archive.db"
                shutil.copy(folder / "archive.db", path)
                part(path)


@cache
def _generator() -> Generator:
    return Generator()


def batch(number: int, name: str) -> list[Entry]:
    """Stories that no other batch has."""
    made = (_generator().article(number * BATCH + n) for n in range(BATCH))
    return [
        Entry(replace(article, id=f"{name}{number}x{n}", url="")) for n, article in enumerate(made)
    ]


def write(pipe: Connection, path: Path, name: str, until: float) -> None:
    """Put batches in and mark one story of each, telling of each that is kept."""
    archive, number = Archive.open(path), 0
    while time.time() < until:
        archive.put(batch(number, name), "endurance")
        key = archive.key_of(f"{name}{number}x0")
        assert key is not None
        archive.mark([key], Marking(starred=True))
        number += 1
        pipe.send(number)
    archive.close()


def kept(archive: Archive, name: str, batches: int) -> int:
    """How many of the first batches are whole, their marks included."""
    whole = 0
    for number in range(batches):
        keys = [archive.key_of(f"{name}{number}x{n}") for n in range(BATCH)]
        rows = archive.rows([key for key in keys if key is not None])
        whole += len(rows) == BATCH and rows[0].state.starred
    return whole


def sound(path: Path) -> bool:
    """Whether SQLite finds nothing wrong with the file, and the counts are right."""
    connection = apsw.Connection(str(path))
    findings = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    counted = connection.execute("SELECT count(*), sum(NOT read) FROM article WHERE hidden = 0")
    kept_counts = connection.execute("SELECT total(total), total(unread) FROM tally")
    agrees = tuple(counted.get) == tuple(map(int, kept_counts.get))
    connection.close()
    return findings == ["ok"] and agrees


def kills(path: Path, count: int) -> None:
    """Kill a writer again and again."""
    dice, lost, unsound, told = random.Random(5), 0, 0, 0
    for attempt in range(count):
        mine, theirs = SPAWN.Pipe()
        name = f"kill{attempt}n"
        writer = SPAWN.Process(target=write, args=(theirs, path, name, time.time() + 60))
        writer.start()
        mine.poll(30)
        time.sleep(dice.uniform(0, 0.4))
        os.kill(writer.pid or 0, signal.SIGKILL)
        writer.join()
        done = _last(mine)
        told += done
        archive = Archive.open(path)
        lost += done - kept(archive, name, done)
        archive.close()
        unsound += not sound(path)
    print(f"{count} kills: {told} batches told of, {lost} lost, {unsound} unsound", flush=True)


def _last(pipe: Connection) -> int:
    done = 0
    try:
        while pipe.poll(0):
            done = pipe.recv()
    except EOFError:
        pass
    return done


def writers(path: Path, seconds: float) -> None:
    """Two processes write side by side."""
    until = time.time() + seconds
    pairs = [(name, SPAWN.Pipe()) for name in ("left", "right")]
    running = [
        SPAWN.Process(target=write, args=(theirs, path, name, until)) for name, (_, theirs) in pairs
    ]
    for process in running:
        process.start()
    last = {name: 0 for name, _ in pairs}
    while any(process.is_alive() for process in running):
        for name, (mine, _) in pairs:
            last[name] = max(last[name], _last(mine))
        time.sleep(0.2)
    for name, (mine, _) in pairs:
        last[name] = max(last[name], _last(mine))
    archive = Archive.open(path)
    lost = sum(done - kept(archive, name, done) for name, done in last.items())
    archive.close()
    codes = [process.exitcode for process in running]
    print(
        f"two writers, {seconds:.0f} s: {last} batches told of, {lost} lost,"
        f" ended with {codes}, sound: {sound(path)}",
        flush=True,
    )


def full_disks(path: Path, count: int) -> None:
    """Let the disk be full at many points; afterwards all must be well."""
    dice, bad = random.Random(6), 0
    for attempt in range(count):
        mine, theirs = SPAWN.Pipe()
        kind = ("pages", "file size")[attempt % 2]
        room = dice.randrange(1, 400)
        process = SPAWN.Process(
            target=write_full, args=(theirs, path, f"full{attempt}", kind, room)
        )
        process.start()
        process.join()
        problem, before, after = mine.recv()
        bad += not (problem and before == 0 and after == BATCH and sound(path))
    print(f"{count} full disks: {bad} that did not recover", flush=True)


def write_full(pipe: Connection, path: Path, name: str, kind: str, room: int) -> None:
    """Write until there is no room; then with room again. Tells the error, and what is kept."""
    archive, problem = Archive.open(path), ""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    own = archive._connections
    if kind == "pages":
        with own.reading() as connection:
            connection.pragma("max_page_count", connection.pragma("page_count") + room // 8)
    else:
        wal = path.with_name(path.name + "-wal")
        size = wal.stat().st_size if wal.exists() else 0
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + room * 8_192, -1))
    number = 0
    try:
        while number < 2_000:
            archive.put(batch(number, name), "endurance")
            number += 1
    except ArchiveError as error:
        problem = str(error)
    half = sum(archive.key_of(f"{name}{number}x{n}") is not None for n in range(BATCH))
    if kind == "pages":
        with own.reading() as connection:
            connection.pragma("max_page_count", 1 << 30)
    else:
        resource.setrlimit(resource.RLIMIT_FSIZE, (-1, -1))
    archive.put(batch(number, name), "endurance")
    again = sum(archive.key_of(f"{name}{number}x{n}") is not None for n in range(BATCH))
    readable = len(archive.keys(Query(), 10))
    archive.close()
    pipe.send((problem, half, again if readable else -1))


if __name__ == "__main__":
    main()
