"""The two readers of feeds that the refresh benchmark runs, each in a folder of its own."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.feeds_made import ITEMS, marker
from benchmarks.feeds_watched import Watched, watched
from brief_tui.library import Library
from brief_tui.model.query import parse_query
from brief_tui.model.query_nodes import Query


def environment(home: Path) -> dict[str, str]:
    """The variables of a reader at home there."""
    homes = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE")}
    return {**os.environ, **homes, "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}


def subscribe(archive: Path, home: Path, urls: Sequence[str]) -> None:
    """Subscribe brief to feeds, by an OPML file."""
    outlines = "".join(f'<outline type="rss" text="{url}" xmlUrl="{url}"/>' for url in urls)
    opml = home / "feeds.opml"
    opml.write_text(f'<opml version="2.0"><head/><body>{outlines}</body></opml>')
    argv = brief_command(archive, "import", str(opml))
    subprocess.run(argv, env=environment(home), check=True, stdout=subprocess.DEVNULL)


def brief_command(archive: Path, name: str, *arguments: str) -> list[str]:
    """A command of brief on an archive."""
    return [sys.executable, "-m", "brief_tui", name, "--archive", str(archive), *arguments]


class Brief:
    """``brief refresh`` on an archive of its own."""

    def __init__(self, home: Path, urls: Sequence[str]) -> None:
        home.mkdir()
        self._environment = environment(home)
        self._archive = home / "archive.db"
        self._feeds = len(urls)
        subscribe(self._archive, home, urls)

    def refresh(self, stories: int) -> Watched:
        """Refresh until ``stories`` are there. The hour since the last check is over."""
        with closing(sqlite3.connect(self._archive)) as connection, connection:
            connection.execute("UPDATE feed SET next_check = 0, checked_at = 0")
        command = brief_command(self._archive, "refresh")
        with closing(sqlite3.connect(f"{self._archive.as_uri()}?mode=ro", uri=True)) as watching:
            result = watched(command, self._environment, _looks(watching, stories))
        result.readable = result.readable or result.wall
        result.searchable = result.searchable or result.wall
        return result

    def unopenable(self, every: int) -> int:
        """How many of every so many-th stories cannot be opened, with their text."""
        with Library.open(self._archive) as library:
            keys = list(library.keys(Query()))[::every]
            stories = [library.article(key) for key in keys]
        return sum(story is None or len(story.body) < 2 for story in stories)

    def unfound(self, every: int) -> int:
        """How many entries a search for a word that stands in them alone does not find."""
        missing = 0
        with Library.open(self._archive) as library:
            for number in range(0, self._feeds * ITEMS, every):
                query = parse_query(marker(*divmod(number, ITEMS)), datetime.now(UTC))
                assert isinstance(query, Query)
                missing += len(library.keys(query)) != 1
        return missing


def _looks(watching: sqlite3.Connection, stories: int) -> Callable[[float, Watched], None]:
    """Notes when all stories have a row and a text, and when none waits for the index."""

    def look(gone: float, result: Watched) -> None:
        if not result.readable:
            if watching.execute("SELECT count(*) FROM article").fetchone()[0] >= stories:
                result.readable = gone
        elif not (result.searchable or _waits(watching)):
            result.searchable = gone

    return look


def _waits(watching: sqlite3.Connection) -> bool:
    return bool(watching.execute("SELECT EXISTS (SELECT 1 FROM arrival)").fetchone()[0])


class Newsboat:
    """``newsboat -x reload``, with eight threads, as brief asks eight hosts at once."""

    def __init__(self, home: Path, urls: Sequence[str]) -> None:
        folder = home / ".newsboat"
        folder.mkdir(parents=True)
        (folder / "urls").write_text("".join(f"{url}\n" for url in urls))
        (folder / "config").write_text("reload-threads 8\n")
        self._environment = environment(home)
        self._cache = folder / "cache.db"

    @staticmethod
    def version() -> str:
        """Which one is installed, '' for none."""
        if not shutil.which("newsboat"):
            return ""
        said = subprocess.run(["newsboat", "-v"], capture_output=True, text=True, check=True)
        return said.stdout.splitlines()[0].partition(" - ")[0]

    def reload(self) -> Watched:
        """Reload all. What it fetched can be read and searched once it ends."""
        result = watched(["newsboat", "-x", "reload"], self._environment, lambda _, __: None)
        result.readable = result.searchable = result.wall
        return result

    def analyze(self) -> None:
        """Give SQLite the statistics by which it finds newsboat's index."""
        with closing(sqlite3.connect(self._cache)) as connection, connection:
            connection.execute("ANALYZE")

    def stories(self) -> int:
        """How many there are."""
        with closing(sqlite3.connect(self._cache)) as connection:
            return int(connection.execute("SELECT count(*) FROM rss_item").fetchone()[0])
