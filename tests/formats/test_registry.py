"""The registry: every entry works, and the right one is chosen."""

from __future__ import annotations

import subprocess
import sys

import pytest

from brief_tui.formats import registry
from brief_tui.formats.base import Document, Parsed
from brief_tui.model.errors import FormatError
from tests.formats.samples import SAMPLES

MARKDOWN = b"---\nheadline: H\n---\n\nText.\n"
JSON = b'{"headline": "H"}'


@pytest.mark.parametrize("entry", registry.FORMATS, ids=lambda entry: entry.name)
def test_every_entry_can_be_loaded_and_is_a_format(entry: registry.Entry) -> None:
    found = registry.load(entry)
    assert found.name == entry.name
    assert 0.0 <= found.sniff(b"") <= 1.0
    assert isinstance(found.parse(Document(SAMPLES[entry.name])), Parsed)


def test_no_name_is_claimed_twice_nor_a_suffix_by_the_same_format() -> None:
    assert len(registry.names()) == len(set(registry.names()))
    for entry in registry.FORMATS:
        for claims in (entry.suffixes, entry.media_types, (entry.name,)):
            assert len(claims) == len(set(claims))
            assert all(claim == claim.lower() for claim in claims)


@pytest.mark.parametrize("name", ["json", "ninjs", "newsml-g2", "nitf"])
def test_among_formats_that_share_a_suffix_or_a_media_type_the_text_decides(name: str) -> None:
    (entry,) = (entry for entry in registry.FORMATS if entry.name == name)
    data = SAMPLES[name]
    for suffix in entry.suffixes:
        assert registry.choose(Document(data, f"file:///a{suffix}")).name == name
    for media_type in entry.media_types:
        assert registry.choose(Document(data, "", media_type)).name == name


@pytest.mark.parametrize(
    ("document", "name"),
    [
        (Document(JSON, "file:///a.md", "application/json"), "json"),
        (Document(MARKDOWN, "https://e.example/a", "Text/Markdown; charset=utf-8"), "markdown"),
        (Document(MARKDOWN, "https://e.example/a.md?raw=1", "text/plain"), "markdown"),
        (Document(b"Plain words.", "edition:A.MD"), "markdown"),
        (Document(b"Plain words.", "file:///a.txt"), "text"),
        (Document(JSON, "file:///a.bin"), "json"),
        (Document(MARKDOWN), "markdown"),
        (Document(JSON), "json"),
        (Document(JSON, "http://[broken.md"), "json"),
    ],
)
def test_media_type_then_suffix_then_the_text_decide(document: Document, name: str) -> None:
    assert registry.choose(document).name in (
        [name, "text"] if b"broken" in document.data else [name]
    )


def test_a_named_format_is_taken_at_its_word() -> None:
    assert registry.choose(Document(MARKDOWN, "file:///a.md"), "json").name == "json"


def test_an_unknown_name_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(FormatError, match="no format 'pdf'; there are markdown, json, ninjs"):
        registry.choose(Document(MARKDOWN), "pdf")


def test_a_document_in_no_format_is_refused() -> None:
    with pytest.raises(FormatError, match="none of the formats"):
        registry.choose(Document(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR", "file:///a.png"))


def test_importing_the_registry_imports_no_parser() -> None:
    check = "import sys, brief_tui.formats.registry; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert "brief_tui.formats.registry" in done.stdout.split()
    assert not {"yaml", "markdown_it"} & set(done.stdout.split())
