"""Mistakes in the reader's own files, and sentences that the foot has no room for."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief_tui.tui.screens.problems import problems_summary
from brief_tui.tui.sentences import sentence
from tests.tui.driving import Driver, reading

CONFIG = "/home/reader/.config/brief/config.toml"
MISTAKES = (
    f"{CONFIG}: theme should be a text in quotes, not 5; the default is used",
    f"{CONFIG}: there is no setting 'mesure', did you mean 'measure'?",
    f"{CONFIG}: [feeds] every should be at least 15 minutes; the default is used",
)


async def read_them(driver: Driver) -> None:
    driver.press(":")
    await driver.see("Commands")
    driver.type("problems")
    await driver.settle()
    driver.press("enter")
    await driver.see("━━ Problems")


@pytest.mark.parametrize("size", [(60, 24), (80, 24), (160, 45)])
async def test_several_mistakes_are_counted_and_can_be_read_whole(
    archive: Path, size: tuple[int, int]
) -> None:
    async with reading(archive, size=size) as driver:
        driver.reader.frame.tell(MISTAKES)
        await driver.see("3 mistakes in config.toml · :Problems shows them")
        await read_them(driver)
        await driver.see(CONFIG)  # the title is painted before there is a width for the text
        shown = " ".join(driver.text.replace("┃", " ").split())
        assert driver.text.count(CONFIG) == 1
        for mistake in MISTAKES:
            what = mistake.removeprefix(f"{CONFIG}: ")
            assert what.split(";")[0].split(",")[0][:40] in shown
        driver.press("esc")
        await driver.wait_until(lambda: driver.screen is driver.reader)


async def test_a_single_mistake_is_said_itself(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.reader.frame.tell(MISTAKES[:1])
        await driver.see("theme should be a text in quotes, not 5; the default is used")


async def test_an_error_that_is_cut_can_be_read_whole(archive: Path) -> None:
    long = "the server " + "sent something that nobody expected " * 5 + "and broke off"
    async with reading(archive, size=(80, 24)) as driver:
        driver.reader.frame.say(long, error=True)
        await driver.see("The server sent", "… ", ":Problems")
        await read_them(driver)
        await driver.see("and broke off")


async def test_without_problems_there_is_no_such_command_to_choose(archive: Path) -> None:
    async with reading(archive) as driver:
        assert not driver.reader.dispatch.conditions["problems"]()


def test_problems_of_several_files_are_counted_alone() -> None:
    theme = "/home/reader/.config/brief/themes/mine.yaml, line 3: roles has no blue"
    assert problems_summary((*MISTAKES, theme), ":x") == "4 problems · :x shows them"
    assert problems_summary((theme, theme), ":x") == "2 mistakes in mine.yaml · :x shows them"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("the server cannot be found", "The server cannot be found"),
        ("its page holds no more", "Its page holds no more"),
        ("brief cannot do that", "brief cannot do that"),
        ("feeds.opml: 3 feeds", "feeds.opml: 3 feeds"),
        ("a.example: gone", "a.example: gone"),
        ("keep: done", "keep: done"),
        ("“a” is back", "“a” is back"),
        ("", ""),
    ],
)
def test_a_message_begins_with_a_capital_unless_a_name_does(text: str, said: str) -> None:
    assert sentence(text) == said


async def test_the_help_is_whole_at_sixty_columns(archive: Path) -> None:
    async with reading(archive, size=(60, 24)) as driver:
        driver.press("?")
        await driver.see("Help  (esc leaves)", "Next story, line or")
        assert "related headline" in " ".join(driver.text.replace("┃", " ").split())
