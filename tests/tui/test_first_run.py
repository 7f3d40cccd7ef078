"""The first start: what there is, and what to do next; said once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.driving import Driver, reading
from tests.tui.feeds import online, press

GREETING = "Welcome to brief"


async def left(driver: Driver) -> None:
    driver.press("q")
    await driver.wait_until(lambda: not driver.app.is_running)


async def test_a_new_archive_greets_until_a_story_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    async with reading(path) as driver:
        await driver.see(
            GREETING,
            "is here to begin with: enter opens",
            "a adds a feed",
            "brief import FILE.opml",
        )
        await driver.see("? shows all keys")
        assert "newsboat" not in driver.text
        await left(driver)
    async with reading(path) as driver:
        await driver.see(GREETING)
        driver.press("enter")
        await driver.wait_until(lambda: driver.opened == driver.headlines[0])
        await driver.wait_until(lambda: driver.library.remembered("welcomed") is not None)
        await left(driver)
    async with reading(path) as driver:
        await driver.wait_until(lambda: driver.opened != "")
        assert GREETING not in driver.text


async def test_moving_the_cursor_shows_stories_as_ever(tmp_path: Path) -> None:
    async with reading(tmp_path / "archive.db") as driver:
        await driver.see(GREETING)
        driver.press("j")
        await driver.wait_until(lambda: driver.opened == driver.headlines[1])


async def test_an_archive_with_stories_of_its_own_is_not_new(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.wait_until(lambda: driver.opened != "")
        assert GREETING not in driver.text


async def test_an_archive_with_feeds_is_not_new(tmp_path: Path) -> None:
    with press(tmp_path / "archive.db") as printer:
        printer.subscribe("/post", "The Post")
        async with online(printer.archive) as driver:
            await driver.wait_until(lambda: driver.opened != "")
            assert GREETING not in driver.text


async def test_newsboat_s_feeds_come_in_with_one_key(tmp_path: Path) -> None:
    home = tmp_path / "home"  # where the harness says that the reader lives
    (home / ".newsboat").mkdir(parents=True)
    with press(tmp_path / "archive.db") as printer:
        printer.print("/post", "The Post", printer.story("p", "Post one"))
        urls = f'{printer.server.url("/post")} "Local"\nexec:~/script.sh\n'
        (home / ".newsboat" / "urls").write_text(urls)
        async with online(printer.archive) as driver:
            await driver.see(GREETING, "newsboat is here too: I brings in its feeds")
            driver.press("I")
            await driver.see("newsboat’s files: 1 feed")
            await driver.wait_until(lambda: len(driver.library.feeds.list()) == 1)
            await driver.see("1 new")
            driver.press("F")
            await driver.see("Local")


async def test_without_newsboat_the_key_says_so(tmp_path: Path) -> None:
    async with reading(tmp_path / "archive.db") as driver:
        driver.press("I")
        await driver.see("newsboat’s files are not on this machine")


async def test_where_there_is_one_pane_the_foot_greets(tmp_path: Path) -> None:
    async with reading(tmp_path / "archive.db", size=(60, 20)) as driver:
        await driver.see("Welcome: a adds a feed, ? shows all keys")
        driver.press("enter")
        await driver.wait_until(lambda: driver.opened == driver.headlines[0])


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (20, 6)])
async def test_the_greeting_fits(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(tmp_path / "archive.db", size=size) as driver:
        driver.press("tab")
        await driver.see("Welcome")


async def test_who_begins_with_a_search_is_not_greeted(tmp_path: Path) -> None:
    async with reading(tmp_path / "archive.db", query="moon") as driver:
        await driver.wait_until(lambda: driver.opened != "")
        assert GREETING not in driver.text
