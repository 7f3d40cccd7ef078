"""Themes: tried on, chosen, and followed as their file is saved."""

from __future__ import annotations

import os
from pathlib import Path

from brief_tui.config.paths import themes_dir
from tests.tui.driving import Driver, reading


def paper_of(driver: Driver) -> str:
    """The colour of the page behind the article, as it is painted."""
    strips = driver.reader.reading.render_lines(driver.reader.reading.size.region)
    style = next(iter(strips[0])).style
    assert style is not None
    assert style.bgcolor is not None
    return style.bgcolor.name


def own_theme(archive: Path, paper: str = "#102030") -> Path:
    """A theme of the reader's own, with another colour of paper."""
    path = archive.parent / "config" / "brief" / "themes" / "mine.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"title: Mine\ndark: true\nroles:\n  background: '{paper}'\n  body: '#eeeeee'\n"
    )
    return path


def touch_later(path: Path) -> None:
    """Make sure that the time of the file tells it from the version before."""
    stamp = path.stat().st_mtime_ns + 1_000_000_000
    os.utime(path, ns=(stamp, stamp))


async def test_themes_are_tried_on_as_the_cursor_moves_and_esc_puts_the_old_one_back(
    archive: Path,
) -> None:
    async with reading(archive) as driver:
        evening = paper_of(driver)
        driver.press("T")
        await driver.see("Themes", "broadsheet")
        driver.type("broads")
        await driver.wait_until(lambda: paper_of(driver) != evening)
        driver.press("esc")
        await driver.wait_until(lambda: paper_of(driver) == evening)
        assert driver.app.looks.theme.name == "evening"


async def test_enter_keeps_the_theme(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press("T")
        await driver.see("Themes", "broadsheet")
        driver.type("broads")
        driver.press("enter")
        await driver.wait_until(lambda: driver.screen is driver.reader)
        await driver.wait_until(lambda: driver.app.looks.theme.name == "broadsheet")
        assert paper_of(driver) == driver.app.looks.theme.looks["background"].background


async def test_a_theme_of_one_s_own_is_followed_as_it_is_saved(archive: Path) -> None:
    path = own_theme(archive)
    async with reading(archive, theme="mine") as driver:
        assert paper_of(driver) == "#102030"
        own_theme(archive, "#405060")
        touch_later(path)
        await driver.wait_until(lambda: paper_of(driver) == "#405060")


async def test_a_mistake_in_a_theme_is_told_and_the_old_look_stays(archive: Path) -> None:
    path = own_theme(archive)
    async with reading(archive, theme="mine") as driver:
        path.write_text("roles:\n  background: nonsense\n")
        touch_later(path)
        await driver.see("mine.yaml")
        assert paper_of(driver) == "#102030"
        own_theme(archive, "#405060")
        touch_later(path)
        touch_later(path)
        await driver.wait_until(lambda: paper_of(driver) == "#405060")


async def test_an_unknown_theme_is_told_and_another_one_shown(archive: Path) -> None:
    async with reading(archive, theme="evning") as driver:
        await driver.see("There is no theme 'evning'")
        assert driver.app.looks.theme.name == "evening"


async def test_every_theme_of_ours_can_be_shown(archive: Path) -> None:
    async with reading(archive) as driver:
        for path in sorted(themes_dir().glob("*.yaml")):
            driver.app.use_theme(path.stem)
            await driver.settle()
            assert driver.app.looks.theme.name == path.stem
            assert "The harbour reopens" in driver.text
