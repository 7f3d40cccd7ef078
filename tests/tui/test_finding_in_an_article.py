"""Finding words in the open article, and keeping the place when the window changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.driving import Driver, reading
from tests.tui.paper import PAPER


def first_line(driver: Driver) -> str:
    """The text on the top line of the article."""
    page = driver.reader.reading.page
    assert page is not None
    return "".join(span.text for span in page.line(driver.reader.reading.top, {})[1])


async def test_hits_are_counted_as_one_types_and_walked_round_and_round(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.read("harbour")
        driver.press("ctrl+f")
        driver.type("goat")
        await driver.see("2 found")
        driver.press("enter")
        await driver.see("1 of 2")
        for key, seen in (("n", "2 of 2"), ("n", "1 of 2"), ("N", "2 of 2")):
            driver.press(key)
            await driver.see(seen)
        assert driver.opened == PAPER["harbour"].headline


async def test_a_hit_out_of_sight_is_brought_into_sight(archive: Path) -> None:
    async with reading(archive, size=(100, 24)) as driver:
        await driver.read("harbour")
        driver.press("ctrl+f")
        driver.type("paragraph 23")
        await driver.see("1 found")
        driver.press("enter")
        await driver.see("Paragraph 23 tells")
        assert driver.reader.reading.top > 0


async def test_esc_takes_the_marks_away_and_n_goes_on_to_the_next_story(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.read("harbour")
        driver.press("ctrl+f")
        driver.type("goat")
        await driver.see("2 found")
        driver.press("enter")
        await driver.wait_until(lambda: driver.reader.reading.hit == 0)
        driver.press("esc")
        await driver.wait_until(lambda: not driver.reader.reading.hits)
        driver.press("n")
        await driver.wait_until(lambda: driver.opened == PAPER["dredger"].headline)


async def test_words_that_are_not_in_the_article_stay_to_be_mended(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.read("harbour")
        driver.press("ctrl+f")
        driver.type("zeppelin")
        await driver.see("not found")
        driver.press("enter")
        driver.type("s")
        await driver.wait_until(lambda: driver.reader.query_bar.input.value == "zeppelins")
        assert driver.reader.query_bar.is_open
        assert driver.reader.reading.top == 0


async def test_the_place_is_kept_through_every_size_and_back(archive: Path) -> None:
    async with reading(archive, size=(160, 30)) as driver:
        await driver.read("harbour")
        pane = driver.reader.reading
        while not first_line(driver).startswith("Paragraph 14"):
            top = pane.top
            driver.press("j")
            await driver.wait_until(lambda top=top: pane.top == top + 1)  # type: ignore[misc]
        for width in (100, 60, 30, 4, 30, 60, 100, 160):
            await driver.resize(width, 30)
            await driver.wait_until(lambda: first_line(driver).startswith("Paragr"))
            assert width < 30 or first_line(driver).startswith("Paragraph 14")


@pytest.mark.parametrize("keys", ["", "z", "?", "v", "t", "/"])
async def test_no_size_makes_it_fail(archive: Path, keys: str) -> None:
    async with reading(archive, size=(100, 24)) as driver:
        await driver.read("harbour")
        driver.press(*keys)
        for size in ((4, 24), (1, 1), (160, 2), (20, 5)):
            await driver.resize(*size)
            driver.press("down", "up", "pagedown")
        await driver.resize(160, 45)
        driver.press("esc")
        await driver.see("Paragraph")


async def test_the_arrows_walk_the_hits_while_they_are_typed(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.read("harbour")
        driver.press("ctrl+f")
        driver.type("goat")
        driver.press("down", "down")
        await driver.wait_until(lambda: driver.reader.reading.hit == 1)
        driver.press("up")
        await driver.wait_until(lambda: driver.reader.reading.hit == 0)
        assert driver.opened == PAPER["harbour"].headline
