"""Bytes to text: every declaration gives text, and only names that browsers know count."""

from __future__ import annotations

from encodings.aliases import aliases

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.formats.html.charset import decode

CODECS = sorted({*aliases.values(), "idna", "punycode", "undefined", "palmos"})


@given(st.sampled_from(CODECS), st.binary(max_size=40))
def test_any_bytes_under_any_name_become_text(name: str, data: bytes) -> None:
    decode(data, f"text/html; charset={name}").encode()


@pytest.mark.hostile(case=19)
@pytest.mark.parametrize(
    "name", ["punycode", "idna", "utf-7", "unicode_escape", "raw_unicode_escape", "rot13", "zlib"]
)
def test_what_only_python_can_decode_is_not_declared(name: str) -> None:
    text = "Fähre +AGE- \\u0041 xn--a"
    assert decode(text.encode(), f"text/html; charset={name}") == text
    assert decode(b"\xa9 2021", f"text/html; charset={name}") == "© 2021"


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("windows-874", "cp874", "เรือ"),
        ("X-SJIS", "shift_jis", "船"),
        ("x-gbk", "gbk", "船"),
        ("x-mac-cyrillic", "mac-cyrillic", "Паром"),
    ],
)
def test_names_that_browsers_know_and_python_does_not_are_read(
    label: str, codec: str, text: str
) -> None:
    assert decode(text.encode(codec), f"text/html; charset={label}") == text
