"""From one story to another: related headlines, the trail, the browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.browser import arguments, recorder
from tests.tui.driving import Driver, reading
from tests.tui.paper import PAPER


def opened(driver: Driver, name: str) -> bool:
    return driver.opened == PAPER[name].headline


async def test_related_headlines_say_where_they_stand_and_where_they_lead(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.see("In this story", "1 The dredger", "● 18 Mar 2021")
        await driver.see("3 % into the text", "3 Tide tables of the coast", "↗ on the web")


async def test_a_number_opens_the_related_story_and_brackets_walk_the_trail(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.read("harbour")
        driver.press("1")
        await driver.wait_until(lambda: opened(driver, "dredger"))
        assert driver.reader.story.trail.can_go_back
        driver.press("1")
        await driver.wait_until(lambda: opened(driver, "lamps"))
        await driver.see("The harbour", "▸ The dredger", "▸ New lamps")
        for key, name in (("[", "dredger"), ("[", "harbour"), ("]", "dredger"), ("]", "lamps")):
            driver.press(key)
            await driver.wait_until(lambda name=name: opened(driver, name))  # type: ignore[misc]
        assert not driver.reader.story.trail.can_go_forward
        driver.press("]")
        await driver.settle()
        assert opened(driver, "lamps")
        assert all(driver.state(name).read for name in ("harbour", "dredger", "lamps"))


async def test_a_related_story_reads_as_read_once_it_was(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.read("harbour")
        driver.press("1")
        await driver.wait_until(lambda: driver.state("dredger").read)
        driver.press("[")
        await driver.wait_until(lambda: opened(driver, "harbour"))
        await driver.see("○ 18 Mar 2021")


async def test_the_related_pane_has_a_cursor_of_its_own(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.read("harbour")
        driver.press("tab")
        await driver.wait_until(lambda: driver.reader.frame.at == "related")
        driver.press("j", "enter")
        await driver.wait_until(lambda: opened(driver, "lamps"))


async def test_a_number_without_a_story_says_so(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.read("harbour")
        driver.press("9")
        await driver.see("There is no related story 9")


async def test_a_story_from_the_list_begins_a_new_trail(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.read("harbour")
        driver.press("1")
        await driver.wait_until(lambda: opened(driver, "dredger"))
        driver.press("h")
        await driver.read("chess")
        assert len(driver.reader.story.trail.stops) == 1


async def test_a_related_page_that_is_not_in_the_archive_opens_in_the_browser(
    archive: Path,
) -> None:
    browser, kept = recorder(archive.parent)
    async with reading(archive, browser=browser) as driver:
        await driver.read("harbour")
        driver.press("tab", "j", "j", "o")
        await driver.see("Opened with")
        assert arguments(kept) == ["https://tides.example/table"]
        assert opened(driver, "harbour")


@pytest.mark.parametrize("focus", ["stories", "reading"])
async def test_a_story_s_own_page_opens_in_the_browser(archive: Path, focus: str) -> None:
    browser, kept = recorder(archive.parent)
    async with reading(archive, browser=browser) as driver:
        if focus == "reading":
            await driver.read("dredger")
        else:
            driver.press("j")
            await driver.wait_until(lambda: opened(driver, "dredger"))
        driver.press("o")
        await driver.see("Opened with")
        assert arguments(kept) == [PAPER["dredger"].url]


async def test_a_story_s_address_is_copied_only_when_asked(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.wait_until(lambda: opened(driver, "harbour"))
        assert driver.app.clipboard == ""
        driver.press("y")
        await driver.see("Link copied")
        assert driver.app.clipboard == PAPER["harbour"].url
