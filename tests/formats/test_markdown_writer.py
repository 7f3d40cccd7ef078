"""What the writer writes, our own reader reads as the same article."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from brief_tui.formats.base import Document
from brief_tui.formats.markdown import MARKDOWN
from brief_tui.formats.markdown_writer import write_markdown
from brief_tui.model.article import (
    LENGTH_LIMIT,
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
    normal_runs,
)
from tests.support.strategies import articles

SIGNS = "ab1 \\*_`[]()<>#+-=|~:!&;.,\"'/$%@^{}?é中☃—"
URLS = st.sampled_from(
    [
        "https://example.org/",
        "https://example.org/a_(b)?c=1&amp;d=2",
        "https://example.org/*a*/_b_",
        "edition:figures/a.png",
        "mailto:desk@example.org",
    ]
)

phrases: SearchStrategy[str] = st.text(SIGNS, min_size=1, max_size=14).map(str.strip).filter(bool)
plain_phrases: SearchStrategy[str] = phrases.filter(lambda text: not re.search("[<&,]", text))
words: SearchStrategy[str] = phrases.filter(lambda text: re.search(r"\w", text) is not None)


def styled(alphabet: str = SIGNS + "\n") -> SearchStrategy[Runs]:
    """Text that is there, in any styles."""
    run = st.builds(
        Run,
        text=st.text(alphabet, min_size=1, max_size=8),
        strong=st.booleans(),
        emphasis=st.booleans(),
        href=st.none() | URLS,
    ) | st.builds(Run, text=st.text(SIGNS, min_size=1, max_size=8), code=st.just(value=True))
    return st.lists(run, min_size=1, max_size=6).map(normal_runs).filter(bool)


one_line = styled(SIGNS)


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    paragraphs = draw(st.lists(phrases, min_size=1, max_size=3))
    who = phrases.filter(lambda text: not text.startswith("-"))
    attribution = draw(who if len(paragraphs) > 1 else who | st.just(""))
    return Quote((Run("\n\n".join(paragraphs)),), attribution, draw(st.booleans()))


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    caption = draw(st.just("") | phrases)
    image = st.builds(Image, URLS, st.none() | st.integers(1, 9999), st.none())
    return Figure(draw(image), caption, draw(st.just("") | phrases), draw(st.just("") | phrases))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 3))
    row = st.lists(one_line | st.just(()), min_size=columns, max_size=columns).map(tuple)
    return Table(
        draw(st.lists(row, min_size=1, max_size=3).map(tuple)), 1, draw(st.just("") | phrases)
    )


listings: SearchStrategy[Listing] = st.builds(
    Listing,
    st.lists(st.builds(ListItem, styled(), st.integers(0, 4)), min_size=1, max_size=5).map(tuple),
    ordered=st.booleans(),
)
blocks: SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, styled()),
    st.builds(Heading, one_line, st.integers(2, 6)),
    quotes(),
    listings,
    figures(),
    tables(),
    st.builds(Code, st.text(SIGNS + "\n", max_size=20), st.sampled_from(["", "python", "c++"])),
    st.builds(Embed, URLS, st.just("") | phrases),
    st.just(Rule()),
)

files: SearchStrategy[Enclosure] = st.builds(
    Enclosure,
    URLS,
    st.sampled_from(["", "audio/mpeg", "video/mp4; codecs=avc1"]) | phrases,
    st.none() | st.integers(0, LENGTH_LIMIT),
)


@st.composite
def carried_articles(draw: st.DrawFn) -> Article:
    """Articles of which Markdown can carry everything."""
    body = draw(st.lists(blocks, max_size=5).map(tuple))
    link = st.builds(
        RelatedLink, words, URLS, st.none() | figures(), anchor=st.integers(0, len(body))
    )
    moments = st.none() | st.datetimes(timezones=st.just(UTC))
    some = st.just("") | plain_phrases
    return Article(
        id="",
        headline=draw(plain_phrases),
        url=draw(URLS),
        dek=draw(some),
        bylines=draw(st.lists(plain_phrases, max_size=3).map(tuple)),
        dateline=draw(some),
        published=draw(moments),
        updated=draw(moments),
        publisher=draw(some),
        section=draw(some),
        language=draw(st.sampled_from(["", "no", "zh-Hant"])),
        tags=draw(st.lists(plain_phrases, max_size=3).map(tuple)),
        body=body,
        enclosures=draw(st.lists(files, max_size=3).map(tuple)),
        related=tuple(sorted(draw(st.lists(link, max_size=4)), key=lambda link: link.anchor or 0)),
    )


def read(source: str) -> Article:
    parsed = MARKDOWN.parse(Document(source.encode()))
    assert parsed.problems == ()
    return parsed.articles[0]


def comparable(article: Article) -> Article:
    """The article without its id, and without the styles of white space, which nobody sees."""
    return replace(article, id="", body=tuple(_comparable(block) for block in article.body))


def _comparable(block: Block) -> Block:
    match block:
        case Paragraph() | Heading() | Quote():
            return replace(block, runs=_unstyled_spaces(block.runs))
        case Listing(items):
            return replace(
                block, items=tuple(replace(i, runs=_unstyled_spaces(i.runs)) for i in items)
            )
        case Table(rows):
            return replace(
                block, rows=tuple(tuple(_unstyled_spaces(cell) for cell in row) for row in rows)
            )
        case _:
            return block


def _unstyled_spaces(runs: Runs) -> Runs:
    return normal_runs(
        Run(part) if part.isspace() else replace(run, text=part)
        for run in runs
        for part in re.split(r"(\s+)", run.text)
    )


@given(carried_articles())
def test_what_was_written_is_read_as_the_same_article(article: Article) -> None:
    assert comparable(read(write_markdown(article))) == comparable(article)


@given(articles())
def test_what_markdown_has_carried_once_it_carries_again(article: Article) -> None:
    once = MARKDOWN.parse(Document(write_markdown(article).encode())).articles[0]
    assert comparable(read(write_markdown(once))) == comparable(once)
