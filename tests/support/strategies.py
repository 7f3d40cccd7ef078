"""Hypothesis strategies for the whole content model, and for text as outsiders write it."""

from __future__ import annotations

from datetime import UTC

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from brief_tui.model.article import (
    Article,
    Block,
    Code,
    Embed,
    Enclosure,
    Figure,
    Heading,
    Image,
    Listing,
    ListItem,
    Paragraph,
    Quote,
    RelatedLink,
    Rule,
    Run,
    Runs,
    Table,
)

# Text

WRITINGS = (
    "The harbour reopens",
    "café – naïve – Łódź",
    "يعود الميناء إلى العمل",
    "הנמל נפתח מחדש",
    "港口今天重新开放",
    "항구가 다시 열렸다",
    "ท่าเรือเปิดแล้ว",
    "बंदरगाह फिर खुला",
    "👩‍👩‍👧‍👦🇳🇴☑️",
)
"""Honest text in several scripts, already in NFC: cleaning leaves it as it is."""

SEQUENCES = (
    "\x1b]52;c;cm0gLXJm\x07",
    "\x1b]0;title\x1b\\",
    "\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\",
    "\x1bP$q\x1b\\",
    "\x1b[2J\x1b[31m",
    "\x9b31m",
    "\x9d52;c;eA==\x9c",
    "\x90q\x9c",
    "\x1b",
    "\x1bc",
    "\x9d",
)
"""What terminals act on: OSC, DCS and CSI, in 7 and in 8 bits, whole and cut off."""

honest_text: SearchStrategy[str] = st.lists(st.sampled_from(WRITINGS), max_size=4).map(" ".join)

combining_marks: SearchStrategy[str] = st.text(
    st.characters(categories=["Mn", "Mc", "Me"]), max_size=24
)

_fragments: SearchStrategy[str] = st.one_of(
    st.sampled_from(WRITINGS),
    st.sampled_from(SEQUENCES),
    st.text(max_size=12),
    combining_marks,
    st.text(st.characters(categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"]), max_size=6),
    st.sampled_from(
        [" ", "\n", "\r\n", "\t", "\u202e", "\u2066", "\u2028", "\ufeff", "[/x]", "&lt;"]
    ),
)

outside_text: SearchStrategy[str] = st.lists(_fragments, max_size=6).map("".join)
"""Text of any kind: scripts, controls, sequences, surrogates, piles of marks."""

visible_text: SearchStrategy[str] = st.builds(
    lambda first, rest: first + rest, st.sampled_from(WRITINGS), outside_text
)
"""Outside text with at least one word to see."""

urls: SearchStrategy[str] = st.one_of(
    st.builds(
        "{}://{}/{}{}".format,
        st.sampled_from(["https", "http", "HTTP"]),
        st.sampled_from(["example.org", "News.Example:8080", "user:pw@example.org", "[::1]"]),
        st.text("abc/.%20 é-_~", max_size=12),
        st.sampled_from(["", "?", "?a=1&b=", "?utm_source=x&id=7", "#top", "?q=a+b%20c#x"]),
    ),
    st.sampled_from(
        ["edition:culture/a.md", "file:///tmp/a%20b.md", "mailto:desk@example.org", ""]
    ),
    outside_text,
)


# Blocks

runs: SearchStrategy[Runs] = st.lists(
    st.builds(
        Run,
        text=outside_text,
        strong=st.booleans(),
        emphasis=st.booleans(),
        code=st.booleans(),
        href=st.none() | urls,
    ),
    max_size=5,
).map(tuple)

images: SearchStrategy[Image] = st.builds(
    Image, urls, st.none() | st.integers(), st.none() | st.integers(1, 10_000)
)

figures: SearchStrategy[Figure] = st.builds(
    Figure, st.none() | images, outside_text, outside_text, outside_text
)

listings: SearchStrategy[Listing] = st.builds(
    Listing,
    st.lists(st.builds(ListItem, runs, st.integers(-1, 9)), max_size=4).map(tuple),
    ordered=st.booleans(),
)

tables: SearchStrategy[Table] = st.builds(
    Table,
    st.lists(st.lists(runs, max_size=3).map(tuple), max_size=3).map(tuple),
    header_rows=st.integers(-1, 4),
    caption=outside_text,
)

blocks: SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, runs),
    st.builds(Heading, runs, st.integers(0, 8)),
    st.builds(Quote, runs, outside_text, st.booleans()),
    listings,
    figures,
    tables,
    st.builds(Code, outside_text, outside_text),
    st.builds(Embed, urls, outside_text),
    st.just(Rule()),
)

enclosures: SearchStrategy[Enclosure] = st.builds(
    Enclosure, urls, st.sampled_from(["", "audio/mpeg"]) | outside_text, st.none() | st.integers()
)


def related_links(body_length: int = 0) -> SearchStrategy[RelatedLink]:
    """Links whose anchors lie within a body of ``body_length`` blocks."""
    return st.builds(
        RelatedLink,
        headline=outside_text,
        url=urls,
        figure=st.none() | figures,
        anchor=st.none() | st.integers(0, body_length),
        origin=st.sampled_from(["page", "thread", "similar"]),
        reason=outside_text,
    )


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """A story with any of its parts; its headline shows at least one word."""
    body = draw(st.lists(blocks, max_size=6).map(tuple))
    moments = st.none() | st.datetimes(timezones=st.none() | st.just(UTC) | st.timezones())
    return Article(
        id=draw(st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=12, max_size=12)),
        headline=draw(visible_text),
        url=draw(urls),
        dek=draw(outside_text),
        bylines=draw(st.lists(outside_text, max_size=3).map(tuple)),
        dateline=draw(outside_text),
        published=draw(moments),
        updated=draw(moments),
        publisher=draw(outside_text),
        section=draw(outside_text),
        language=draw(st.sampled_from(["", "en", "ar", "zh-Hant"]) | outside_text),
        tags=draw(st.lists(outside_text, max_size=3).map(tuple)),
        body=body,
        related=draw(st.lists(related_links(len(body)), max_size=3).map(tuple)),
        enclosures=draw(st.lists(enclosures, max_size=2).map(tuple)),
    )


# JSON

json_trees: SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | outside_text,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
"""Any tree that a JSON reader may return, NaN included."""
