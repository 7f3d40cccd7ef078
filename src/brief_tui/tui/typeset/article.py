"""From an article to a page: what each part of the content model looks like in print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from brief_tui.model.article import (
    Article,
    Block,
    Code,
    Embed,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from brief_tui.model.plain import reading_minutes, word_count
from brief_tui.tui.dates import later_date, long_date
from brief_tui.tui.typeset.enclosures import enclosure_words
from brief_tui.tui.typeset.page import Page
from brief_tui.tui.typeset.pieces import (
    EMPHASIS,
    STRONG,
    FixedPiece,
    Piece,
    Place,
    Span,
    Stretch,
    TextPiece,
    fixed_piece,
    plain_piece,
    rule,
    stretches,
)
from brief_tui.tui.typeset.tables import set_table
from brief_tui.tui.typeset.wrap import cells, wrap

PictureMaker: TypeAlias = Callable[[Place, Figure, int], Piece | None]
"""Makes the lines of a figure's picture at a width, or None where it cannot be shown."""

_BULLETS = ("•", "–", "·")
_BAR = (Span("┃ ", "caption_bar"),)


def no_pictures(_place: Place, _figure: Figure, _width: int) -> Piece | None:
    """For those who do not want pictures, or cannot have them."""
    return None


def set_article(
    article: Article,
    width: int,
    picture: PictureMaker = no_pictures,
    lead: str = "",
    foot: str = "",
    *,
    words: int | None = None,
) -> Page:
    """Set an article at a measure of ``width`` cells.

    ``lead`` and ``foot`` are words of the program above and below it, '' for none; ``words`` is
    how many it has, where that is known: to count them takes as long as to set them.
    """
    return Page(list(_Setter(max(8, width), picture, lead, foot, words).article(article)))


