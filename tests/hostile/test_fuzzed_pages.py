"""Pages that fuzzing found faults with, shrunk to what is needed."""

from __future__ import annotations

import time

import pytest

from brief_tui.formats import registry
from brief_tui.formats.base import Document
from brief_tui.formats.html.blocks import PUBLISHED, WRITTEN, read_fragment
from brief_tui.formats.html.story import Rule

RULES = pytest.mark.parametrize("rules", [PUBLISHED, WRITTEN], ids=["published", "written"])


@pytest.mark.hostile(case=2)
@pytest.mark.parametrize("unseen", ["\ufeff", "\x01", "&#27;", "\u202e", "<pre>\x07</pre>"])
@RULES
def test_what_no_reader_sees_is_no_line(rules: tuple[Rule, ...], unseen: str) -> None:
    reading = read_fragment(f"<p>The ferry</p>{unseen}<p>came back.</p><p>{unseen}</p>", "", rules)
    assert [line.text for line in reading.lines] == ["The ferry", "came back."]
    assert len(reading.body) == 2


@pytest.mark.hostile(case=14)
@pytest.mark.parametrize(
    "part",
    [
        "<img src=a.jpg><br><br>The quay in May<br><br>",
        "<video src=a></video>The quay in May<br><br>",
        "<a href=/a/b-1>A story of the sea and land</a><br><br>",
    ],
)
def test_thousands_of_lines_in_one_element_take_time_in_proportion(part: str) -> None:
    def work(times: int) -> float:
        before = time.process_time()
        read_fragment("<p>The ferry left the harbour at nine, and came back.</p>" + part * times)
        return time.process_time() - before

    work(10)
    assert work(6_000) < 40 * (work(400) + 0.02)


@pytest.mark.parametrize(
    "start",
    ["<title>Ferry</title><p>", "<meta charset=utf-8>", "<table><tr><td>", "<!-- saved --><p>"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_named_as_a_page_is_read_as_one(start: str, encoding: str) -> None:
    document = Document(f"{start}The ferry came back.".encode(encoding), "file:///a.html")
    assert registry.choose(document).name == "html"


@pytest.mark.hostile(case=1)
def test_a_line_that_is_nothing_but_a_sequence_has_no_label() -> None:
    reading = read_fragment("<p>Text of the page.</p><p>\x1b]0;title\x07</p><p>\x1b[31m</p>")
    assert [line.text for line in reading.lines] == ["Text of the page."]
