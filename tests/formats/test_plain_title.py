"""Titles with tags and entities as the plain text they stand for."""

from __future__ import annotations

import pytest

from brief_tui.formats.plain_title import plain_title


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Plain words", "Plain words"),
        ("Caf&eacute; &amp; bar", "Café & bar"),
        ("Q&amp;amp;A", "Q&A"),
        ("Q&amp;amp;amp;A", "Q&A"),
        ("The <em>Ever Given</em> is free", "The Ever Given is free"),
        ('A <a href="https://example.org" title="x">link</a>', "A link"),
        ("&lt;b&gt;Bold&lt;/b&gt; words", "Bold words"),
        ("&amp;lt;i&amp;gt;Twice&amp;lt;/i&amp;gt;", "Twice"),
        ("Two<br/>lines", "Two lines"),
        ("<script>alert(1)</script>", "alert(1)"),
        ("I <3 rust, and 1 < 2 > 0", "I <3 rust, and 1 < 2 > 0"),
        ("Vec<String> and <anonymous>", "Vec<String> and <anonymous>"),
        ("AT&T and R&D", "AT&T and R&D"),
        ("[/foo] x", "[/foo] x"),
        ("Unclosed <b", "Unclosed <b"),
    ],
)
def test_a_title_is_decoded_until_nothing_is_left_to_decode(title: str, plain: str) -> None:
    assert plain_title(title) == plain