@dataclass(slots=True)
class _Setter:
    width: int
    picture: PictureMaker
    lead: str = ""
    foot: str = ""
    words: int | None = None
    gaps: int = 0

    def gap(self) -> FixedPiece:
        """An empty line, with a place of its own."""
        self.gaps += 1
        return FixedPiece(("gap", self.gaps), [[]])

    def article(self, article: Article) -> Iterator[Piece]:
        if self.lead:
            yield self.gap()
            yield plain_piece(("lead", 0), self.lead, self.width, "notice")
        yield from self.head(article)
        marks = _anchors(article)
        for index, block in enumerate(article.body):
            pieces = list(self.block(index, block, article))
            if not pieces:
                continue
            yield self.gap()
            pieces[0].margin = marks.get(index, "")
            yield from pieces
        if at_end := marks.get(len(article.body)):
            end = self.gap()
            end.margin = at_end
            yield end
        yield from self.files(article)
        if self.foot:
            yield self.gap()
            yield plain_piece(("foot", 0), self.foot, self.width, "meta")
        yield self.gap()
        yield plain_piece(("end", 0), "■", self.width, "meta", align="right")

    def head(self, article: Article) -> Iterator[Piece]:
        """Kicker, headline, dek, and the line of byline, publisher, date and reading time."""
        yield self.gap()
        if article.section:
            yield self.line("kicker", article.section.upper())
        yield plain_piece(("headline", 0), article.headline or "Untitled", self.width, "headline")
        if article.dek:
            yield self.gap()
            yield self.line("dek", article.dek)
        yield self.gap()
        if article.bylines:
            yield self.line("byline", _byline(article))
        words = word_count(article) if self.words is None else self.words
        minutes = reading_minutes(words)
        facts = [article.publisher, long_date(article.published), f"{minutes} min read"]
        if later := later_date(article.updated, article.published):
            facts.append(f"updated {later}")
        yield self.line("meta", " · ".join(fact for fact in facts if fact))

    def files(self, article: Article) -> Iterator[Piece]:
        """What comes with the article and can be opened: a line for each."""
        told = [(enclosure_words(file), file.url) for file in article.enclosures]
        for number, (text, url) in enumerate(pair for pair in told if pair[0]):
            if number == 0:
                yield self.gap()
            link = Stretch(len(text), "link", 0, url)
            yield TextPiece(("enclosure", number), text, self.width, [link])

    def line(self, role: str, text: str) -> TextPiece:
        return plain_piece((role, 0), text, self.width, role)

    def block(self, index: int, block: Block, article: Article) -> Iterator[Piece]:
        place = ("body", index)
        match block:
            case Paragraph(runs):
                text, parts = stretches(runs, "body")
                if article.dateline and _is_first_paragraph(article, index):
                    text, parts = _with_dateline(article.dateline, text, parts)
                yield TextPiece(place, text, self.width, parts)
            case Heading():
                yield from self.heading(place, block)
            case Quote():
                yield from self.quote(place, block)
            case Listing():
                yield from self.listing(place, block)
            case Figure():
                yield from self.figure(index, block)
            case Table():
                if block.caption:
                    yield plain_piece(("table", index), block.caption, self.width, "caption")
                yield set_table(place, block, self.width)
            case Code():
                yield self.code(place, block)
            case Embed(url, title):
                yield TextPiece(
                    place,
                    f"▶ {title or url}",
                    self.width,
                    [Stretch(len(title or url) + 2, "link", 0, url)],
                )
            case Rule():
                yield rule(place, self.width)

    def heading(self, place: Place, block: Heading) -> Iterator[Piece]:
        text, parts = stretches(block.runs, "heading")
        weight = STRONG if block.level <= 2 else EMPHASIS
        yield TextPiece(
            place, text, self.width, [p._replace(flags=p.flags | weight) for p in parts]
        )

    def quote(self, place: Place, block: Quote) -> Iterator[Piece]:
        text, parts = stretches(block.runs, "quote")
        bar = (Span("  ▎ " if block.pull else "▎ ", "quote_bar"),)
        if block.pull:
            parts = [part._replace(flags=part.flags | STRONG) for part in parts]
        yield TextPiece(place, text, self.width, parts, bar, bar)
        if block.attribution:
            name = f"— {block.attribution}"
            yield plain_piece(("attribution", place[1]), name, self.width, "byline", prefix=bar)

    def listing(self, place: Place, block: Listing) -> Iterator[Piece]:
        deepest = max(0, self.width // 4 - 2)  # half of the measure is left to the text
        numbers = [0] * 10
        for number, item in enumerate(block.items):
            numbers[item.level] += 1
            numbers[item.level + 1 :] = [0] * (9 - item.level)
            ordered = block.ordered and item.level == 0
            sign = f"{numbers[0]}." if ordered else _BULLETS[min(item.level, 2)]
            lead = "  " * min(item.level, deepest) + sign.rjust(3 if block.ordered else 2) + " "
            text, parts = stretches(item.runs, "body")
            yield TextPiece(
                place if number == 0 else (f"item {place[1]}", number),
                text,
                self.width,
                parts,
                (Span(lead, "meta"),),
                (Span(" " * cells(lead), "body"),),
            )

    def figure(self, index: int, block: Figure) -> Iterator[Piece]:
        """The picture, its caption beside a bar, and below it, to the right, its credit."""
        place = ("body", index)
        picture = self.picture(place, block, self.width)
        placed = picture is not None
        if picture is not None:
            yield picture
        elif block.alt or not (block.caption or block.credit):
            alt = block.alt or "No description"
            yield plain_piece(
                place, f"Picture: {alt}", self.width, "picture", prefix=(Span("▒ ", "picture"),)
            )
            placed = True
        if block.caption:
            name = ("caption", index) if placed else place
            yield plain_piece(name, block.caption, self.width, "caption", prefix=_BAR)
        if block.credit:
            name = ("credit", index) if placed or block.caption else place
            yield plain_piece(name, block.credit, self.width, "credit", prefix=_BAR, align="right")

    def code(self, place: Place, block: Code) -> Piece:
        lines = []
        for source in block.text.split("\n"):
            for start, end in wrap(source, self.width - 2):
                text = source[start:end]
                pad = " " * max(0, self.width - 2 - cells(text))
                lines.append([Span(f" {text}{pad} ", "code")])
        return fixed_piece(place, lines)


def _anchors(article: Article) -> dict[int, str]:
    """Beside which block stand the numbers of the links that the page put there."""
    marks: dict[int, list[int]] = {}
    for number, link in enumerate(article.related, 1):
        if link.anchor is not None:
            marks.setdefault(link.anchor, []).append(number)
    return {
        anchor: f"{numbers[0]}▸" if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}▸"
        for anchor, numbers in marks.items()
    }


def _byline(article: Article) -> str:
    """The names as a line; "By" stands before them where the article is in English."""
    *names, last = article.bylines
    english = article.language.casefold().split("-")[0] in {"", "en"}
    if not english or article.bylines[0].casefold().startswith("by "):
        return ", ".join(article.bylines)
    return f"By {', '.join(names)} and {last}" if names else f"By {last}"


def _is_first_paragraph(article: Article, index: int) -> bool:
    return not any(isinstance(block, Paragraph) for block in article.body[:index])


def _with_dateline(dateline: str, text: str, parts: list[Stretch]) -> tuple[str, list[Stretch]]:
    lead = f"{dateline.upper()} — "
    if text.startswith(dateline) or text.upper().startswith(dateline.upper() + " "):
        return text, parts
    moved = [part._replace(end=part.end + len(lead)) for part in parts]
    return lead + text, [Stretch(len(lead), "byline"), *moved]
