"""Whole articles, and pages that are linked, inside the reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from brief_tui.config.commands import Hook
from brief_tui.library import Library
from brief_tui.model.article import RelatedLink
from brief_tui.model.feeds import FeedChange
from tests.support.feed_server import Reply
from tests.tui.browser import arguments, recorder
from tests.tui.driving import Driver, fill, reading
from tests.tui.feeds import Press, online, page, press
from tests.tui.paper import PAPER, text


@pytest.fixture
def printer(tmp_path: Path) -> Iterator[Press]:
    """A feed with a teaser, and a story of the paper that links to pages."""
    path = tmp_path / "archive.db"
    with press(path) as made:
        url = made.server.url
        teaser = made.story("long", "The long story", 28, "<p>It begins so […]</p>")
        made.print("/post", "The Post", teaser)
        made.server.on("/long", page("The long story"))
        made.server.on("/linked", page("A page that is linked"))
        linking = replace(
            PAPER["lamps"],
            related=(
                RelatedLink("A page that is linked", url("/linked")),
                RelatedLink("A page that is gone", url("/gone")),
                RelatedLink("A letter", "mailto:clerk@news.example"),
                RelatedLink("Slow", url("/slow")),
            ),
            body=(text("It was dark. " * 40),),
        )
        fill(path, [*(PAPER[name] for name in PAPER if name != "lamps"), linking])
        key = made.subscribe("/post", "The Post")
        with Library.open(path) as library:  # else the page would come by itself
            library.feeds.change(key, FeedChange(fetch="feed"))
        yield made


async def with_news(driver: Driver) -> None:
    """The teaser is in the list and at the cursor."""
    driver.press("R")
    await driver.see("1 new story")
    driver.press("N")
    await driver.see("The long story")
    driver.press("g")
    await driver.wait_until(lambda: driver.opened == "The long story")


# Whole articles


async def test_a_teaser_says_so_and_a_key_fetches_the_whole(printer: Press) -> None:
    async with online(printer.archive) as driver:
        await with_news(driver)
        await driver.wait_until(lambda: not driver.reader.refreshing.is_busy)
        await driver.see("This is the beginning only. w fetches the whole article.", "1 m")
        driver.press("enter", "w")
        await driver.see("Part 1. The tide came in", "4 m")
        assert "beginning only" not in driver.text


async def test_why_a_whole_article_cannot_be_had_is_said(printer: Press) -> None:
    async with online(printer.archive) as driver:
        await with_news(driver)
        printer.server.on("/long", Reply(404))
        driver.press("enter", "w")
        await driver.see("The server answered 404 (not found)")
        assert driver.opened == "The long story"


async def test_a_page_that_comes_late_is_not_waited_for_after_esc(printer: Press) -> None:
    printer.server.on("/slow", replace(page("A slow page"), delay=60.0))
    async with online(printer.archive) as driver:
        await driver.read("lamps")
        driver.press("4")
        await driver.see("Fetching 127.0.0.1 …")
        driver.press("esc")
        await driver.see("Not waiting for it any longer")
        assert "Fetching" not in driver.text
        driver.press("1")
        await driver.wait_until(lambda: driver.opened == "A page that is linked")


# Pages that are linked


async def test_a_linked_page_opens_with_the_trail_and_is_kept_by_a_key(printer: Press) -> None:
    async with online(printer.archive) as driver:
        await driver.read("lamps")
        driver.press("1")
        await driver.wait_until(lambda: driver.opened == "A page that is linked")
        await driver.see("Not kept. K keeps it.", "▸ A page that is linked", "unread · 6")
        driver.press("[")
        await driver.wait_until(lambda: driver.opened == PAPER["lamps"].headline)
        driver.press("]")
        await driver.see("Not kept. K keeps it.")
        driver.press("K")
        await driver.see("Kept", "unread · 7")
        await driver.wait_until(lambda: "Not kept" not in driver.text)
        assert len(driver.library.rows([driver.reader.story.key or 0])) == 1


async def test_a_linked_page_that_was_not_kept_is_gone_at_a_later_start(printer: Press) -> None:
    async with online(printer.archive) as driver:
        await driver.read("lamps")
        driver.press("1")
        await driver.wait_until(lambda: driver.opened == "A page that is linked")
        key = driver.reader.story.key or 0
        driver.press("h")
        await driver.read("chess")
        driver.press("q")
        await driver.wait_until(lambda: not driver.app.is_running)
    async with online(printer.archive) as driver:
        assert not driver.library.rows([key])


async def test_a_linked_page_that_cannot_be_had_says_why_and_how_else(printer: Press) -> None:
    async with online(printer.archive) as driver:
        await driver.read("lamps")
        driver.press("2")
        await driver.see("The server answered 404 (not found) · o in Related opens it")
        assert driver.opened == PAPER["lamps"].headline


async def test_a_link_to_what_is_no_page_says_so(printer: Press) -> None:
    async with online(printer.archive) as driver:
        await driver.read("lamps")
        driver.press("3")
        await driver.see("This is no page of the web to show here: mailto:clerk@news.example")


async def test_a_linked_page_opens_in_the_browser_from_the_related_pane(printer: Press) -> None:
    browser, kept = recorder(printer.archive.parent)
    async with online(printer.archive, browser=browser) as driver:
        await driver.read("lamps")
        driver.press("tab", "o")
        await driver.see("Opened with")
        assert arguments(kept) == [printer.server.url("/linked")]


async def test_a_page_in_a_private_network_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with press(path) as made:
        made.server.on("/router", page("The settings of a router"))
        link = RelatedLink("The router", made.server.url("/router"))
        fill(path, [replace(PAPER["lamps"], related=(link,))])
        async with online(path) as driver:
            await driver.read("lamps")
            driver.press("1")
            await driver.see("private network")
            assert not made.server.requests


# What else can be done with a story


async def test_a_story_is_handed_to_a_command_of_the_config(printer: Press) -> None:
    kept = printer.archive.parent / "story.md"
    hook = Hook("keep", ("tee", str(kept)))
    async with online(printer.archive, commands=(hook,)) as driver:
        await driver.read("bakery")
        driver.press("|")
        await driver.see("Hand the story to", f"tee {kept}"[:20])
        driver.press("enter")
        await driver.wait_until(kept.exists)
        await driver.see("keep: ")
        assert "Bread again in Salt Lane" in kept.read_text()


async def test_without_commands_it_says_where_they_would_be(printer: Press) -> None:
    async with online(printer.archive) as driver:
        driver.press("|")
        await driver.see("no [commands] in your config")


async def test_a_story_is_muted_by_a_command_and_that_is_undone(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press(":")
        await driver.see("Commands")
        driver.type("mute the story")
        await driver.settle()
        driver.press("enter")
        await driver.see("Muted, “The harbour reopens", "5 unread · 5")
        driver.press("u")
        await driver.see("Undone: muted", "6 unread · 6")
