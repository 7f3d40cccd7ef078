"""Reports of one event in the reader: listed once, listed by themselves, jumped to."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief_tui.archive.store import Entry
from brief_tui.library import Library
from brief_tui.model.listing import View
from brief_tui.model.query_nodes import Query
from brief_tui.tui.messages import FeedsChanged
from tests.library.test_belonging import OTHERS, STRIKE, article, other, reports
from tests.tui.driving import Driver, reading

STORIES = 8 + 3


@pytest.fixture
def event(tmp_path: Path) -> Path:
    """An archive in which three papers report one event; the Herald's text is the longest."""
    path = tmp_path / "archive.db"
    with Library.open(path) as library:
        for number, text in enumerate(OTHERS):
            each = other(number, text)
            library._archive.put([Entry(each, (each.url,))], each.publisher)
        for report in reports():
            library._archive.put([Entry(report, (report.url,))], report.publisher)
        library.relating.all()
    return path


def listed(driver: Driver) -> int:
    return len(driver.reader.stories.window)


async def test_reports_are_jumped_to_by_number_and_the_trail_leads_back(event: Path) -> None:
    async with reading(event) as driver:
        await driver.see("By the Courier", "+2 reports")
        driver.press("enter")
        await driver.see("Same story", "1 By the Herald", "2 By the Gazette", "both: ")
        driver.press("2")
        await driver.wait_until(lambda: driver.opened == "By the Gazette")
        driver.press("[")
        await driver.wait_until(lambda: driver.opened == "By the Courier")


async def test_reports_are_folded_into_the_fullest_and_unfolded_again(event: Path) -> None:
    async with reading(event) as driver:
        await driver.wait_until(lambda: listed(driver) == STORIES)
        driver.press("=")
        await driver.wait_until(lambda: listed(driver) == STORIES - 2)
        await driver.see("Reports of one event are listed once", f"1/{STORIES - 2}")
    async with reading(event) as driver:  # it is remembered
        await driver.wait_until(lambda: listed(driver) == STORIES - 2)
        driver.press("=")
        await driver.wait_until(lambda: listed(driver) == STORIES)


async def test_the_cursor_stays_with_an_event_whose_report_is_folded_away(event: Path) -> None:
    with Library.open(event) as library:
        newest = article("Newest", "Nothing to do with it.", hours=50)
        library._archive.put([Entry(newest, (newest.url,))], "Newest")
    async with reading(event) as driver:
        await driver.wait_until(lambda: listed(driver) == STORIES + 1)
        driver.press("j")
        await driver.see("+2 reports")
        driver.press("=")
        await driver.wait_until(lambda: listed(driver) == STORIES - 1)
        await driver.wait_until(lambda: driver.reader.stories.cursor == 1)
        assert driver.headlines[1] == "By the Gazette"


async def test_a_key_lists_the_reports_of_an_event_and_esc_leads_back(event: Path) -> None:
    async with reading(event) as driver:
        await driver.wait_until(lambda: listed(driver) == STORIES)
        driver.press("j")
        driver.press("x")
        papers = ["By the Courier", "By the Herald", "By the Gazette"]
        await driver.wait_until(lambda: driver.headlines == papers)
        # A timeline: the day and the time of each, and how many there are.
        await driver.see("3 reports by 3 sources", "Sun 1 Mar 10:00 · Courier")
        driver.press("esc")
        await driver.wait_until(lambda: listed(driver) == STORIES)
        assert driver.reader.stories.cursor == 1


async def test_what_is_unread_of_an_event_is_listed_once_when_folded(event: Path) -> None:
    async with reading(event) as driver:
        await driver.wait_until(lambda: listed(driver) == STORIES)
        driver.press("=")
        await driver.wait_until(lambda: listed(driver) == STORIES - 2)
        driver.reader.listing.show_view(View("Unread", "is:unread", "built-in"))
        await driver.wait_until(lambda: listed(driver) == STORIES - 2)
        driver.reader.listing.show_view(View("Starred", "is:starred", "built-in"))
        await driver.see("No stories in this view")


async def test_the_key_is_named_where_there_are_reports(event: Path) -> None:
    async with reading(event) as driver:
        await driver.see("+2 reports", "x reports")
        driver.press("G")
        await driver.wait_until(lambda: driver.reader.stories.cursor == STORIES - 1)
        await driver.wait_until(lambda: "x reports" not in driver.text)


async def test_it_is_said_what_is_new_of_an_event_that_is_followed(event: Path) -> None:
    async with reading(event) as driver:
        await driver.see("+2 reports")
        driver.press("W")
        await driver.see("Following this event")
        late = article("Late", STRIKE["Herald"] + " Talks begin.", hours=9)
        driver.reader.library._archive.put([Entry(late, (late.url,))], "Late")
        driver.reader.relating.look()
        await driver.see("1 new report in events you follow: see Views")


async def test_a_story_that_is_deleted_is_gone_from_every_pane(event: Path) -> None:
    async with reading(event) as driver:
        await driver.wait_until(lambda: listed(driver) == STORIES)
        driver.press("enter")
        await driver.see("1 By the Herald", "2 By the Gazette", "+2 reports")
        library = driver.reader.library
        (row,) = [row for row in library.rows(library.keys(Query())) if row.publisher == "Herald"]
        library.remove([row.key])
        driver.reader.sources_desk.changed(FeedsChanged("Removed"))
        await driver.see("1 By the Gazette", "+1 report ")
        await driver.wait_until(lambda: "By the Herald" not in driver.text)


async def test_a_report_is_taken_out_and_put_back(event: Path) -> None:
    async with reading(event) as driver:
        await driver.see("+2 reports")
        driver.reader.action_command("story.split")
        await driver.see("Taken out, “By the Courier”", "+1 report ")
        driver.press("j", "enter")
        await driver.wait_until(lambda: driver.opened == "By the Herald")
        driver.press("h", "k")
        await driver.wait_until(lambda: driver.reader.stories.cursor == 0)
        driver.reader.action_command("story.merge")
        await driver.see("One event: “By the Courier” and “By the Herald”", "+2 reports")
