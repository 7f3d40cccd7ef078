"""The sources: feeds in groups, how they do, and what a reader sets for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from brief_tui.model.feeds import Feed, Health
from brief_tui.tui.panes.feed_words import ago, ahead, every, feed_status
from tests.tui.driving import Driver
from tests.tui.feeds import Press, online, press


@pytest.fixture
def printer(archive: Path) -> Iterator[Press]:
    """Three feeds: two under a tag, one of which is under another too, and one that fails."""
    with press(archive) as made:
        for path, title, count in (("/post", "The Post", 3), ("/notes", "Field Notes", 2)):
            stories = (made.story(f"{path[1:]}{n}", f"{title} {n}", 1 + n) for n in range(count))
            made.print(path, title, *stories)
        made.subscribe("/post", "The Post", "Local", "Sea")
        made.subscribe("/notes", "Field Notes")
        made.subscribe("/gone", "Old Times", "Local")
        yield made


async def shown(driver: Driver, *, refresh: bool = True) -> None:
    """Refresh, and turn to the sources."""
    if refresh:
        driver.press("R")
        await driver.wait_until(lambda: driver.reader.refreshing.is_busy)
        await driver.wait_until(lambda: not driver.reader.refreshing.is_busy)
    driver.press("F")
    await driver.see("Without a tag", "Field Notes")


def feeds(driver: Driver) -> dict[str, Feed]:
    return {feed.name: feed for feed in driver.library.feeds.list()}


def names(driver: Driver) -> list[tuple[str, str]]:
    return [(tag, feed.name) for tag, feed in driver.reader.sources.entries]


async def to(driver: Driver, name: str) -> None:
    index = [feed for _, feed in names(driver)].index(name)
    driver.reader.sources.move_to(index)
    await driver.settle()


# Showing


async def test_feeds_stand_in_groups_with_their_unread_counts_and_troubles(
    archive: Path, printer: Press
) -> None:
    async with online(archive) as driver:
        await shown(driver)
        assert names(driver) == [
            ("Local", "Old Times"),
            ("Local", "The Post"),
            ("Sea", "The Post"),
            ("", "Field Notes"),
        ]
        await driver.see("! Old Times", "the server answered 404 (not found)")
        lines = [line[:44].rstrip() for line in driver.text.splitlines()]
        assert any(line.split() == ["The", "Post", "3"] for line in lines)
        driver.press("j")
        await driver.see("last checked just now · next in")


async def test_enter_lists_the_stories_of_a_feed_and_the_next_start_too(
    archive: Path, printer: Press
) -> None:
    async with online(archive) as driver:
        await shown(driver)
        await to(driver, "Field Notes")
        driver.press("enter")
        await driver.see("brief   Field Notes", "━━ Field Notes", "1/2")
        await driver.wait_until(lambda: driver.headlines == ["Field Notes 1", "Field Notes 0"])
        driver.press("enter")
        await driver.wait_until(lambda: driver.reader.story.opened)
        driver.press("q")
        await driver.wait_until(lambda: not driver.app.is_running)
    async with online(archive) as driver:
        await driver.see("brief   Field Notes", "1/2")
        driver.press("esc")
        await driver.see("All stories", "The harbour reopens")


@pytest.mark.parametrize("key", ["F", "esc", "h"])
async def test_a_key_leads_back_to_the_stories(archive: Path, printer: Press, key: str) -> None:
    async with online(archive) as driver:
        await shown(driver, refresh=False)
        driver.press(key)
        await driver.wait_until(lambda: driver.reader.frame.at == "stories")
        await driver.see("━━ Stories")
        assert "Field Notes" not in driver.text


async def test_from_an_article_one_comes_back_to_the_sources(archive: Path, printer: Press) -> None:
    async with online(archive) as driver:
        await shown(driver, refresh=False)
        driver.press("tab")
        await driver.wait_until(lambda: driver.reader.frame.at == "reading")
        await driver.see("── Sources")
        driver.press("h")
        await driver.wait_until(lambda: driver.reader.frame.at == "sources")


@pytest.mark.parametrize("width", [60, 80])
async def test_a_narrow_terminal_shows_the_sources_alone(
    archive: Path, printer: Press, width: int
) -> None:
    async with online(archive, size=(width, 20)) as driver:
        await shown(driver)
        driver.press(*"jjj")
        await driver.wait_until(lambda: driver.reader.sources.cursor == 3)
        driver.press("enter")
        await driver.see("━━ Field Notes")


async def test_a_click_lists_the_stories(archive: Path, printer: Press) -> None:
    async with online(archive) as driver:
        await shown(driver)
        line = next(y for y, text in enumerate(driver.text.splitlines()) if "Field Notes" in text)
        await driver.click(5, line)
        await driver.see("━━ Field Notes", "1/2")


async def test_without_feeds_it_says_how_to_add_some(archive: Path) -> None:
    async with online(archive) as driver:
        driver.press("F")
        await driver.see("No feeds yet", "a adds one", "brief import FILE.opml")
        driver.press("j", "enter", "e", "d", "M", "+", "r", "A", "o", "space")
        await driver.settle()
        driver.press("F")
        await driver.see("━━ Stories")


# Setting


async def test_a_feed_is_renamed_and_that_is_undone(archive: Path, printer: Press) -> None:
    async with online(archive) as driver:
        await shown(driver)
        await to(driver, "Field Notes")
        driver.press("enter")
        await driver.see("━━ Field Notes")
        driver.press("F", "e")
        await driver.see("a name; enter keeps it")
        driver.type(", and more")
        driver.press("enter")
        await driver.see("“Field Notes” is “Field Notes, and more” now")
        driver.press("F")
        await driver.see("━━ Field Notes, and more", "1/2")
        driver.press("u")
        await driver.see("Undone")
        await driver.wait_until(lambda: "Field Notes" in feeds(driver))
        await driver.see("brief   Field Notes  ")


async def test_a_name_that_is_taken_is_refused_in_words(archive: Path, printer: Press) -> None:
    async with online(archive) as driver:
        await shown(driver, refresh=False)
        await to(driver, "Old Times")
        driver.press("e")
        await driver.see("a name; enter keeps it")
        driver.press(*["backspace"] * 9)
        await driver.settle()  # what deletes goes a longer way than what is typed
        driver.type("The Post")
        driver.press("enter")
        await driver.see("Another source is called The Post")
        assert "Old Times" in feeds(driver)


async def test_a_muted_feed_is_in_no_list_but_its_own(archive: Path, printer: Press) -> None:
    async with online(archive) as driver:
        await shown(driver)
        await to(driver, "The Post")
        driver.press("M")
        await driver.see("“The Post” is muted", "8 unread · 8")
        await driver.see("muted")
        driver.press("enter")
        await driver.see("━━ The Post", "1/3")
        driver.press("u")
        await driver.see("Undone", "11 unread · 11")


@pytest.mark.parametrize("stories", [True, False])
async def test_a_feed_is_removed_with_or_without_its_stories_and_comes_back(
    archive: Path, printer: Press, stories: bool
) -> None:
    async with online(archive) as driver:
        await shown(driver)
        await to(driver, "The Post")
        driver.press("d")
        await driver.see("Remove “The Post”?", "keep its stories")
        if stories:
            driver.press("down")
        driver.press("enter")
        await driver.see("Removed “The Post” · u brings it back")
        await driver.see("8 unread · 8" if stories else "11 unread · 11")
        await driver.wait_until(lambda: ("Local", "The Post") not in names(driver))
        driver.press("u")
        await driver.see("“The Post” is back")
        await driver.wait_until(lambda: ("Local", "The Post") in names(driver))


async def test_esc_removes_nothing(archive: Path, printer: Press) -> None:
    async with online(archive) as driver:
        await shown(driver, refresh=False)
        driver.press("d")
        await driver.see("Remove “Old Times”?")
        driver.press("esc")
        await driver.wait_until(lambda: driver.screen is driver.reader)
        assert "Old Times" in feeds(driver)


async def test_fetching_time_and_tags_are_set_in_a_dialog(archive: Path, printer: Press) -> None:
    async with online(archive) as driver:
        await shown(driver, refresh=False)
        await to(driver, "Field Notes")
        driver.press("+")
        await driver.see("Settings of “Field Notes”", "as in the config")
        driver.press("enter")
        await driver.see("the whole page of every story")
        driver.type("whole")
        driver.press("enter")
        await driver.wait_until(lambda: feeds(driver)["Field Notes"].fetch == "page")
        await driver.wait_until(lambda: driver.screen is driver.reader)
        driver.press("+")
        await driver.see("Settings of “Field Notes”")
        driver.press("down", "enter")
        await driver.see("daily")
        driver.type("daily")
        driver.press("enter")
        await driver.wait_until(lambda: feeds(driver)["Field Notes"].every == 86400)
        await driver.wait_until(lambda: driver.screen is driver.reader)
        driver.press("+")
        await driver.see("Settings of “Field Notes”")
        driver.press("down", "down", "enter")
        await driver.see("Tags of “Field Notes”")
        driver.type("Nature, #Sea")
        driver.press("enter")
        await driver.see("has the tags Nature, Sea")
        await driver.wait_until(lambda: ("Nature", "Field Notes") in names(driver))
        driver.press("u")
        await driver.wait_until(lambda: ("", "Field Notes") in names(driver))
        driver.press("u", "u")
        await driver.wait_until(lambda: feeds(driver)["Field Notes"].fetch == "")


async def test_a_feed_is_preferred_in_the_dialog_and_that_can_be_undone(
    archive: Path, printer: Press
) -> None:
    async with online(archive) as driver:
        await shown(driver, refresh=False)
        await to(driver, "Field Notes")
        driver.press("+")
        await driver.see("Settings of “Field Notes”", "go by length")
        driver.press("down", "down", "down", "down", "enter")
        await driver.wait_until(lambda: feeds(driver)["Field Notes"].preferred)
        await driver.see("“Field Notes”: its reports of an event go first")
        driver.press("u")
        await driver.wait_until(lambda: not feeds(driver)["Field Notes"].preferred)


async def test_all_stories_of_a_feed_are_marked_read(archive: Path, printer: Press) -> None:
    async with online(archive) as driver:
        await shown(driver)
        await to(driver, "The Post")
        driver.press("A")
        await driver.see("Marked read, “The Post”: 3", "8 unread · 11")
        driver.press("u")
        await driver.see("11 unread · 11")


# Words

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def a_feed(health: Health = "ok", error: str = "", failures: int = 0, minutes: int = 14) -> Feed:
    checked = NOW - timedelta(minutes=minutes)
    return Feed(
        1,
        "https://a.example/feed",
        "A",
        health=health,
        error=error,
        failures=failures,
        checked_at=checked,
        next_check=checked + timedelta(hours=1),
    )


@pytest.mark.parametrize(
    ("feed", "words"),
    [
        (Feed(1, "https://a.example", "A"), "not checked yet"),
        (a_feed(), "last checked 14 min ago · next in 46 min"),
        (a_feed(minutes=75), "last checked 75 min ago · next now"),
        (a_feed("failing", "it broke off", 1), "it broke off"),
        (a_feed("failing", "it broke off", 3), "failed 3 times: it broke off"),
        (a_feed("degraded", "one entry is broken"), "read in part: one entry is broken"),
        (a_feed("gone", "gone for good (410)", 1), "gone for good (410)"),
    ],
)
def test_how_a_feed_does(feed: Feed, words: str) -> None:
    assert feed_status(feed, NOW) == words


def test_times_in_words() -> None:
    assert ago(timedelta(seconds=20)) == "just now"
    assert ago(timedelta(hours=3, minutes=10)) == "3 h ago"
    assert ago(timedelta(days=2, hours=3)) == "2 days ago"
    assert ahead(timedelta(seconds=-5)) == "now"
    assert [every(seconds) for seconds in (900, 3600, 21600, 86400)] == [
        *("every 15 min", "hourly", "every 6 h", "daily")
    ]


@pytest.mark.parametrize("size", [(1, 1), (4, 4), (20, 6), (300, 3)])
async def test_the_sources_survive_every_size(
    archive: Path, printer: Press, size: tuple[int, int]
) -> None:
    async with online(archive) as driver:
        await shown(driver)
        await driver.resize(*size)
        driver.press("j", "j", "G", "g", "space", "tab", "tab", "tab")
        await driver.settle()
        await driver.resize(100, 30)
        driver.press("F")
        await driver.see("Field Notes")


async def test_reading_a_story_lowers_the_count_of_its_feed(archive: Path, printer: Press) -> None:
    async with online(archive) as driver:
        await shown(driver)
        await to(driver, "The Post")
        driver.press("enter")
        await driver.see("1/3")
        driver.press("enter")
        await driver.wait_until(lambda: feeds(driver)["The Post"].unread == 2)
        driver.press("h", "F")
        await driver.wait_until(
            lambda: (feed := driver.reader.sources.feed) is not None and feed.unread == 2
        )
