"""Cases 1, 4, 7 and 8 where feeds reach the screen: their names, troubles, tags and pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest

from brief_tui.library import Library
from brief_tui.model.article import RelatedLink
from brief_tui.model.feeds import FeedChange
from tests.hostile.test_interface import CONTROLS, MARKUP
from tests.support.strategies import SEQUENCES
from tests.tui.driving import Driver, fill
from tests.tui.feeds import Press, online, page, press
from tests.tui.paper import PAPER


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The file of an archive that holds the small newspaper."""
    path = tmp_path / "archive.db"
    fill(path)
    return path


def served(printer: Press, name: str, number: int) -> None:
    """A feed whose name, story and tag are ``name``, and one that cannot be read."""
    path = f"/feed{number}"
    printer.print(path, name, printer.story(f"s{number}", f"Story {name}", 25))
    printer.subscribe(path, f"Feed {name}", f"Tag {name}")


async def refreshed(driver: Driver) -> None:
    driver.press("R")
    await driver.wait_until(lambda: driver.reader.refreshing.is_busy)
    await driver.wait_until(lambda: not driver.reader.refreshing.is_busy)


async def look_around(driver: Driver, count: int) -> str:
    """All that is painted while a reader looks at every feed and its settings."""
    seen = []
    driver.press("F")
    await driver.wait_until(lambda: len(driver.reader.sources.entries) == count)
    for number in range(count):
        driver.reader.sources.move_to(number)
        for keys in ((), ("e",), ("esc",), ("+",), ("esc",), ("d",), ("esc",), ("M",), ("u",)):
            driver.press(*keys)
            await driver.settle()
            seen.append(driver.text)
        driver.press("enter")
        await driver.wait_until(lambda: driver.reader.frame.at == "stories")
        await driver.settle()
        seen.append(driver.text)
        driver.press("F")
        await driver.wait_until(lambda: driver.reader.frame.at == "sources")
    return "\n".join(seen)


@pytest.mark.hostile(case=4)
async def test_markup_in_the_names_and_tags_of_feeds_is_shown_literally(archive: Path) -> None:
    with press(archive) as printer:
        for number, markup in enumerate(MARKUP):
            served(printer, markup, number)
        async with online(archive, size=(160, 60)) as driver:
            await refreshed(driver)
            seen = await look_around(driver, len(MARKUP))
            for markup in MARKUP:
                for place in ("Tag", "Feed", "Settings of “Feed", "Remove “Feed", "━━ Feed"):
                    assert f"{place} {markup}" in seen
            driver.press("esc", "N")
            await driver.wait_until(lambda: driver.reader.frame.at == "stories")


@pytest.mark.hostile(case=1)
async def test_controls_in_feeds_and_pages_do_not_reach_the_screen(archive: Path) -> None:
    bad = [f"be{part}fore" for part in (*SEQUENCES, "\x85", "\u202e")]
    with press(archive) as printer, Library.open(archive) as library:
        for number, name in enumerate(bad):
            served(printer, "".join(c for c in name if c >= " "), number)
            key = library.feeds.list()[0].key
            library.feeds.change(key, FeedChange(name=f"{name}{number}", tags=(name,)))
        async with online(archive, size=(160, 60)) as driver:
            await refreshed(driver)
            seen = await look_around(driver, len(bad))
            assert seen.count("fore") > 2 * len(bad)
            assert not CONTROLS.search(seen.replace("\n", ""))


@pytest.mark.hostile(case=1)
@pytest.mark.hostile(case=4)
async def test_an_opml_file_full_of_traps_is_shown_as_text(archive: Path) -> None:
    path = archive.parent / "feeds.opml"
    outlines = "".join(
        f"<outline text={quoteattr('Group ' + name)}>"
        f"<outline text={quoteattr('Feed ' + name)} type='rss'"
        f" xmlUrl='https://feeds.invalid/{number}'/></outline>"
        for number, name in enumerate((*MARKUP, "a\u202eb", "a\x9bb"))
    )
    path.write_text(f'<opml version="2.0"><body>{outlines}</body></opml>')
    with Library.open(archive) as library:
        done = list(library.import_paths([path]))
        assert sum(part.feeds for part in done) == len(MARKUP) + 2
    async with online(archive, size=(160, 60)) as driver:
        driver.press("F")
        await driver.see(*(f"Feed {markup}" for markup in MARKUP))
        await driver.see(*(f"Group {markup}" for markup in MARKUP))
        assert not CONTROLS.search(driver.text.replace("\n", ""))


@pytest.mark.hostile(case=4)
@pytest.mark.parametrize("markup", MARKUP[:4])
async def test_markup_in_what_is_added_is_shown_literally(archive: Path, markup: str) -> None:
    with press(archive) as printer:
        title = f"Page {markup}"
        printer.server.on("/home", page(title, feeds=[(f"Link {markup}", "/feed")]))
        printer.print("/feed", f"Feed {markup}", printer.story("s", "One"))
        async with online(archive) as driver:
            driver.reader.adding.discover(printer.server.url("/home"))
            await driver.see(title, f"Link {markup}", "Keep this page as a story")
            driver.press("enter")
            await driver.see(f"Added “Link {markup}”")
            driver.reader.adding.discover(markup)
            await driver.wait_until(lambda: driver.reader.adding.doing == "")
            assert driver.app.is_running


@pytest.mark.hostile(case=7)
async def test_nothing_is_copied_but_by_the_reader_s_own_key(archive: Path) -> None:
    with press(archive) as printer:
        served(printer, "\u009d52;c;aGk=\u009c", 0)
        async with online(archive) as driver:
            await refreshed(driver)
            await look_around(driver, 1)
            assert driver.app.clipboard == ""
            driver.press("y")
            await driver.see("Link copied")
            assert driver.app.clipboard == printer.server.url("/")


@pytest.mark.hostile(case=8)
async def test_links_to_what_is_no_web_page_are_not_fetched(archive: Path) -> None:
    traps = ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//server/x", "-x"]
    links = tuple(RelatedLink(f"Trap {url}", url) for url in traps)
    fill(archive, [replace(PAPER["harbour"], related=links)])
    async with online(archive) as driver:
        await driver.read("harbour")
        for number in range(1, 6):
            driver.reader.frame.say("listening")
            await driver.see("listening")
            driver.press(str(number))
            await driver.see("no page on the web")
            assert driver.reader.fetching.doing == ""


@pytest.mark.hostile(case=8)
@pytest.mark.parametrize("trap", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
async def test_an_address_that_is_no_web_page_is_not_added(archive: Path, trap: str) -> None:
    async with online(archive) as driver:
        driver.reader.adding.discover(trap)
        await driver.wait_until(lambda: driver.reader.frame.has_notice)
        assert not driver.library.feeds.list()
