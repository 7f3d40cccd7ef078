"""Any tree of conditions finds what reading every story would find."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from random import Random
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief_tui.archive.store import Archive
from brief_tui.model.article import Article, Block, Figure, Paragraph, RelatedLink, Run
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
from brief_tui.model.state import Marking, ReadingState
from tests.archive.stories import NOW, clock, day, entries, picture, story

# Few and short, so that a random question often has an answer.
VOCABULARY: Final = (
    "alpha", "Alp", "éclair", "ECLAIR", "中国", "国", "カナ", "don't", "x_y", "&", 'AND "q',
)  # fmt: skip
NAMES: Final = ("", "World", "WÖRLD", "wörld news", "a%b")
_TOKEN: Final = re.compile(
    r"[\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff]|[^\W_\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff]+"
)


@dataclass(frozen=True)
class Kept:
    """A story with what the reader did."""

    article: Article
    state: ReadingState
    source: str

    @cached_property
    def columns(self) -> dict[str, list[str]]:
        """The words of each text field."""
        return columns(self.article)


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
    texts = kept.columns
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


vocabulary = st.sampled_from(VOCABULARY)
phrases = vocabulary | vocabulary | st.lists(vocabulary, min_size=2, max_size=2).map(" ".join)
moments = st.integers(0, 8).map(lambda n: day(1) + timedelta(days=n))
words: st.SearchStrategy[Node] = st.builds(
    Words,
    phrases,
    st.just("any") | st.sampled_from(("headline", "dek", "body", "caption", "credit", "by")),
    st.booleans(),
)
filters: st.SearchStrategy[Node] = st.one_of(
    st.builds(
        Attribute,
        st.sampled_from(("source", "section", "tag", "lang", "url")),
        st.sampled_from((*NAMES, "wör", "feed", "en", "news.example/1", "%")),
        st.booleans(),
    ),
    st.builds(Is, st.sampled_from(("unread", "read", "starred", "later"))),
    st.builds(Has, st.sampled_from(("picture", "related"))),
    st.builds(Published, st.none() | moments, st.none() | moments),
)


def branches(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=2, max_size=4).map(tuple)
    return st.one_of(st.builds(Not, inner), st.builds(And, several), st.builds(Or, several))


trees = st.recursive(words, branches, max_leaves=6) | st.recursive(
    words | filters, branches, max_leaves=10
)


def random_story(dice: Random, name: str) -> Kept:
    def text() -> str:
        return " ".join(dice.choices(VOCABULARY, k=dice.randint(0, 3)))

    def pictures() -> list[Figure]:
        return [picture(text(), text())] * dice.randint(0, 1)

    body: list[Block] = [Paragraph((Run(text()),)), Paragraph((Run(text()),)), *pictures()]
    article = story(
        name,
        text() or "headline",
        dek=text(),
        bylines=(text(), text()),
        published=dice.choice((None, NOW + timedelta(days=400), *map(day, range(1, 10)))),
        publisher=dice.choice(NAMES),
        section=dice.choice(NAMES),
        language=dice.choice(("", "en", "en-GB")),
        tags=(dice.choice(NAMES), dice.choice(NAMES)),
        body=tuple(body),
        related=tuple(RelatedLink("alpha", "", figure) for figure in pictures()),
    )
    read, starred, later = (dice.random() < 0.5 for _ in range(3))
    tags = frozenset(tag for tag in (dice.choice(NAMES),) if tag)
    return Kept(article, ReadingState(read, starred, later, tags), dice.choice(("feed", "World")))


def fill(archive: Archive, stories: list[Kept]) -> dict[int, Kept]:
    by_key = {}
    for kept in stories:
        archive.put(entries(kept.article), kept.source)
        key = archive.key_of(kept.article.id)
        assert key is not None
        state = kept.state
        archive.mark(
            [key],
            Marking(
                read=state.read,
                starred=state.starred,
                later=state.later,
                add_tags=tuple(state.tags),
            ),
        )
        by_key[key] = kept
    return by_key


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Archive, dict[int, Kept]]]:
    dice = Random("sixty stories")
    archive = Archive.open(tmp_path_factory.mktemp("archive") / "archive.db", clock)
    yield archive, fill(archive, [random_story(dice, str(n)) for n in range(60)])
    assert archive.check() == []
    archive.close()


@settings(deadline=None, max_examples=400)
@given(root=trees, sort=st.sampled_from(("date", "relevance")))
def test_a_query_finds_what_reading_every_story_would_find(
    filled: tuple[Archive, dict[int, Kept]], root: Node, sort: SortOrder
) -> None:
    archive, stories = filled
    expected = [key for key, kept in stories.items() if fulfils(kept, root) is not False]
    expected.sort(key=lambda key: (sort_at(stories[key].article), key), reverse=True)
    found = list(archive.keys(Query(root, sort)))
    if sort == "date":
        assert found == expected
    else:
        assert sorted(found) == sorted(expected)
    assert [row.key for row in archive.rows(found, Query(root))] == found
