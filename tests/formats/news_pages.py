"""Fixture pairs of the news formats: a document, and what is to be read of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from brief_tui.formats import registry
from brief_tui.formats.base import Document, Parsed
from brief_tui.model.codec import to_json

FOLDER = Path(__file__).parent / "fixtures" / "news"
FOUND_AT = "https://wire.example/in/"


def document(name: str) -> Document:
    """The fixture, as if it had been found on the web."""
    return Document((FOLDER / name).read_bytes(), FOUND_AT + name)


def parse(name: str) -> Parsed:
    """What is read of the fixture, in the format that it is recognised as."""
    found = document(name)
    return registry.choose(found).parse(found)


def as_json(parsed: Parsed) -> dict[str, Any]:
    """Articles and problems as the ``.expected.json`` beside a fixture has them."""
    return {"articles": list(map(to_json, parsed.articles)), "problems": list(parsed.problems)}


def expected(name: str) -> dict[str, Any]:
    """What the file beside the fixture says is in it."""
    path = FOLDER / f"{Path(name).stem}.expected.json"
    tree: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return tree
