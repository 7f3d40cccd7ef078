"""Addresses that may leave the program, and how: cases 8, 9 and 10."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from brief_tui.tui.links import open_in_browser, web_address
from tests.tui.browser import arguments, recorder


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a?b=c#d",
        "HTTP://news.example",
        "mailto:desk@news.example",
        "gemini://news.example/",
        "https://news.example/港口",
    ],
)
def test_pages_and_mail_may_be_opened(url: str) -> None:
    assert web_address(url) == url


@pytest.mark.hostile(case=8)
@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "vbscript:x",
        "ssh://-oProxyCommand=x/",
        r"\\server\share",
        "//server/share",
        "edition:a.md",
        "/etc/passwd",
        "news.example",
        "https:",
        "https:///etc/passwd",
        "http:relative",
        "mailto:",
        "http://[::1",
        "https://news.example/\x00",
        "https://news.example/\x1b]0;x\x07",
        "https://news.example/\nx",
        "",
    ],
)
def test_anything_else_is_refused(url: str) -> None:
    assert web_address(url) == ""


@pytest.mark.hostile(case=9)
@pytest.mark.parametrize("url", ["-incognito", "--profile=/tmp/x", " -x", "-https://a.example"])
def test_what_looks_like_an_option_is_refused(url: str) -> None:
    assert web_address(url) == ""


@pytest.mark.hostile(case=10)
@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/';touch%20X",
        "https://news.example/$(touch X)",
        "https://news.example/`touch X`;&|<>*?",
        'https://news.example/"quoted"\\',
    ],
)
def test_an_address_is_one_argument_and_no_shell_reads_it(url: str, tmp_path: Path) -> None:
    browser, kept = recorder(tmp_path)
    assert open_in_browser(url, browser) == f"Opened with {sys.executable}"
    assert arguments(kept) == [url]


def test_a_browser_that_is_not_there_is_told_in_words(tmp_path: Path) -> None:
    missing = str(tmp_path / "no-browser")
    said = open_in_browser("https://news.example/", (missing,))
    assert said == f"{missing}: No such file or directory"
