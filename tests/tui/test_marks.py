"""Marks: shown, kept at once, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.driving import reading
from tests.tui.paper import PAPER


@pytest.mark.parametrize(
    ("key", "sign"), [("s", "★ The harbour"), ("L", "later The Courier"), ("m", "○ The harbour")]
)
async def test_a_mark_is_shown_kept_at_once_and_undone(archive: Path, key: str, sign: str) -> None:
    async with reading(archive) as driver:
        before = driver.state("harbour")
        driver.press(key)
        await driver.see(sign)
        assert driver.state("harbour") != before
        driver.press("u")
        await driver.see("Undone")
        await driver.wait_until(lambda: driver.state("harbour") == before)
        await driver.wait_until(lambda: sign not in driver.text)
        driver.press("u")
        await driver.settle()
        assert driver.state("harbour") == before


async def test_tags_are_edited_as_a_line_of_words(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press("t")
        await driver.see("Your tags")
        driver.type("#old pier, goat")
        driver.press("enter")
        await driver.see("#goa", "Tagged goat, old pier")
        assert driver.state("harbour").tags == {"goat", "old pier"}
        driver.press("t")
        await driver.wait_until(lambda: driver.screen is not driver.reader)
        driver.press("esc")
        await driver.wait_until(lambda: driver.screen is driver.reader)
        driver.press("u")
        await driver.wait_until(lambda: driver.state("harbour").tags == frozenset())


async def test_all_of_a_list_is_marked_read_and_that_is_one_step_back(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press("A")
        await driver.see("0 unread · 6", "Marked read: 6")
        driver.press("u")
        await driver.see("6 unread · 6")


async def test_marks_go_to_the_open_story_while_it_is_read(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.read("harbour")
        driver.press("2")
        await driver.wait_until(lambda: driver.opened == PAPER["lamps"].headline)
        driver.press("s")
        await driver.wait_until(lambda: driver.state("lamps").starred)
        assert not driver.state("harbour").starred
