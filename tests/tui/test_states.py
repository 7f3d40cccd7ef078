"""What is shown when there is nothing to show, and what outlives a session."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from brief_tui.library import Library
from brief_tui.model.errors import ConfigError
from tests.tui.driving import fill, reading
from tests.tui.paper import PAPER


def execute(archive: Path, sql: str, *values: object) -> None:
    """Write into an archive behind the program's back."""
    connection = apsw.Connection(str(archive))
    connection.execute(sql, values)
    connection.close()


def no_edition() -> Path:
    raise ConfigError("This installation is incomplete: the folder content is not there")


# Nothing to show


async def test_an_empty_archive_is_filled_with_the_edition(tmp_path: Path) -> None:
    async with reading(tmp_path / "archive.db") as driver:
        assert driver.library.counts().total > 10
        driver.press("j", "k")
        await driver.wait_until(lambda: driver.opened == driver.headlines[0])


@pytest.mark.parametrize("missing", [True, False])
async def test_an_empty_archive_without_an_edition_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: bool
) -> None:
    empty = tmp_path / "content"
    empty.mkdir()
    monkeypatch.setattr(
        "brief_tui.sources.files.edition_dir", no_edition if missing else lambda: empty
    )
    async with reading(tmp_path / "archive.db", wait=False) as driver:
        await driver.see("No stories yet", "brief import", "0 unread · 0")
        assert missing == ("This installation is incomplete" in driver.text)
        driver.press("j", "enter", "space", "n", "s", "o", "1", "z", "z", "A", "S")
        await driver.settle()
        driver.press("esc")
        await driver.see("No stories yet")


