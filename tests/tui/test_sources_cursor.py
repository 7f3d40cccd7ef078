"""Where the cursor of the sources goes, and what keeps its place there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.driving import Driver
from tests.tui.feeds import Press, online, press

NAMES = ("Ash", "Birch", "Cedar", "Dill", "Elm")


@pytest.fixture
def printer(archive: Path) -> Iterator[Press]:
    """Five feeds; Cedar and Elm cannot be read."""
    with press(archive) as made:
        for number, name in enumerate(NAMES):
            if name not in {"Cedar", "Elm"}:
                made.print(f"/{name}", name, made.story(name, f"News of {name}", number + 1))
            made.subscribe(f"/{name}", name)
        yield made


def at(driver: Driver) -> str:
    feed = driver.reader.sources.feed
    return feed.name if feed else ""


async def show(driver: Driver, cursor: str) -> None:
    driver.press("F")
    await driver.wait_until(lambda: len(driver.reader.sources.entries) == len(NAMES))
    driver.reader.sources.move_to(NAMES.index(cursor))
    await driver.settle()
    assert at(driver) == cursor


async def test_undo_of_a_removed_feed_goes_to_the_feed_that_is_back(
    archive: Path, printer: Press
) -> None:
    async with online(archive) as driver:
        await show(driver, "Dill")
        driver.press("d")
        await driver.see("Remove “Dill”?", "what you marked stays")
        driver.press("enter")
        await driver.wait_until(lambda: len(driver.reader.sources.entries) == 4)
        driver.reader.sources.move_to(0)
        driver.press("u")
        await driver.see("“Dill” is back")
        await driver.wait_until(lambda: at(driver) == "Dill")
        driver.press("d")
        await driver.see("Remove “Dill”?")


async def test_a_rename_and_its_undo_stay_at_the_feed(archive: Path, printer: Press) -> None:
    async with online(archive) as driver:
        await show(driver, "Ash")
        driver.press("e")
        await driver.see("a name; enter keeps it")
        driver.press(*["backspace"] * 3)
        await driver.settle()
        driver.type("Zinnia")
        driver.press("enter")
        await driver.wait_until(lambda: at(driver) == "Zinnia")
        assert driver.reader.sources.cursor == len(NAMES) - 1
        driver.reader.sources.move_to(2)
        driver.press("u")
        await driver.wait_until(lambda: at(driver) == "Ash")


async def test_tags_and_their_undo_stay_at_the_feed(archive: Path, printer: Press) -> None:
    async with online(archive) as driver:
        await show(driver, "Birch")
        driver.reader.feed_settings.edit_tags()
        await driver.see("Tags of “Birch”")
        driver.type("Trees")
        driver.press("enter")
        await driver.wait_until(lambda: driver.reader.sources.entries[0][0] == "Trees")
        assert at(driver) == "Birch"
        driver.reader.sources.move_to(3)
        driver.press("u")
        await driver.wait_until(lambda: not any(tag for tag, _ in driver.reader.sources.entries))
        assert at(driver) == "Birch"


async def test_after_a_refresh_with_failures_the_cursor_is_on_the_first_of_them(
    archive: Path, printer: Press
) -> None:
    async with online(archive) as driver:
        await show(driver, "Dill")
        driver.press("F", "R")
        await driver.see("2 of 5 feeds could not be read · F shows them")
        driver.press("F")
        await driver.wait_until(lambda: at(driver) == "Cedar")
        driver.reader.sources.move_to(0)
        driver.press("F", "F")  # they have been seen: the cursor stays where it is left
        await driver.see("━━ Sources")
        await driver.settle()
        assert at(driver) == "Ash"


async def test_failing_feeds_are_marked_as_errors_and_their_names_can_be_read(
    archive: Path, printer: Press
) -> None:
    async with online(archive) as driver:
        driver.press("R")
        await driver.see("could not be read")
        driver.press("F")
        await driver.wait_until(lambda: at(driver) == "Cedar")
        driver.reader.sources.move_to(0)
        await driver.settle()
        pane, looks = driver.reader.sources, driver.reader.looks
        y = next(y for y in range(pane.line_count) if "Elm" in pane.make_line(y).text)
        styles = {segment.text.strip(): segment.style for segment in pane.make_line(y)}
        assert styles["!"] == looks.style("error")
        assert styles["Elm"] == looks.style("body")
        why = pane.make_line(y + 1)
        assert why.text.startswith("    the server answered 404")
        assert looks.style("meta") in {segment.style for segment in why}


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_the_sources_keep_their_name_while_news_waits(
    archive: Path, printer: Press, size: tuple[int, int]
) -> None:
    async with online(archive, size=size) as driver:
        driver.press("R")
        await driver.wait_until(lambda: driver.reader.refreshing.waiting == 3)
        await driver.wait_until(lambda: not driver.reader.refreshing.is_busy)
        driver.press("F")
        await driver.see("━━ Sources ━", "3 new")
        title = driver.text.splitlines()[1].split("│")[0]
        assert "· N" in title
        driver.press("N")
        await driver.see("News of Dill")


async def test_esc_in_a_setting_goes_one_step_back(archive: Path, printer: Press) -> None:
    async with online(archive) as driver:
        await show(driver, "Ash")
        for down, title in enumerate(("━━ Articles", "━━ Checked")):
            driver.press("+")
            await driver.see("Settings of “Ash”")
            driver.press(*["down"] * down, "enter")
            await driver.see(title)
            driver.press("esc")
            await driver.see("Settings of “Ash”")
            driver.press("esc")
            await driver.wait_until(lambda: driver.screen is driver.reader)
