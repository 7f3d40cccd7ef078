"""What is waited for is said at once, and can be given up; what comes meanwhile is told."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from brief_tui.config.feed_settings import FeedSettings
from brief_tui.library import Library
from brief_tui.model.feeds import FeedChange, RefreshReport
from tests.support.feed_server import Received, Reply
from tests.tui.driving import Driver
from tests.tui.feeds import Press, online, page, press


@pytest.fixture
def printer(archive: Path) -> Iterator[Press]:
    """A feed with one teaser, whose page has the whole story."""
    with press(archive) as made:
        teaser = made.story("long", "The long story", 28, "<p>It begins so […]</p>" * 60)
        made.print("/post", "The Post", teaser)
        made.server.on("/long", page("The long story"))
        made.server.on("/slow", replace(page("Slow"), delay=60.0))
        yield made


async def add(driver: Driver, address: str) -> None:
    driver.press("a")
    await driver.see("Add a feed, a page")
    driver.type(address)
    await driver.settle()
    driver.press("enter")
    await driver.wait_until(lambda: driver.screen is driver.reader)


async def to_teaser(driver: Driver) -> None:
    driver.press("N")
    await driver.wait_until(lambda: len(driver.reader.stories.window) == 7)
    driver.press("g")
    await driver.wait_until(
        lambda: (row := driver.reader.stories.row) is not None and row.headline == "The long story"
    )
    driver.press("enter")
    await driver.wait_until(lambda: driver.opened == "The long story")
    await driver.wait_until(lambda: driver.reader.story.opened)


async def with_teaser(driver: Driver) -> None:
    """The teaser is open, and its page is not fetched by itself."""
    driver.press("R")
    await driver.see("1 new story")
    await driver.wait_until(lambda: not driver.reader.refreshing.is_busy)
    await to_teaser(driver)


def subscribed(printer: Press, *, fetch: bool = False) -> None:
    key = printer.subscribe("/post", "The Post")
    with Library.open(printer.archive) as library:
        library.feeds.change(key, FeedChange(fetch="auto" if fetch else "feed"))


# Said at once, given up


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45)])
async def test_an_address_that_is_looked_at_is_named_and_given_up_with_esc(
    archive: Path, printer: Press, size: tuple[int, int]
) -> None:
    async with online(archive, size=size) as driver:
        await add(driver, printer.server.url("/slow"))
        await driver.see("Looking at 127.0.0.1 …", "esc give up")
        driver.press("esc")
        await driver.see("Not waiting for it any longer; nothing is added")
        assert driver.reader.adding.doing == ""
        await add(driver, printer.server.url("/post"))  # the slow one does not hold it up
        await driver.see("Added “The Post”")
        assert [feed.name for feed in driver.library.feeds.list()] == ["The Post"]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45)])
async def test_a_page_that_is_fetched_is_named_from_the_list_too(
    archive: Path, printer: Press, size: tuple[int, int]
) -> None:
    subscribed(printer)
    async with online(archive, size=size) as driver:
        await with_teaser(driver)
        printer.server.on("/long", replace(page("The long story"), delay=60.0))
        driver.press("h", "w")
        await driver.see("Fetching 127.0.0.1 …", "esc give up")
        driver.press("z")
        await driver.see("Fetching 127.0.0.1 …")
        driver.press("esc")
        await driver.see("Not waiting for it any longer")
        await driver.wait_until(lambda: "Fetching" not in driver.text)


async def test_what_cannot_be_added_names_the_server(archive: Path, printer: Press) -> None:
    async with online(archive) as driver:
        await add(driver, printer.server.url("/nothing"))
        await driver.see("127.0.0.1: the server answered 404 (not found)")
        await add(driver, "https://nowhere.invalid/feed")
        await driver.see("nowhere.invalid")


# What comes by itself


async def test_after_adding_a_feed_of_teasers_their_pages_are_fetched(
    archive: Path, printer: Press
) -> None:
    async with online(archive) as driver:
        await add(driver, printer.server.url("/post"))
        await driver.see("Added “The Post”")
        await driver.wait_until(lambda: bool(printer.server.asked("/long")))
        key = driver.reader.stories.key
        assert key is not None
        await driver.wait_until(lambda: driver.library.rows([key])[0].whole)
        await driver.wait_until(lambda: not driver.reader.refreshing.is_busy)
        await driver.see("Part 1. The tide came in")  # it was in sight, and is in its place
        assert len(printer.server.asked("/post")) == 1


@pytest.mark.parametrize("scrolled", [False, True])
async def test_a_teaser_that_is_read_gives_way_to_its_page_unless_one_is_amid_it(
    archive: Path, printer: Press, scrolled: bool
) -> None:
    go = Event()

    def late(received: Received) -> Reply:
        go.wait(20)
        return page("The long story")

    printer.server.on("/long", late)
    subscribed(printer, fetch=True)
    async with online(archive, size=(80, 24)) as driver:
        driver.press("R")
        await driver.see("1 new")
        await to_teaser(driver)
        if scrolled:
            driver.press("j", "j", "j")
            await driver.wait_until(lambda: driver.reader.reading.top == 3)
        await driver.wait_until(lambda: bool(printer.server.asked("/long")))
        go.set()
        if scrolled:
            await driver.see("The whole article is here · w shows it")
            assert driver.reader.reading.top == 3
            assert "Part 1." not in driver.text
            driver.press("G")
            await driver.see("The whole article is here. w shows it.")
            asked = len(printer.server.asked("/long"))
            driver.press("g", "w")
            await driver.see("Part 1. The tide")
            assert len(printer.server.asked("/long")) == asked
        await driver.see("Part 1. The tide")
        assert driver.opened == "The long story"


async def test_a_page_fetched_at_the_end_of_a_teaser_is_read_on_from_there(
    archive: Path, printer: Press
) -> None:
    subscribed(printer)
    async with online(archive, size=(80, 24)) as driver:
        await with_teaser(driver)
        driver.press("G")
        await driver.see("This is the beginning only")
        top = driver.reader.reading.top
        assert top > 0
        driver.press("w")
        await driver.see("The whole article is here")
        await driver.wait_until(lambda: driver.reader.reading.at_end is False)
        assert driver.reader.reading.top == top


# After a refresh


def settings_with(driver: Driver, *command: str) -> None:
    feeds = FeedSettings(refresh_at_start=False, watch=False, after_refresh=command)
    driver.reader.settings = replace(driver.reader.settings, feeds=feeds)


async def test_the_command_after_a_refresh_is_run(archive: Path, printer: Press) -> None:
    subscribed(printer)
    kept = archive.parent / "after"
    code = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_text(sys.argv[2])"
    async with online(archive) as driver:
        settings_with(driver, sys.executable, "-c", code, str(kept), "{new} new")
        driver.press("R")
        await driver.wait_until(lambda: kept.exists() and kept.read_text() == "1 new")


async def test_a_command_after_a_refresh_that_fails_is_told(archive: Path, printer: Press) -> None:
    subscribed(printer)
    async with online(archive) as driver:
        settings_with(driver, str(archive.parent / "no-such-program"))
        driver.press("R")
        await driver.see("after_refresh: ", "no-such-program")


async def test_nothing_new_runs_no_command(archive: Path, printer: Press) -> None:
    printer.print("/post", "The Post")
    subscribed(printer)
    async with online(archive) as driver:
        kept = archive.parent / "after"
        settings_with(driver, "touch", str(kept))
        driver.press("R")
        await driver.see("Nothing new in 1 feed")
        assert not kept.exists()
        assert driver.library.after_refresh(RefreshReport(), driver.reader.settings) == ""
