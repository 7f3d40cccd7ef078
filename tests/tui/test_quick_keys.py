"""Keys that come faster than the archive answers, and what else goes on meanwhile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from brief_tui.library import Library
from tests.tui.driving import reading
from tests.tui.paper import PAPER


async def test_two_quick_presses_of_a_toggle_end_where_they_began(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press("s", "s", "L")
        await driver.see("later")
        assert not driver.state("harbour").starred
        assert driver.state("harbour").later


async def test_undo_typed_right_behind_a_mark_takes_back_that_mark(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press("s", "L", "u")
        await driver.see("Undone: kept for later")
        assert driver.state("harbour").starred
        assert not driver.state("harbour").later


async def test_the_place_belongs_to_the_story_that_was_scrolled(archive: Path) -> None:
    async with reading(archive, size=(80, 16)) as driver:
        await driver.read("harbour")
        driver.press("G", "n")
        await driver.wait_until(lambda: driver.opened != PAPER["harbour"].headline)
        await driver.wait_until(lambda: driver.state("harbour").progress == 1.0)
        opened = driver.reader.story.row
        assert opened is not None
        assert opened.state.progress < 1.0


async def test_a_story_turned_to_with_tab_is_read(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press("tab")
        await driver.wait_until(lambda: driver.state("harbour").read)


async def test_a_story_removed_elsewhere_is_said_to_be_gone_and_not_asked_for_again(
    archive: Path,
) -> None:
    async with reading(archive, size=(100, 30)) as driver:
        with Library.open(archive) as other:
            gone = other.key_of(PAPER["lamps"].id)
            assert gone is not None
            other.remove([gone])
        driver.press("v")
        await driver.wait_until(lambda: driver.screen is not driver.reader)
        driver.press("esc")
        driver.reader.stories.show(driver.reader.stories.window.listing)
        await driver.see("No longer in the archive")
        window = driver.reader.stories.window
        assert window.missing(0, len(window) - 1) == []


async def test_a_filter_saved_as_a_view_keeps_the_view_it_narrows(archive: Path) -> None:
    async with reading(archive) as driver:
        world = next(view for view in driver.library.views() if view.name == "World")
        driver.reader.listing.show_view(replace(world))
        driver.press("f")
        driver.type("newer:9000d")
        driver.press("enter", "S")
        await driver.see("as a view")
        driver.type("Abroad")
        driver.press("enter")
        await driver.wait_until(
            lambda: (
                ("Abroad", f"{world.query} newer:9000d")
                in [(view.name, view.query) for view in driver.library.views()]
            )
        )


async def test_keys_for_an_article_whose_pane_is_not_laid_out_yet_move_it_once_it_is(
    archive: Path,
) -> None:
    async with reading(archive, size=(60, 24)) as driver:
        await driver.read("harbour")
        driver.press("h", "q")
        await driver.wait_until(lambda: not driver.app.is_running)
    async with reading(archive, size=(60, 24)) as driver:
        await driver.wait_until(lambda: driver.reader.story.row is not None)
        assert driver.reader.reading.is_coming
        driver.reader.frame.focus("reading")
        driver.reader.moving.page(1.0)
        driver.reader.moving.step(2)
        assert driver.reader.reading.top == 0
        await driver.wait_until(
            lambda: driver.reader.reading.top == driver.reader.reading.size.height > 0
        )
        driver.press("h")
        await driver.wait_until(lambda: driver.reader.reading.is_coming)
        top = driver.reader.reading.top
        driver.reader.frame.focus("reading")
        driver.reader.moving.step(1)
        await driver.wait_until(lambda: driver.reader.reading.top == top + 1)
