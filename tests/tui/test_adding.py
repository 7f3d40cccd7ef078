"""Adding by an address or a path: feeds, pages, folders, files of feeds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from brief_tui.tui.screens.prompt import Prompt
from tests.support.feed_server import Reply
from tests.tui.driving import Driver
from tests.tui.feeds import Press, online, page, press


@pytest.fixture
def printer(archive: Path) -> Iterator[Press]:
    with press(archive) as made:
        made.print(
            "/post", "The Post", *(made.story(f"p{n}", f"Post {n}", n + 1) for n in range(3))
        )
        made.print("/second", "Second Post", made.story("s", "Second"))
        yield made


async def add(driver: Driver, text: str) -> None:
    """Give an address to the prompt."""
    driver.press("a")
    await driver.see("Add a feed, a page, a folder or a file of feeds")
    driver.type(text)
    await driver.settle()
    driver.press("enter")
    await driver.wait_until(lambda: not isinstance(driver.screen, Prompt))


async def test_a_feed_is_added_by_its_address_and_its_stories_are_listed(
    archive: Path, printer: Press
) -> None:
    async with online(archive) as driver:
        await add(driver, printer.server.url("/post"))
        await driver.see("Added “The Post”, 3 stories", "brief   The Post", "1/3", "9 unread · 9")
        assert len(printer.server.asked("/post")) == 1
        driver.press("F")
        await driver.see("last checked")
        await add(driver, printer.server.url("/post"))
        await driver.see("“The Post” is among your feeds already")


async def test_in_the_sources_the_cursor_goes_to_what_was_added(
    archive: Path, printer: Press
) -> None:
    printer.subscribe("/second", "Second Post")
    async with online(archive) as driver:
        driver.press("F")
        await driver.see("Second Post")
        await add(driver, printer.server.url("/post"))
        await driver.see("Added “The Post”")
        await driver.wait_until(
            lambda: (feed := driver.reader.sources.feed) is not None and feed.name == "The Post"
        )
        assert driver.reader.frame.at == "sources"


async def test_a_page_offers_its_feeds_and_to_be_kept(archive: Path, printer: Press) -> None:
    names = [("The Post as it comes", "/post"), ("The other one", "/second")]
    printer.server.on("/home", page("The front of the Post", feeds=names))
    async with online(archive) as driver:
        await add(driver, printer.server.url("/home"))
        await driver.see("The Post as it comes", "The other one", "Keep this page as a story")
        driver.press("down", "enter")
        await driver.see("Added “")
        assert [feed.url for feed in driver.library.feeds.list()] == [printer.server.url("/second")]


async def test_a_page_is_kept_as_a_story(archive: Path, printer: Press) -> None:
    printer.server.on("/page", page("A page worth keeping"))
    async with online(archive) as driver:
        await add(driver, printer.server.url("/page"))
        await driver.see("Keep this page as a story")
        driver.press("enter")
        await driver.see("Kept “A page worth keeping”", "7")
        await driver.wait_until(lambda: driver.opened == "A page worth keeping")
        await driver.wait_until(lambda: len(driver.reader.stories.window) == 7)
        assert "Not kept" not in driver.text
        assert not driver.library.feeds.list()


@pytest.mark.parametrize(
    ("path", "said"),
    [("/missing", "the server answered 404 (not found)"), ("/zip", "")],
)
async def test_what_cannot_be_added_says_why(
    archive: Path, printer: Press, path: str, said: str
) -> None:
    printer.server.on("/zip", Reply(200, b"PK\3\4" + bytes(100)))
    async with online(archive) as driver:
        await add(driver, printer.server.url(path))
        await driver.wait_until(lambda: driver.reader.frame.has_notice)
        await driver.see(said)
        assert driver.reader.adding.doing == ""
        assert not driver.library.feeds.list()


@pytest.mark.parametrize("text", ["/no/such/file", "not an address", "javascript:alert(1)"])
async def test_what_is_no_address_is_refused(archive: Path, text: str) -> None:
    async with online(archive) as driver:
        await add(driver, text)
        await driver.wait_until(lambda: driver.reader.frame.has_notice)
        assert not driver.library.feeds.list()


async def test_a_folder_is_watched(archive: Path) -> None:
    folder = archive.parent / "clippings"
    folder.mkdir()
    (folder / "one.md").write_text("---\nheadline: A clipping\n---\n\nOf the harbour.\n")
    async with online(archive) as driver:
        await add(driver, str(folder))
        await driver.see("Added “clippings”, 1 story", "A clipping")


async def test_a_file_of_feeds_brings_them_all_in(archive: Path, printer: Press) -> None:
    path = archive.parent / "feeds.opml"
    path.write_text(
        '<?xml version="1.0"?><opml version="2.0"><body><outline text="Local">'
        f'<outline text="The Post" type="rss" xmlUrl="{printer.server.url("/post")}"/>'
        f'<outline text="Second" type="rss" xmlUrl="{printer.server.url("/second")}"/>'
        "</outline></body></opml>"
    )
    async with online(archive) as driver:
        driver.press("F")
        await driver.see("No feeds yet")
        await add(driver, str(path))
        await driver.see("feeds.opml: 2 feeds", "Local", "Second")
        await driver.see("4 new stories")


async def test_esc_adds_nothing(archive: Path) -> None:
    async with online(archive) as driver:
        driver.press("a")
        await driver.see("Add a feed")
        driver.press("esc")
        await driver.wait_until(lambda: not isinstance(driver.screen, Prompt))
        assert not driver.library.feeds.list()
