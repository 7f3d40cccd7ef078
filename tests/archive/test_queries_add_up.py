"""Any tree of conditions finds what reading every story would find."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief_tui.archive.store import Archive
from brief_tui.model.article import Article, Block, Paragraph, RelatedLink, Run
from brief_tui.model.plain import body_text, figures
from brief_tui.model.query_nodes import (
    And,
    Attribute,
    Has,
    Is,
    Node,
    Not,
    Or,
    Published,
    Query,
    SortOrder,
    Words,
)
from brief_tui.model.state import ReadingState
from tests.archive.stories import NOW, clock, day, entries, picture, story

VOCABULARY: Final = (
    "alpha", "Alp", "beta", "éclair", "ECLAIR", "中国", "国中", "カナ", "ไทย", "don't", "x_y",
    "C++", "&", "1984", "iPhone手机", "-", "AND", 'q"q',
)  # fmt: skip
NAMES: Final = ("", "World", "WORLD", "Wörld", "World News", "a%b")
_TOKEN: Final = re.compile(
    r"[\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff]|[^\W_\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff]+"
)


@dataclass(frozen=True)
class Kept:
    """A story with what the reader did."""

    article: Article
    state: ReadingState
    source: str


def tokens(text: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not "\u0300" <= c <= "\u036f")
    return _TOKEN.findall(unicodedata.normalize("NFC", plain).lower())


def columns(article: Article) -> dict[str, list[str]]:
    shown = list(figures(article))
    return {
        "headline": tokens(article.headline),
        "dek": tokens(article.dek),
        "body": tokens(body_text(article)),
        "caption": [token for figure in shown for token in tokens(figure.caption)],
        "credit": [token for figure in shown for token in tokens(figure.credit)],
        "by": [token for name in article.bylines for token in tokens(name)],
    }


def stands_in(phrase: list[str], text: list[str], *, prefix: bool) -> bool:
    for start in range(len(text) - len(phrase) + 1):
        *firsts, last = text[start : start + len(phrase)]
        if firsts == phrase[:-1] and (
            last.startswith(phrase[-1]) if prefix else last == phrase[-1]
        ):
            return True
    return False


def sort_at(article: Article) -> datetime:
    return article.published if article.published and article.published <= NOW else NOW


def fulfils(kept: Kept, node: Node) -> bool | None:
    """Whether the story is one of those asked for; None when the node says nothing."""
    match node:
        case Words():
            return has_words(kept, node)
        case Not(inner):
            inside = fulfils(kept, inner)
            return None if inside is None else not inside
        case And(nodes) | Or(nodes):
            said = [answer for part in nodes if (answer := fulfils(kept, part)) is not None]
            if not said:
                return None
            return all(said) if isinstance(node, And) else any(said)
        case Attribute():
            return has_attribute(kept, node)
        case Is(mark):
            return not kept.state.read if mark == "unread" else bool(getattr(kept.state, mark))
        case Has(part):
            pictured = any(getattr(block, "image", None) for block in kept.article.body)
            return pictured if part == "picture" else bool(kept.article.related)
        case Published(start, end):
            at = sort_at(kept.article)
            return (start is None or start <= at) and (end is None or at < end)


def has_words(kept: Kept, asked: Words) -> bool | None:
    phrase = tokens(asked.text)
    if not phrase:
        return None
    texts = columns(kept.article)
    chosen = list(texts.values()) if asked.field == "any" else [texts[asked.field]]
    return any(stands_in(phrase, text, prefix=asked.prefix) for text in chosen)


def has_attribute(kept: Kept, asked: Attribute) -> bool:
    article = kept.article
    if asked.name == "url":
        return asked.value.lower() in article.url.lower()
    values = {
        "source": [article.publisher, kept.source],
        "section": [article.section],
        "tag": [*article.tags, *kept.state.tags],
        "lang": [article.language],
    }[asked.name]
    wanted = asked.value.casefold()
    if asked.prefix:
        return any(value.casefold().startswith(wanted) for value in values)
    return any(value.casefold() == wanted for value in values)


phrases = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3).map(" ".join)
texts = st.lists(st.sampled_from(VOCABULARY), max_size=6).map(" ".join)
names = st.sampled_from(NAMES)
moments = st.integers(0, 8).map(lambda n: day(1) + timedelta(days=n))
words = st.builds(
    Words,
    phrases,
    st.sampled_from(("any", "any", "headline", "dek", "body", "caption", "credit", "by")),
    st.booleans(),
)
leaves: st.SearchStrategy[Node] = st.one_of(
    words,
    words,
    st.builds(
        Attribute,
        st.sampled_from(("source", "section", "tag", "lang", "url")),
        st.sampled_from((*NAMES, "wor", "en", "news.example/1", "%")),
        st.booleans(),
    ),
    st.builds(Is, st.sampled_from(("unread", "read", "starred", "later"))),
    st.builds(Has, st.sampled_from(("picture", "related"))),
    st.builds(Published, st.none() | moments, st.none() | moments),
)


def branches(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=1, max_size=4).map(tuple)
    return st.one_of(st.builds(Not, inner), st.builds(And, several), st.builds(Or, several))


trees = st.recursive(leaves, branches, max_leaves=12)


@st.composite
def kept_stories(draw: st.DrawFn) -> list[Kept]:
    return [draw(kept_story(str(number))) for number in range(draw(st.integers(1, 6)))]


@st.composite
def kept_story(draw: st.DrawFn, name: str) -> Kept:
    body: tuple[Block, ...] = tuple(
        Paragraph((Run(text),)) for text in draw(st.lists(texts, max_size=2)) if text
    )
    shown = draw(st.lists(st.builds(picture, texts, texts), max_size=1))
    linked = draw(st.lists(st.builds(picture, texts, texts), max_size=1))
    article = story(
        name,
        draw(texts),
        dek=draw(texts),
        bylines=tuple(draw(st.lists(texts, max_size=2))),
        published=draw(st.none() | moments | st.just(NOW + timedelta(days=400))),
        publisher=draw(names),
        section=draw(names),
        language=draw(st.sampled_from(("", "en", "en-GB"))),
        tags=tuple(draw(st.lists(names, max_size=2))),
        body=(*body, *shown),
        related=tuple(RelatedLink("headline alpha", "", figure) for figure in linked),
    )
    state = ReadingState(
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.booleans()),
        frozenset(name for name in draw(st.lists(names, max_size=1)) if name),
    )
    return Kept(article, state, draw(st.sampled_from(("feed", "World"))))


def fill(archive: Archive, stories: list[Kept]) -> dict[int, Kept]:
    by_key = {}
    for kept in stories:
        archive.put(entries(kept.article), kept.source)
        key = archive.key_of(kept.article.id)
        assert key is not None
        state = kept.state
        archive.mark(
            [key], read=state.read, starred=state.starred, later=state.later, add_tags=state.tags
        )
        by_key[key] = kept
    return by_key


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(
    kept_stories(), st.lists(trees, min_size=1, max_size=8), st.sampled_from(("date", "relevance"))
)
def test_a_query_finds_what_reading_every_story_would_find(
    stories: list[Kept], asked: list[Node], sort: SortOrder
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.open(Path(folder) / "archive.db", clock)
        by_key = fill(archive, stories)
        newest_first = sorted(
            by_key, key=lambda key: (sort_at(by_key[key].article), key), reverse=True
        )
        for root in asked:
            expected = [key for key in newest_first if fulfils(by_key[key], root) is not False]
            found = list(archive.keys(Query(root, sort)))
            assert (found if sort == "date" else sorted(found)) == (
                expected if sort == "date" else sorted(expected)
            )
            assert [row.key for row in archive.rows(found, Query(root))] == found
        assert archive.check() == []
        archive.close()
