"""The main screen as text, at three sizes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from brief_tui.tui.desks.relating import RelatingDesk
from tests.tui.driving import Driver, reading
from tests.tui.feeds import online, press
from tests.tui.paper import PAPER


@pytest.fixture(autouse=True)
def nothing_is_related(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the archive finds to belong together comes a second later, in tests of its own."""
    monkeypatch.setattr(RelatingDesk, "look", lambda _: None)
    monkeypatch.setattr(RelatingDesk, "show_soon", lambda _: None)


def printed(driver: Driver) -> str:
    """The screen, without the day on which the test runs and the space before it."""
    head, _, rest = driver.text.partition("\n")
    return (
        re.sub(r" +(\d+ unread .*?)   \w{3} \d+ \w{3}\s*$", r" … \1   (today)", head) + "\n" + rest
    )


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45)], ids="{0[0]}x{0[1]}".format)
async def test_the_main_screen(
    archive: Path, snapshot: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with reading(archive, size=size) as driver:
        await driver.see("unread", "1/6")
        if size[0] >= 80:
            await driver.wait_until(lambda: driver.opened == PAPER["harbour"].headline)
        await driver.settle()
        assert printed(driver) == snapshot


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45)], ids="{0[0]}x{0[1]}".format)
async def test_the_article_being_read(
    archive: Path, snapshot: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with reading(archive, size=size) as driver:
        await driver.read("dredger")
        await driver.see("5 unread")
        await driver.settle()
        assert printed(driver) == snapshot


async def test_a_search_with_a_mistake(archive: Path, snapshot: SnapshotAssertion) -> None:
    async with reading(archive, size=(80, 24)) as driver:
        driver.type("/goat ")
        await driver.see("1 found", "one goat")
        driver.type("is:blue")
        await driver.see("^")
        await driver.wait_until(lambda: driver.reader.story.key == driver.reader.stories.key)
        await driver.settle()
        assert printed(driver) == snapshot


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45)], ids="{0[0]}x{0[1]}".format)
async def test_the_sources(
    archive: Path, snapshot: SnapshotAssertion, size: tuple[int, int]
) -> None:
    with press(archive) as printer:
        stories = (printer.story(f"post{n}", f"Post number {n}", 1 + n) for n in range(3))
        printer.print("/post", "The Post", *stories)
        printer.subscribe("/post", "The Post", "Local", "Sea")
        printer.subscribe("/gone", "Old Times Weekly, with its supplement", "Local")
        printer.subscribe("/post?notes", "Field Notes")
        async with online(archive, size=size) as driver:
            driver.press("R")
            await driver.see("could not be read · F")
            driver.press("F")
            await driver.see("! Old Times")
            await driver.wait_until(lambda: driver.reader.refreshing.waiting > 0)
            await driver.settle()
            driver.reader.frame._hush()
            await driver.settle()
            assert printed(driver) == snapshot


@pytest.mark.parametrize("size", [(80, 24), (160, 45)], ids="{0[0]}x{0[1]}".format)
async def test_the_greeting(
    tmp_path: Path, snapshot: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with reading(tmp_path / "archive.db", size=size) as driver:
        await driver.see("Welcome to brief", "26 unread")
        await driver.settle()
        reading_pane = [line.partition("│")[2] for line in driver.text.splitlines()]
        assert "\n".join(reading_pane) == snapshot
