"""Cases 1 to 4 and 7 in a real terminal: every byte that the installed program writes is looked at.

What may be written is listed; all the rest has to be text. So a sequence that nobody thought
of fails too.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from tests.support.program import Program, article, in_article, in_list, panes
from tests.support.terminal import Terminal

ATTACK: Final = (
    "\x1b]52;c;b3duZWQ=\x07\x1b]0;owned\x1b\\\x1b]8;;https://evil.example\x1b\\"
    "\x1bP$q\x1b\\\x1b_owned\x1b\\\x1b[2J\x1b[31m"
    "\x9d52;c;b3duZWQ=\x9c\x90q\x9c\x9b31m\x00\x7f\u202e\u2066\x1b"
)
NAME_ATTACK: Final = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"
"""What a file system takes."""

MARKUP: Final = "[/foo] [@click=app.quit]x[/] [1]"

COPY: Final = re.compile(rb"\x1b\]52;([^\x07\x1b]*)(?:\x07|\x1b\\)")
_ALLOWED: Final = re.compile(
    rb"\x1b\[(?:[0-9;]*[mH]"  # styles, places
    rb"|\?[0-9]+[hl]|\?[0-9]+\$p|[<>]?[0-9]*u|c)"  # modes; questions to the terminal
    rb"|\x1b\]11;\?\x1b\\"  # what is your background?
    rb"|\x1b\]22;[a-z-]+\x07"  # the mouse pointer's shape
    rb"|\x1b\]8;(?:id=[0-9]+)?;(?:https?://[!-~]*)?\x1b\\"  # links in the text
)

pytestmark = pytest.mark.e2e


def is_only_text(raw: bytes) -> bool:
    """Whether nothing but text is left when what may be written is taken away."""
    text = _ALLOWED.sub(b"", raw).decode()
    return all(character.isprintable() or character in "\r\n" for character in text)


def hostile(field: str) -> str:
    return f"{field}{ATTACK} {MARKUP}"


def hostile_story(own: str, other: str) -> dict[str, object]:
    """A story with sequences and markup in every place where text can stand."""
    figure = {
        "image": f"https://example.org/{ATTACK}.png",
        "caption": hostile("Caption"),
        "credit": hostile("Credit"),
        "alt": hostile("Alt"),
    }
    return {
        "headline": hostile(own),
        "url": f"https://example.org/{ATTACK}{own}?q=[1]",
        "dek": hostile("Dek"),
        "bylines": [hostile("Byline")],
        "dateline": hostile("Dateline"),
        "published": "2026-11-01T12:00:00+00:00",
        "publisher": hostile("Press"),
        "section": hostile("Section"),
        "language": hostile("en"),
        "tags": [hostile("tag")],
        "body": [
            {"type": "paragraph", "text": hostile("Paragraph")},
            {"type": "figure", **figure},
            {"type": "heading", "level": 2, "text": hostile("Heading")},
            {"type": "quote", "text": hostile("Quote"), "attribution": hostile("Speaker")},
            {"type": "code", "text": hostile("Code"), "language": hostile("Tongue")},
            {"type": "embed", "url": f"https://example.org/{ATTACK}", "title": hostile("Embed")},
            {"type": "table", "rows": [[hostile("Cell")]]},
        ],
        "related": [
            {
                "headline": hostile(f"Related {other}"),
                "url": f"https://example.org/{ATTACK}{other}?q=[1]",
                "caption": hostile("Card"),
                "credit": hostile("Agency"),
                "anchor": 1,
                "reason": hostile("Reason"),
            }
        ],
    }


@pytest.fixture
def clippings(tmp_path: Path) -> Path:
    """A folder in which the stories and the names of the files are hostile."""
    folder = tmp_path / f"clip{NAME_ATTACK}[1]"
    folder.mkdir()
    for own, other in (("Alpha", "Beta"), ("Beta", "Alpha")):
        document = json.dumps(hostile_story(own, other))
        (folder / f"{own}{NAME_ATTACK}[bold].json").write_text(document, encoding="utf-8")
    front = json.dumps({"headline": hostile("Gamma"), "tags": [hostile("tag")]})  # YAML too
    (folder / f"Gamma{NAME_ATTACK}.md").write_text(
        f"---\n{front}\n---\n\n{NAME_ATTACK}Delta [{MARKUP}](https://example.org/{NAME_ATTACK})\n",
        encoding="utf-8",
    )
    (folder / f"Bad{NAME_ATTACK}[1].json").write_text(f'{{"headline": "{ATTACK}', encoding="utf-8")
    return folder


@pytest.fixture
def brief(tmp_path: Path, clippings: Path) -> Program:
    """The installed program, with the clippings imported."""
    program = Program(tmp_path)
    done = program.run("import", str(clippings))
    assert is_only_text(done.stdout + done.stderr)
    assert b"3 new" in done.stdout, done.stderr.decode()
    assert b"Bad" in done.stderr
    return program


@contextmanager
def opened(brief: Program) -> Iterator[Terminal]:
    """The reader on the first of the stories."""
    with brief.open("Alpha") as terminal:
        terminal.wait_for(in_list(terminal, f"Alpha {MARKUP}"))
        terminal.wait_for(in_article(terminal, f"Alpha {MARKUP}"))
        yield terminal


@pytest.mark.parametrize("part", [ATTACK, NAME_ATTACK, "\x1b[2J", "\x9b", "\u2066", "\x07", "\x00"])
def test_the_judge_of_these_tests_sees_what_is_not_text(part: str) -> None:
    styled = "\x1b[1;31mpier\x1b[0m\r\n\x1b[2;1H港口"
    assert is_only_text(styled.encode())
    assert not is_only_text(f"{styled}{part}".encode())


@pytest.mark.hostile(case=1)
def test_no_command_writes_a_sequence_of_a_document(brief: Program, clippings: Path) -> None:
    (found,) = brief.run("list", "Alpha", "headline:Alpha", "--json").stdout.splitlines()
    story = json.loads(found)["id"]
    for command in (
        ("import", str(clippings)),
        ("parse", *map(str, sorted(clippings.iterdir()))),
        ("list",),
        ("search", "Paragraph"),
        ("show", story),
        ("related", story),
        ("doctor",),
        ("list", f"section:{NAME_ATTACK}"),
    ):
        with brief.open(*command) as terminal:
            terminal.wait_exit()
            assert terminal.raw
            assert is_only_text(terminal.raw), command
            assert b"evil.example" not in terminal.raw


@pytest.mark.hostile(case=1)
@pytest.mark.hostile(case=2)
@pytest.mark.hostile(case=3)
def test_no_pane_and_no_dialog_writes_a_sequence_of_a_document(brief: Program) -> None:
    with opened(brief) as terminal:
        terminal.press("enter")
        for part in ("Dek", "Byline", "Caption", "Credit", "Quote", "Speaker", "Cell"):
            terminal.wait_for(in_article(terminal, part))
        terminal.press("1")
        terminal.wait_for(in_article(terminal, f"Beta {MARKUP}"))
        terminal.press("tab")
        terminal.wait_for(lambda _: "Related Alpha" in panes(terminal)[2])
        terminal.press("v")
        terminal.wait_for("Section [/foo]")
        terminal.press("escape", "f")
        terminal.type("Paragraph")
        terminal.wait_for("2 found")
        terminal.wait_for(in_list(terminal, "Paragraph [/foo]"))
        terminal.press("escape", "q")
        assert terminal.wait_exit() == 0
        assert is_only_text(terminal.raw)
        assert not any(word in terminal.raw for word in (b"owned", b"b3duZWQ=", b"evil.example"))


@pytest.mark.hostile(case=4)
def test_markup_is_shown_as_it_is_written(brief: Program) -> None:
    with opened(brief) as terminal:
        terminal.press("enter")
        for part in ("Dek", "Byline", "Caption", "Credit", "Paragraph", "Heading", "Speaker"):
            terminal.wait_for(in_article(terminal, f"{part} {MARKUP}"))
        assert f"SECTION {MARKUP.upper()}" in article(terminal)
        assert "1 Related Beta [/foo]" in panes(terminal)[2]
        terminal.press("t")
        terminal.wait_for("Your tags")
        terminal.type(MARKUP)
        terminal.press("enter")
        terminal.wait_for(f"Tagged {MARKUP}")
        terminal.press(":")
        terminal.wait_for("type to narrow")
        terminal.type(MARKUP)
        terminal.wait_for("Nothing by that name")
        terminal.wait_for(MARKUP)
        terminal.press("escape", "S")
        terminal.wait_for("Save “Alpha” as a view")
        terminal.type(MARKUP)
        terminal.press("enter")
        terminal.wait_for(f"Kept as “{MARKUP}”")
        terminal.press("v")
        terminal.wait_for(f"Section {MARKUP}")
        terminal.press("escape", "f")
        terminal.type(f'"{MARKUP}')
        terminal.wait_for(f'▸ "{MARKUP}')
        terminal.press("escape", "q")
        assert terminal.wait_exit() == 0


@pytest.mark.hostile(case=7)
def test_copying_writes_the_clean_address_once_and_nothing_else_ever_does(brief: Program) -> None:
    with opened(brief) as terminal:
        terminal.press("enter", "tab", "tab", "j")
        assert not COPY.search(terminal.raw)
        terminal.press("y")
        terminal.wait_for("Link copied")
        terminal.press("q")
        assert terminal.wait_exit() == 0
        (copied,) = COPY.findall(terminal.raw)
    target, _, payload = copied.partition(b";")
    assert target == b"c"
    assert base64.b64decode(payload, validate=True) == b"https://example.org/Alpha?q=[1]"
