"""XML as a tree: what is read, what is let pass, where a document breaks off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.formats.xml_tree import child, children, line, parse_xml, root_name
from brief_tui.model.errors import FormatError


def text(data: str | bytes, media_type: str = "") -> str:
    found = parse_xml(data if isinstance(data, bytes) else data.encode(), media_type)
    assert found.problem == ""
    return line(found.root)


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("iso-8859-1", "cp1252"),
        ("windows-1251", "cp1251"),
        ("shift_jis", "shift_jis"),
    ],
)
def test_a_document_is_read_in_the_encoding_that_it_names(declared: str, codec: str) -> None:
    word = {"cp1251": "Порт", "shift_jis": "港", "cp1252": "Hafen – café"}.get(codec, "Łódź 港")
    data = f'<?xml version="1.0" encoding="{declared}"?><a>{word}</a>'.encode(codec)
    assert text(data) == word


def test_what_the_sender_says_of_the_encoding_counts_more() -> None:
    data = '<?xml version="1.0" encoding="utf-8"?><a>café</a>'.encode("latin-1")
    assert text(data, "text/xml; charset=iso-8859-1") == "café"


def test_controls_that_xml_has_no_place_for_do_not_stop_the_reading() -> None:
    assert text("<a>one\x13\x00 two</a>") == "one two"


def test_entities_that_html_has_are_read_and_unknown_ones_stay_as_they_are() -> None:
    assert text("<a>R&amp;D&nbsp;&ndash; caf&eacute; &unheardof;</a>") == "R&D – café &unheardof;"


def test_prefixes_of_namespaces_are_dropped_bound_or_not() -> None:
    root = parse_xml(b'<g:a xmlns:g="urn:g"><g:b>x</g:b><m:c>y</m:c></g:a>').root
    assert root.tag == "a"
    assert line(child(root, "b")) == "x"
    assert line(child(root, "c")) == "y"


def test_a_path_that_leads_nowhere_is_none() -> None:
    root = parse_xml(b"<a><b><c>x</c></b><d/></a>").root
    assert line(child(root, "b", "c")) == "x"
    assert child(root, "d", "c") is None
    assert list(children(child(root, "e"), "c")) == []


def test_words_stay_together_around_inline_elements_and_part_between_blocks() -> None:
    assert (
        text("<a><p><person>Ann</person>'s ferry</p><p>is\n back</p></a>") == "Ann's ferry is back"
    )


def test_a_document_that_breaks_off_is_read_up_to_there() -> None:
    found = parse_xml(b"<set><item>one</item><item>tw")
    assert line(child(found.root, "item")) == "one"
    assert [element.tag for element in found.unfinished] == ["set", "item"]
    assert "(line 1, column" in found.problem


@pytest.mark.parametrize("data", [b"", b"words", b"{}", b"<!-- only -->", b"\x00\x01"])
def test_what_has_no_element_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError, match="not XML"):
        parse_xml(data)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("<nitf>", "nitf"),
        ('\ufeff<?xml version="1.0"?>\n<!-- <a> --><nitf:nitf version="3.6">', "nitf"),
        ('<!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf>', "nitf"),
        ('<!DOCTYPE nitf [<!ENTITY a "b">]><nitf>', "nitf"),
        ("<!doctype html><html>", ""),
        ("words <nitf>", ""),
        ("<!-- " * 3_000, ""),
    ],
)
def test_the_root_is_told_by_the_beginning(head: str, name: str) -> None:
    assert root_name(head.encode()) == name


def test_the_root_of_utf_16_is_told_as_well() -> None:
    assert root_name('<?xml version="1.0" encoding="utf-16"?><nitf/>'.encode("utf-16")) == "nitf"


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: f"<a>{t}</a>".encode()))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        found = parse_xml(data)
    except FormatError:
        return
    assert found.root.tag
