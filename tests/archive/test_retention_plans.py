"""What deleting by a rule asks SQLite for comes out of indexes, however large the archive is."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from brief_tui.archive.opening import open_connections
from brief_tui.archive.retention import Cleaning
from brief_tui.archive.store import Archive
from brief_tui.model.keeping import Bounds, KeepRule
from tests.archive.stories import NOW, clock
from tests.archive.test_plans import watched
from tests.archive.test_retention import bring, feed

DAY = 86_400


@pytest.fixture
def path(tmp_path: Path) -> Path:
    archive = Archive.open(tmp_path / "archive.db", clock)
    for name in ("coast", "port"):
        bring(archive, feed(archive, name), *(f"{name}{n}" for n in range(40)))
    archive.close()
    return tmp_path / "archive.db"


def plan(path: Path, rule: KeepRule, days: int) -> list[str]:
    """The steps of all that a walk asks for; deleting is left to `articles.remove`."""
    connections = open_connections(path)
    with connections.reading() as connection, watched(connection) as steps:
        Cleaning(connections, rule, int(NOW.timestamp()) + days * DAY, dry=True).all()
    connections.close()
    return steps


def reads_much(step: str) -> bool:
    small = ("SCAN feed", "SCAN source", "SCAN setting", "SCAN CONSTANT")
    return step.startswith("SCAN ") and not step.startswith(small) and "json_each" not in step


@pytest.mark.parametrize("days", [1, 400])
def test_a_walk_by_age_reads_no_whole_table_and_sorts_nothing(path: Path, days: int) -> None:
    steps = plan(path, KeepRule(Bounds(days=365)), days)
    assert not list(filter(reads_much, steps)), steps
    assert not [step for step in steps if "TEMP B-TREE" in step], steps


def test_of_a_feed_with_too_many_stories_only_its_own_are_sorted(path: Path) -> None:
    steps = plan(path, KeepRule(Bounds(stories=30)), 1)
    assert not list(filter(reads_much, steps)), steps
    sorts = [step for step in steps if "TEMP B-TREE" in step]
    assert all("article_source.source = ?" in step and "OFFSET" in step for step in sorts), steps


def test_a_feed_whose_first_story_is_young_enough_is_left_at_once(path: Path) -> None:
    asked = []
    connections = open_connections(path)

    def trace(_: object, sql: str, _values: apsw.Bindings | None) -> bool:
        asked.append(sql)
        return True

    with connections.reading() as connection:
        connection.exec_trace = trace
        Cleaning(connections, KeepRule(Bounds(days=365)), int(NOW.timestamp()), dry=True).all()
    connections.close()
    assert sum("added_at" in sql for sql in asked) == 2  # once for each feed