async def test_a_view_without_stories_says_so(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press("v")
        await driver.see("Starred")
        driver.type("starred")
        driver.press("enter")
        await driver.see("No stories in this view.")


async def test_a_story_that_cannot_be_read_says_why_and_the_next_one_opens(archive: Path) -> None:
    execute(archive, "UPDATE content SET packed = x'cb48cdc9c957' WHERE key = 1")
    async with reading(archive) as driver:
        await driver.see("This story cannot be shown", PAPER["harbour"].headline)
        await driver.see("cannot be read", "brief doctor checks")
        driver.press("enter", "s")
        await driver.wait_until(lambda: driver.state("harbour").starred)
        driver.press("h", "j")
        await driver.wait_until(lambda: driver.opened == PAPER["dredger"].headline)


async def test_a_story_that_was_deleted_meanwhile_says_so(archive: Path) -> None:
    async with reading(archive) as driver:
        with Library.open(archive) as second:
            key = second.key_of(PAPER["lamps"].id)
            assert key is not None
            second.remove([key])
        driver.reader.stories.move_to(2)
        driver.press("enter")
        await driver.see("not in the archive any more")


async def test_an_archive_that_cannot_be_read_says_so_where_the_stories_would_be(
    archive: Path,
) -> None:
    execute(archive, "DROP TABLE saved_view")
    async with reading(archive, wait=False) as driver:
        await driver.see("No stories to show", "saved_view")


# A second look at the same archive


async def test_marks_are_in_the_file_at_once(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press("s")
        await driver.see("★")
        with Library.open(archive) as second:
            key = second.key_of(PAPER["harbour"].id)
            assert key is not None
            assert second.rows([key])[0].state.starred


async def test_the_next_start_opens_where_the_last_one_ended(archive: Path) -> None:
    async with reading(archive, size=(160, 30)) as driver:
        driver.press("v")
        await driver.see("World")
        driver.type("world")
        driver.press("enter")
        await driver.wait_until(lambda: len(driver.headlines) == 3)
        await driver.read("dredger")
        driver.press("h")
        await driver.read("harbour")
        driver.press("space", "space")
        pane = driver.reader.reading
        await driver.wait_until(lambda: pane.top > 30)
        top = pane.top
        driver.press("q")
        await driver.wait_until(lambda: not driver.app.is_running)
    async with reading(archive, size=(160, 30)) as driver:
        await driver.see("brief   World")
        assert len(driver.headlines) == 3
        await driver.wait_until(lambda: driver.opened == PAPER["harbour"].headline)
        await driver.wait_until(lambda: abs(driver.reader.reading.top - top) <= 1)
        row = driver.reader.stories.row
        assert row is not None
        assert row.headline == PAPER["harbour"].headline


@pytest.mark.parametrize("width", [160, 60])
async def test_the_place_in_the_article_is_the_same_in_a_narrow_terminal(
    archive: Path, width: int
) -> None:
    with Library.open(archive) as library:
        key = library.key_of(PAPER["harbour"].id)
        assert key is not None
        library.keep_progress(key, 0.5)
    async with reading(archive, size=(width, 24)) as driver:
        driver.press("enter")
        await driver.wait_until(lambda: driver.reader.frame.at == "reading")
        pane = driver.reader.reading
        await driver.wait_until(lambda: abs(pane.progress - 0.5) < 0.03)


async def test_a_narrow_terminal_opens_where_the_last_session_ended(archive: Path) -> None:
    async with reading(archive, size=(60, 24)) as driver:
        await driver.read("dredger")
        driver.press("h")
        await driver.read("harbour")
        driver.press("space", "space", "space")
        await driver.wait_until(lambda: driver.reader.reading.top > 40)
        top = driver.reader.reading.top
        driver.press("q")
        await driver.wait_until(lambda: not driver.app.is_running)
    async with reading(archive, size=(60, 24)) as driver:
        await driver.wait_until(lambda: driver.reader.story.row is not None)
        driver.press("enter")
        await driver.wait_until(lambda: driver.opened == PAPER["harbour"].headline)
        await driver.wait_until(lambda: abs(driver.reader.reading.top - top) <= 1)


async def test_the_trail_is_there_at_the_next_start(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.read("harbour")
        driver.press("1")
        await driver.wait_until(lambda: driver.opened == PAPER["dredger"].headline)
        driver.press("1")
        await driver.wait_until(lambda: driver.opened == PAPER["lamps"].headline)
        driver.press("[")
        await driver.wait_until(lambda: driver.opened == PAPER["dredger"].headline)
        driver.press("q")
        await driver.wait_until(lambda: not driver.app.is_running)
    async with reading(archive) as driver:
        await driver.wait_until(lambda: driver.opened == PAPER["dredger"].headline)
        driver.press("]")
        await driver.wait_until(lambda: driver.opened == PAPER["lamps"].headline)
        driver.press("[", "[")
        await driver.wait_until(lambda: driver.opened == PAPER["harbour"].headline)


async def test_an_edited_story_keeps_its_marks(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press("s")
        await driver.see("★")
    fill(archive, [replace(PAPER["harbour"], headline="The harbour closes again")])
    async with reading(archive) as driver:
        await driver.see("★ The harbour closes again")


async def test_a_page_key_typed_behind_enter_passes_over_no_story(archive: Path) -> None:
    async with reading(archive, size=(60, 24)) as driver:
        driver.press("enter", "space", "space")
        await driver.wait_until(lambda: driver.reader.reading.line_count > 0)
        await driver.settle()
        assert driver.opened == PAPER["harbour"].headline
        assert not driver.state("dredger").read


async def test_a_deleted_story_is_not_asked_for_again_and_again(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.wait_until(lambda: driver.opened == PAPER["harbour"].headline)
        with Library.open(archive) as second:
            key = second.key_of(PAPER["dredger"].id)
            assert key is not None
            second.remove([key])
        driver.press("j")
        await driver.see("not in the archive any more")
        driver.reader.frame.say("Something else")
        await driver.see("Something else")
        driver.press("j")
        await driver.wait_until(lambda: driver.opened == PAPER["lamps"].headline)
