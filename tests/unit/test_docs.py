"""The docs say what is so: the tables of keys, the links and pictures, the commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from scripts import keys_table

from brief_tui.cli.parser import build_parser
from brief_tui.tui.commands import COMMANDS, key_name

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
PICTURES = sorted((ROOT / "docs" / "images").glob("*.svg"))

_CODE = re.compile(r"(?ms)^(`{3,}).*?^\1|`[^`\n]+`")
_LINK = re.compile(r"\[[^]]*\]\(([^)\s]+)[^)]*\)")
_HEADING = re.compile(r"(?m)^#+ (.+)$")


def _prose(page: Path) -> str:
    return _CODE.sub("", page.read_text(encoding="utf-8"))


def _anchors(page: Path) -> set[str]:
    """What a link into the page can point at: its headings, as they are made into anchors."""
    headings = _HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in headings}


def test_the_tables_of_keys_are_those_of_the_registry() -> None:
    assert keys_table.main(["--check"]) == 0


def test_the_full_table_names_every_key_that_a_command_has() -> None:
    table = keys_table.full_tables()
    numbers = {str(number) for number in range(1, 10)}
    keys = {key for command in COMMANDS for key in command.keys} - numbers
    assert "`1–9`" in table
    names = {key_name(key).replace("|", r"\|") for key in keys}
    assert [name for name in names if f"`{name}`" not in table] == []


def test_a_table_takes_the_place_of_the_one_between_its_markers() -> None:
    text = f"before\n{keys_table.BEGIN}\nold\n{keys_table.END}\nafter\n"
    assert keys_table.with_table(text, "new") == text.replace("old", "\nnew\n")


@pytest.mark.parametrize("text", ["", keys_table.BEGIN, keys_table.END])
def test_a_page_without_both_markers_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="keys"):
        keys_table.with_table(text, "table")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_pictures_lead_somewhere(page: Path) -> None:
    lost = []
    for link in _LINK.findall(_prose(page)):
        if link.startswith(("http://", "https://")):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        if not target.is_file() or (anchor and anchor not in _anchors(target)):
            lost.append(link)
    assert lost == []


def test_the_docs_name_every_subcommand() -> None:
    _, names = build_parser()
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [name for name in names if f"`brief {name}" not in text] == []


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_of_the_docs_is_small_and_asks_no_host(picture: Path) -> None:
    svg = picture.read_text(encoding="utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert picture.stat().st_size < 300_000
    assert "://" not in svg
    assert "@font-face" not in svg


def test_every_picture_is_shown_somewhere() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert PICTURES
    assert [p.name for p in PICTURES if f"images/{p.name})" not in text] == []
