"""The part of the config that says how long stories are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief_tui.config.settings import Settings, load
from brief_tui.model.keeping import Bounds, KeepRule


def read(folder: Path, text: str) -> Settings:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load(path, folder / "archive.db")


def test_nothing_is_deleted_unless_it_is_asked_for(tmp_path: Path) -> None:
    for text in ("", "[keep]", "[keep]\nunread = false\n[keep.feeds]"):
        settings = read(tmp_path, text)
        assert settings.problems == ()
        assert not settings.keep


def test_every_setting_is_read_and_feeds_take_the_rest_from_it(tmp_path: Path) -> None:
    settings = read(
        tmp_path,
        """
        [keep]
        days = 365
        stories = 10000
        unread = true
        [keep.feeds]
        "Coast Wire" = {days = 30}
        "https://port.example/feed" = {days = 0, stories = 0}
        """,
    )
    assert settings.problems == ()
    assert settings.keep == KeepRule(
        Bounds(365, 10_000),
        (("Coast Wire", Bounds(30, 10_000)), ("https://port.example/feed", Bounds())),
        unread=True,
    )


def test_a_rule_for_one_feed_alone_is_a_rule(tmp_path: Path) -> None:
    assert read(tmp_path, "[keep.feeds]\nCoast = {stories = 5}").keep


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[keep]\ndays = -1\nstories = 5", "days should be a whole number from 0"),
        ('[keep]\ndays = "365"', "days should be a whole number"),
        ("[keep]\ndays = 5\nunraed = true", "there is no setting 'unraed'"),
        ('[keep]\ndays = 5\nunread = "yes"', "unread should be true or false"),
        ("[keep]\ndays = 5\n[keep.feeds]\nCoast = 30", "Coast should be a table"),
        ("[keep]\ndays = 5\n[keep.feeds]\nCoast = {day = 30}", "there is no setting 'day'"),
        ("[keep]\ndays = 5\n[keep.feeds]\nCoast = {days = true}", "days should be"),
        ("[keep]\ndays = 5\nfeeds = 3", "feeds should be a table"),
    ],
)
def test_with_any_mistake_nothing_is_deleted(tmp_path: Path, text: str, told: str) -> None:
    settings = read(tmp_path, text)
    (problem,) = settings.problems
    assert "in [keep" in problem
    assert told in problem
    assert problem.endswith("no story is deleted")
    assert not settings.keep


def test_a_keep_that_is_no_table_is_a_mistake_that_deletes_nothing(tmp_path: Path) -> None:
    settings = read(tmp_path, "keep = 365")
    assert len(settings.problems) == 1
    assert not settings.keep
