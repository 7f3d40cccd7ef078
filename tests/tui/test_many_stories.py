"""So many new stories at once that processes of their own read them, beside the interface."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from brief_tui.library import Document, Library, digesting
from brief_tui.model.query_nodes import Query, Words
from tests.tui.feeds import online, press


async def test_more_than_one_process_reads_what_came(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digesting, "MANY", 20)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    started: list[bool] = []
    start = digesting._started

    def noted() -> ProcessPoolExecutor | None:
        pool = start()
        started.append(pool is not None)
        return pool

    monkeypatch.setattr(digesting, "_started", noted)
    with press(archive) as printer:
        names = [f"post{n}" for n in range(60)]
        stories = (printer.story(name, f"Story {name}", 18) for name in names)
        printer.print("/post", "The Post", *stories)
        printer.subscribe("/post", "The Post")
        async with online(archive) as driver:
            driver.press("R")
            await driver.wait_until(lambda: driver.reader.refreshing.is_busy)
            await driver.wait_until(lambda: not driver.reader.refreshing.is_busy)
            await driver.see("60 new stories")
    assert started == [True]
    with Library.open(archive) as library:
        assert library._archive.live.count_waiting() == 0
        assert len(library.keys(Query(Words("post7", "headline")))) == 1
        assert library.check() == []


async def test_what_another_program_brings_waits_like_all_news(archive: Path) -> None:
    async with online(archive) as driver:
        await driver.see("1/6")
        with Library.open(archive) as other:
            other.import_document(Document(b"# From elsewhere\n\nA few words.\n"), "elsewhere.md")
        driver.reader.outside.look()
        await driver.see("1 new story · N shows it")
        driver.press("N")
        await driver.see("From elsewhere")
