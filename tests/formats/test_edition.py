"""The bundled edition: every brief is sound, and together they show all that a story can be."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, get_args
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest

from brief_tui.formats import registry
from brief_tui.formats.base import Document, Parsed
from brief_tui.model.article import (
    Article,
    Block,
    Embed,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Runs,
    Table,
    text_of,
)

CONTENT: Final = Path(__file__).parents[2] / "content"
BRIEFS: Final = sorted(CONTENT.glob("*.md"))
FIGURE_LIMIT: Final = 12 * 1024


@cache
def parse(path: Path) -> Parsed:
    document = Document(path.read_bytes(), path.as_uri(), "text/markdown")
    return registry.choose(document).parse(document)


@pytest.fixture(scope="module")
def edition() -> dict[str, Article]:
    """The briefs by the names of their files."""
    return {path.stem: parse(path).articles[0] for path in BRIEFS}


def figures(article: Article) -> Iterator[Figure]:
    yield from (block for block in article.body if isinstance(block, Figure))
    yield from (link.figure for link in article.related if link.figure)


def styled(article: Article) -> Iterator[Runs]:
    """Every stretch of text that can carry a link."""
    for block in article.body:
        match block:
            case Paragraph(runs) | Heading(runs) | Quote(runs):
                yield runs
            case Listing(items):
                yield from (item.runs for item in items)
            case Table(rows):
                yield from (cell for row in rows for cell in row)


def file_of(url: str) -> Path:
    return Path(url2pathname(urlsplit(url).path))


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
class TestBrief:
    def test_is_one_story_without_problems(self, path: Path) -> None:
        parsed = parse(path)
        assert parsed.problems == ()
        assert len(parsed.articles) == 1

    def test_has_all_its_fields(self, path: Path) -> None:
        article = parse(path).articles[0]
        fields = ("headline", "dek", "bylines", "published", "section", "language", "tags")
        assert [name for name in fields if not getattr(article, name)] == []
        assert article.publisher == "brief"

    def test_leads_with_a_picture_and_goes_on_in_text(self, path: Path) -> None:
        first, second, *_ = parse(path).articles[0].body
        assert isinstance(first, Figure)
        assert isinstance(second, Paragraph)

    def test_has_pictures_with_caption_credit_and_description(self, path: Path) -> None:
        for figure in figures(parse(path).articles[0]):
            assert figure.caption
            assert "brief" in figure.credit, "the pictures are the project's own"
            assert figure.alt
            assert figure.image is not None
            assert 0 < file_of(figure.image.src).stat().st_size <= FIGURE_LIMIT

    def test_links_to_one_to_four_other_stories(self, path: Path) -> None:
        related = parse(path).articles[0].related
        assert 1 <= len(related) <= 4
        assert all(link.headline for link in related)
        assert len({link.url for link in related} - {path.as_uri()}) == len(related)

    def test_points_at_nothing_that_is_not_there(self, path: Path) -> None:
        article = parse(path).articles[0]
        urls = [link.url for link in article.related]
        urls += [run.href for runs in styled(article) for run in runs if run.href]
        urls += [block.url for block in article.body if isinstance(block, Embed)]
        for url in urls:
            assert urlsplit(url).scheme in {"https", "file"}
            assert url.startswith("https:") or file_of(url).is_file()

    def test_is_named_in_cards_by_its_own_headline(self, path: Path) -> None:
        headlines = {other.as_uri(): parse(other).articles[0].headline for other in BRIEFS}
        for link in parse(path).articles[0].related:
            assert link.headline == headlines.get(link.url, link.headline)

    def test_leaves_no_markup_in_its_text(self, path: Path) -> None:
        article = parse(path).articles[0]
        texts = [text_of(runs) for runs in styled(article)]
        texts += [f"{figure.caption} {figure.credit}" for figure in figures(article)]
        signs = (":::", "](", "**")
        assert [text for text in texts if any(sign in text for sign in signs)] == []

    def test_repeats_its_own_words_in_pull_quotes(self, path: Path) -> None:
        article = parse(path).articles[0]
        pulled = [b for b in article.body if isinstance(b, Quote) and b.pull]
        words = " ".join(text_of(runs) for runs in styled(article)).casefold()
        assert [quote.text for quote in pulled if words.count(quote.text.casefold()) < 2] == []


def test_there_are_enough_briefs_in_enough_sections(edition: dict[str, Article]) -> None:
    assert len(edition) >= 16
    assert len({article.section for article in edition.values()}) >= 4


def test_no_two_briefs_share_an_id_a_headline_or_a_moment(edition: dict[str, Article]) -> None:
    for field in ("id", "headline", "published"):
        counts = Counter(getattr(article, field) for article in edition.values())
        assert [value for value, count in counts.items() if count > 1] == []


def test_every_kind_of_block_is_there(edition: dict[str, Article]) -> None:
    kinds = {type(block) for article in edition.values() for block in article.body}
    assert kinds == set(get_args(Block))


def test_every_form_of_a_block_is_there(edition: dict[str, Article]) -> None:
    blocks = [block for article in edition.values() for block in article.body]
    listings = [block for block in blocks if isinstance(block, Listing)]
    quotes = [block for block in blocks if isinstance(block, Quote)]
    tables = [block for block in blocks if isinstance(block, Table)]
    assert {block.level for block in blocks if isinstance(block, Heading)} == {2, 3}
    assert {listing.ordered for listing in listings} == {True, False}
    assert any(item.level for listing in listings for item in listing.items)
    assert any(quote.pull for quote in quotes)
    assert all(quote.attribution for quote in quotes if not quote.pull)
    assert any(table.caption for table in tables)
    assert max(len(table.rows[0]) for table in tables) >= 6


def test_every_style_of_text_is_there(edition: dict[str, Article]) -> None:
    texts = [runs for article in edition.values() for runs in styled(article)]
    for style in ("strong", "emphasis", "code", "href"):
        assert any(getattr(run, style) for runs in texts for run in runs), style


def test_there_is_a_gallery(edition: dict[str, Article]) -> None:
    bodies = [article.body for article in edition.values()]
    rows = [trio for body in bodies for trio in zip(body, body[1:], body[2:], strict=False)]
    assert any(all(isinstance(block, Figure) for block in trio) for trio in rows)


def test_there_are_cards_with_and_without_pictures(edition: dict[str, Article]) -> None:
    links = [link for article in edition.values() for link in article.related]
    assert {link.figure is None for link in links} == {True, False}
    assert sum(link.url.startswith("file:") for link in links) > len(links) / 2


def test_one_story_runs_right_to_left_and_one_is_wide(edition: dict[str, Article]) -> None:
    headlines = [article.headline for article in edition.values()]
    assert any(unicodedata.bidirectional(headline[0]) in {"R", "AL"} for headline in headlines)
    assert any(unicodedata.east_asian_width(headline[0]) == "W" for headline in headlines)


def test_there_are_very_long_and_very_short_stories(edition: dict[str, Article]) -> None:
    lengths = [
        sum(len(block.text.split()) for block in article.body if isinstance(block, Paragraph))
        for article in edition.values()
        if article.language == "en"
    ]
    assert min(lengths) < 130
    assert max(lengths) > 1000


def test_the_chip_story_keeps_its_cards_between_its_paragraphs(edition: dict[str, Article]) -> None:
    article = edition["chip-standards-committee"]
    anchors = [link.anchor for link in article.related]
    assert len(anchors) == 3
    assert all(anchor is not None and 1 < anchor < len(article.body) for anchor in anchors)
    assert all(link.figure for link in article.related)
    for link in article.related:
        answers = edition[file_of(link.url).stem].related
        assert "chip-standards-committee" in {file_of(answer.url).stem for answer in answers}


def test_no_figure_is_left_over(edition: dict[str, Article]) -> None:
    used = {
        file_of(figure.image.src)
        for article in edition.values()
        for figure in figures(article)
        if figure.image
    }
    assert used == set((CONTENT / "figures").iterdir())
