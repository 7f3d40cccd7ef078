"""The command line, run in this process on an archive of its own."""

from __future__ import annotations

import io
import json
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape

import apsw
import pytest

from brief_tui.cli.main import main
from brief_tui.library import Library

HARBOUR = """\
---
headline: The harbour reopens
dek: Ships came back on Tuesday
byline: Anna Berg
date: 2021-01-29T10:00:00Z
publisher: Coast Wire
section: World
url: https://example.org/harbour
---

The first container ship in a year entered the *old* harbour.

:::{figure} https://example.org/ship.jpg
:alt: A ship

A ship passes the mole.

Photo: Ng / Coast Wire
:::

::::{seealso}
[The strike ends](https://example.org/strike)

[A map of the port](https://example.org/map)
::::

Dockers waved.
"""
STRIKE = """\
---
headline: The strike ends
date: 2021-02-03T10:00:00Z
publisher: Port Post
url: https://example.org/strike
---

After forty days the dockers voted to go back. A container of letters had waited for them.
"""


def rss(title: str, *headlines: str) -> bytes:
    """A feed with these stories, of which each carries its whole text."""
    text = "The ship came in at noon, and the harbour master said that she was welcome. " * 12
    items = "".join(
        f"<item><title>{escape(headline)}</title><guid>{escape(headline)}</guid>"
        f"<link>https://news.example/{quote(title)}/{quote(headline)}</link>"
        f"<pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate><description>{text}</description></item>"
        for headline in headlines
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
        f"<title>{escape(title)}</title><link>https://news.example/</link>"
        f"<description>News</description>{items}</channel></rss>"
    ).encode()


@dataclass(frozen=True)
class Done:
    """What a run of the program left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> list[Any]:
        """The JSON values on standard output, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


class Brief:
    """Runs the program on the archive at ``archive``."""

    def __init__(
        self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.folder = folder
        self.archive = folder / "archive.db"
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def __call__(self, *arguments: str | Path, stdin: str | bytes = b"") -> Done:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        self._capsys.readouterr()
        code = main(["--archive", str(self.archive), *map(str, arguments)])
        printed = self._capsys.readouterr()
        return Done(code, printed.out, printed.err)

    def file(self, name: str, text: str) -> Path:
        """A file with this text."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def library(self) -> Library:
        """The archive, to look at or to change."""
        return Library.open(self.archive)

    def an_hour_later(self) -> None:
        """Have every feed been checked longer ago, so that it is due again."""
        # Not by Python's own SQLite: closing a file takes away the locks of other libraries.
        with closing(apsw.Connection(str(self.archive))) as connection:
            connection.execute("UPDATE feed SET checked_at = checked_at - 7200, next_check = 1")

    def configure(self, toml: str) -> None:
        """Write the settings."""
        self.file("XDG_CONFIG_HOME/brief/config.toml", toml)


@pytest.fixture
def brief(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Brief:
    """The program, with an archive that is not there yet and no settings."""
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    for variable in ("NO_COLOR", "BRIEF_DEBUG"):
        monkeypatch.delenv(variable, raising=False)
    return Brief(tmp_path, capsys, monkeypatch)


@pytest.fixture
def filled(brief: Brief) -> Brief:
    """The program, with the two stories of this module in its archive."""
    brief.file("stories/harbour.md", HARBOUR)
    brief.file("stories/strike.md", STRIKE)
    assert brief("import", brief.folder / "stories").code == 0
    return brief
