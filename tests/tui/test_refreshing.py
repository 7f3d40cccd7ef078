"""Refreshing while one reads: nothing moves until it is asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from brief_tui.model.feeds import Refreshed, RefreshProgress, RefreshReport
from brief_tui.tui.panes.refresh_words import progress_words, report_words
from tests.support.feed_server import Received, Reply, feed
from tests.tui.driving import Driver
from tests.tui.feeds import Press, online, press, rss
from tests.tui.paper import PAPER


@pytest.fixture
def printer(archive: Path) -> Iterator[Press]:
    with press(archive) as made:
        yield made


def three(printer: Press) -> None:
    """A feed of three stories, each newer than all of the paper but one."""
    printer.print(
        "/post",
        "The Post",
        *(printer.story(f"post{n}", f"Post number {n}", 18 + n) for n in range(3)),
    )
    printer.subscribe("/post", "The Post")


async def refreshed(driver: Driver) -> None:
    driver.press("R")
    await driver.wait_until(lambda: driver.reader.refreshing.is_busy)
    await driver.wait_until(lambda: not driver.reader.refreshing.is_busy)


async def test_new_stories_wait_until_they_are_asked_for_and_the_cursor_stays(
    archive: Path, printer: Press
) -> None:
    three(printer)
    async with online(archive) as driver:
        driver.press("j")
        await driver.wait_until(lambda: driver.opened == PAPER["dredger"].headline)
        await refreshed(driver)
        await driver.see("3 new stories · N shows them", "9 unread · 9", "2/6")
        assert "Post number" not in driver.text
        assert driver.opened == PAPER["dredger"].headline
        driver.press("N")
        await driver.see("Post number 2", "Post number 0")
        row = driver.reader.stories.row
        assert row is not None
        assert row.headline == PAPER["dredger"].headline
        assert "N shows" not in driver.text
        assert driver.opened == PAPER["dredger"].headline


async def test_a_click_on_the_line_shows_the_new_stories(archive: Path, printer: Press) -> None:
    three(printer)
    async with online(archive) as driver:
        await refreshed(driver)
        await driver.see("3 new stories")
        await driver.click(4, 1)
        await driver.see("Post number 0")


async def test_of_new_stories_those_are_counted_that_belong_into_the_list(
    archive: Path, printer: Press
) -> None:
    three(printer)
    async with online(archive) as driver:
        driver.type("fheadline:1")
        driver.press("enter")
        await driver.see("Nothing found")
        await refreshed(driver)
        await driver.see("Post number 1", "1/1")
        driver.press("esc")
        await driver.see("Post number 2")
        assert driver.reader.refreshing.waiting == 0


async def test_what_arrives_in_an_empty_list_is_shown_at_once(
    archive: Path, printer: Press
) -> None:
    three(printer)
    async with online(archive) as driver:
        driver.press("F")
        await driver.see("The Post")
        driver.press("enter")
        await driver.see("No stories in this view")
        await refreshed(driver)
        await driver.see("Post number 2", "1/3")


async def test_progress_stands_in_the_head_while_servers_are_slow(
    archive: Path, printer: Press
) -> None:
    three(printer)
    go = Event()

    def slow(_: Received) -> Reply:
        go.wait(20)
        return feed(rss("Slow", []))(_)

    with press(archive) as other:
        other.server.on("/slow", slow)
        other.subscribe("/slow", "Slow", host="127.0.0.2")
        async with online(archive) as driver:
            driver.press("R")
            await driver.see("checking 1 of 2 · 3 new", "3 new stories")
            driver.press("R")
            await driver.see("being checked already")
            driver.press("j", "j")
            await driver.wait_until(lambda: driver.opened == PAPER["lamps"].headline)
            go.set()
            await driver.wait_until(lambda: not driver.reader.refreshing.is_busy)
            await driver.wait_until(lambda: "checking" not in driver.text)


async def test_failures_are_one_calm_sentence_that_leads_to_the_sources(
    archive: Path, printer: Press
) -> None:
    three(printer)
    printer.subscribe("/gone", "Old Times")
    async with online(archive) as driver:
        await refreshed(driver)
        await driver.see("1 of 2 feeds could not be read · F shows them")
        driver.press("F")
        await driver.see("! Old Times", "the server answered 404 (not found)")


async def test_one_feed_is_checked_and_says_why_not(archive: Path, printer: Press) -> None:
    three(printer)
    printer.subscribe("/gone", "Old Times")
    async with online(archive) as driver:
        driver.press("F")
        await driver.see("Old Times")
        driver.press("r")
        await driver.see("Old Times: the server answered 404 (not found)")
        assert not printer.server.asked("/post")


async def test_the_feed_of_a_story_is_checked_from_the_list(archive: Path, printer: Press) -> None:
    three(printer)
    async with online(archive) as driver:
        driver.press("r")
        await driver.see("This story came from no feed")
        await refreshed(driver)
        driver.press("N")
        await driver.see("Post number 2")
        driver.press("g", "r")
        await driver.see("The Post: it was asked a moment ago")


async def test_what_is_due_is_checked_at_the_start(archive: Path, printer: Press) -> None:
    three(printer)
    async with online(archive, at_start=True) as driver:
        await driver.see("3 new stories")
    async with online(archive, at_start=True) as driver:
        await driver.settle()
        await driver.wait_until(lambda: not driver.reader.refreshing.is_busy)
    assert len(printer.server.asked("/post")) == 1


async def test_leaving_does_not_wait_for_a_slow_server(archive: Path, printer: Press) -> None:
    printer.server.on("/slow", Reply(404, delay=60.0))
    printer.subscribe("/slow", "Slow")
    async with online(archive) as driver:
        driver.press("R")
        await driver.wait_until(lambda: bool(printer.server.requests))
        begun = asyncio.get_running_loop().time()
        driver.press("q")
        await driver.wait_until(lambda: not driver.app.is_running)
        assert asyncio.get_running_loop().time() - begun < 15


async def test_a_refresh_is_stopped_by_a_command(archive: Path, printer: Press) -> None:
    printer.server.on("/slow", Reply(404, delay=60.0))
    printer.subscribe("/slow", "Slow")
    async with online(archive) as driver:
        driver.press("R")
        await driver.wait_until(lambda: bool(printer.server.requests))
        driver.press(":")
        await driver.see("Commands")
        driver.type("stop the refresh")
        await driver.settle()
        driver.press("enter")
        await driver.wait_until(lambda: not driver.reader.refreshing.is_busy)
        await driver.see("Stopped")


async def test_a_change_of_the_list_counts_as_having_seen_what_is_new(
    archive: Path, printer: Press
) -> None:
    three(printer)
    async with online(archive) as driver:
        await refreshed(driver)
        await driver.see("3 new stories")
        driver.type("fpost")
        await driver.see("3 found")
        driver.press("esc")
        await driver.wait_until(lambda: len(driver.reader.stories.window) == 9)
        assert driver.reader.refreshing.waiting == 0


# Words


def result(outcome: str = "unchanged", problem: str = "", **fields: object) -> Refreshed:
    return Refreshed(1, "The Post", "https://a.example", outcome, problem=problem, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (RefreshProgress("checking", 12, 100, 34), "checking 12 of 100 · 34 new"),
        (RefreshProgress("checking", 0, 100), "checking 0 of 100"),
        (RefreshProgress("indexing", 1200, 25000, 25000), "indexing 1,200 of 25,000 · 25,000 new"),
        (RefreshProgress("pages", 1, 3), "fetching pages 1 of 3"),
    ],
)
def test_progress_in_words(progress: RefreshProgress, words: str) -> None:
    assert progress_words(progress) == words


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (RefreshReport(), ""),
        (RefreshReport((result(), result())), "Nothing new in 2 feeds"),
        (RefreshReport((result(), result("new")), new=1), "1 new story in 2 feeds"),
        (RefreshReport((result("failed", "it broke off"),)), "The Post: it broke off"),
        (
            RefreshReport((result(), *[result("failed", "it broke off")] * 3)),
            "3 of 4 feeds could not be read · F shows them",
        ),
        (
            RefreshReport((*[result("waiting", "no server can be reached")] * 3,), offline=True),
            "No network: nothing could be checked",
        ),
        (
            RefreshReport((*[result("waiting", "too early")] * 3,)),
            "Checked a short while ago; nothing is due",
        ),
    ],
)
def test_a_report_in_words(report: RefreshReport, words: str) -> None:
    assert report_words(report, "F")[0] == words
