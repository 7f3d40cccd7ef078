"""The reader from day to day: the real app on a real archive."""

from __future__ import annotations

from pathlib import Path

from tests.tui.driving import reading
from tests.tui.paper import PAPER


async def test_it_opens_with_the_list_filled_and_the_first_story_previewed(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.see("6 unread · 6", "● The harbour reopens", "A draw in the longest game")
        await driver.wait_until(lambda: driver.opened == PAPER["harbour"].headline)
        assert driver.headlines == [article.headline for article in PAPER.values()]
        await driver.see("By Mara Quill and Jon Ferrier", "Photo: Ada Lens / Courier")


async def test_a_story_that_is_only_previewed_stays_unread(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press("j", "j")
        await driver.wait_until(lambda: driver.opened == PAPER["lamps"].headline)
        driver.press("s")
        await driver.wait_until(lambda: driver.state("lamps").starred)
        assert not any(driver.state(name).read for name in PAPER)


async def test_enter_marks_the_story_read_and_the_count_falls(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.read("dredger")
        await driver.see("5 unread · 6", "○ The dredger")
        assert driver.state("dredger").read
        driver.press("h")
        await driver.wait_until(lambda: driver.reader.frame.at == "stories")


async def test_the_cursor_follows_every_key(archive: Path) -> None:
    async with reading(archive) as driver:
        stories = driver.reader.stories
        for keys, cursor in (("jjj", 3), ("k", 2), ("G", 5), ("j", 5), ("g", 0), ("k", 0)):
            driver.press(*keys)
            await driver.wait_until(lambda cursor=cursor: stories.cursor == cursor)  # type: ignore[misc]
        await driver.wait_until(lambda: driver.opened == PAPER["harbour"].headline)


async def test_every_step_in_an_article_is_taken_however_fast(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.read("harbour")
        driver.press(*"jjjjjjjjjkk")
        await driver.wait_until(lambda: driver.reader.reading.top == 7)
        driver.press("G")
        await driver.wait_until(lambda: driver.reader.reading.at_end)
        driver.press("g")
        await driver.wait_until(lambda: driver.reader.reading.top == 0)


async def test_space_reads_on_to_the_end_and_then_the_next_unread(archive: Path) -> None:
    async with reading(archive, size=(100, 20)) as driver:
        driver.press("space")
        await driver.wait_until(lambda: driver.state("harbour").read)
        pane = driver.reader.reading
        seen = [pane.top]
        while not pane.at_end:
            driver.press("space")
            await driver.wait_until(lambda: pane.top > seen[-1])
            assert pane.top - seen[-1] <= pane.size.height - 2
            seen.append(pane.top)
        driver.press("space")
        await driver.wait_until(lambda: driver.opened == PAPER["dredger"].headline)
        await driver.wait_until(lambda: driver.state("dredger").read)


async def test_next_unread_passes_over_what_was_read(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.read("dredger")
        await driver.wait_until(lambda: driver.state("dredger").read)
        driver.press("h", "g", "n")
        await driver.wait_until(lambda: driver.opened == PAPER["lamps"].headline)
        await driver.wait_until(lambda: driver.reader.stories.cursor == 2)
        driver.press("p")
        await driver.wait_until(lambda: driver.opened == PAPER["harbour"].headline)
        driver.press("p")
        await driver.see("No unread story")


# Looks


async def test_zen_shows_nothing_but_the_article(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.wait_until(lambda: driver.opened != "")
        driver.press("z")
        await driver.wait_until(lambda: "unread" not in driver.text)
        assert "Related" not in driver.text
        await driver.see("Forty people and a goat")
        driver.press("z")
        await driver.see("5 unread", "Related")


async def test_help_names_the_keys_and_leaves_with_esc(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press("?")
        await driver.see("Help", "Moving", "Next story, line or related headline")
        driver.press("G")
        await driver.see("Searching", "sort:relevance")
        driver.press("esc")
        await driver.wait_until(lambda: driver.screen is driver.reader)


async def test_the_palette_runs_the_command_that_is_typed(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press(":")
        await driver.see("Commands", "Next story")
        driver.type("read later")
        driver.press("enter")
        await driver.wait_until(lambda: driver.state("harbour").later)


async def test_pictures_are_hidden_and_shown(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press("i")
        await driver.see("Pictures hidden")
        driver.press("i")
        await driver.see("Pictures shown")


async def test_no_preview_takes_the_place_of_the_next_unread_story(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.read("dredger")
        driver.press("h", "g", "n")
        await driver.wait_until(lambda: driver.state("lamps").read)
        await driver.wait_until(lambda: driver.opened == PAPER["lamps"].headline)
        assert driver.reader.frame.at == "reading"
