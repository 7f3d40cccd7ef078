"""The content model: what a story is made of.

The names follow schema.org ``NewsArticle`` and IPTC ninjs. All values are frozen,
compare by content, and are clean by construction: see :mod:`brief_tui.model.text`.
What a reader does with a story is not here; see :mod:`brief_tui.model.state`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, Final, Literal, TypeAlias

from brief_tui.model.text import (
    CAPTION_LIMIT,
    HEADLINE_LIMIT,
    clean_line,
    clean_text,
    clean_url,
)

SIDE_LIMIT: Final = 1_000_000
"""Pixels: the side of a picture that no file has."""

LENGTH_LIMIT: Final = 2**53
"""Bytes: the largest whole number that every JSON reader keeps exact."""

Origin: TypeAlias = Literal["page", "thread", "similar", "pointing"]


def _set(value: object, **fields: Any) -> None:
    """Assign to a frozen value while it is being made."""
    for name, field in fields.items():
        object.__setattr__(value, name, field)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. A newline in ``text`` is a line break the author set."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str | None = None

    def __post_init__(self) -> None:
        if (text := clean_text(self.text)) is not self.text:
            _set(self, text=text)
        if self.href is not None:
            _set(self, href=clean_url(self.href) or None)

    @property
    def plain(self) -> bool:
        """Whether the run carries nothing but its text."""
        return not (self.strong or self.emphasis or self.code or self.href)


Runs: TypeAlias = tuple[Run, ...]


def normal_runs(runs: Iterable[Run]) -> Runs:
    """Join neighbours of one style, drop empty runs, trim the ends.

    Two texts that look the same are then equal, whatever markup they came from.
    """
    joined = [run for run in runs if run.text]
    if len(joined) > 1:
        joined = [_joined(tuple(alike)) for _, alike in groupby(joined, key=_style)]
    while joined and not (first := joined[0].text.lstrip()):
        joined.pop(0)
    if joined and first != joined[0].text:
        joined[0] = replace(joined[0], text=first)
    while joined and not (last := joined[-1].text.rstrip()):
        joined.pop()
    if joined and last != joined[-1].text:
        joined[-1] = replace(joined[-1], text=last)
    return tuple(joined)


def _style(run: Run) -> tuple[object, ...]:
    return run.strong, run.emphasis, run.code, run.href


def _joined(alike: Runs) -> Run:
    """Runs of one style as one: all at once, for each joining looks through the whole text."""
    return replace(alike[0], text=text_of(alike)) if len(alike) > 1 else alike[0]


def text_of(runs: Runs) -> str:
    """The runs' text without their styles."""
    return "".join([run.text for run in runs])


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of body text."""

    runs: Runs

    def __post_init__(self) -> None:
        _set(self, runs=normal_runs(self.runs))

    @property
    def text(self) -> str:
        return text_of(self.runs)


@dataclass(frozen=True, slots=True)
class Heading:
    """A subheading. ``level`` is 2 to 6: level 1 is the article's headline."""

    runs: Runs
    level: int = 2

    def __post_init__(self) -> None:
        _set(self, runs=normal_runs(self.runs), level=min(6, max(2, self.level)))

    @property
    def text(self) -> str:
        return text_of(self.runs)


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation, or a pull quote (``pull``) that repeats words of the article itself.

    Paragraphs of the quotation are set apart by an empty line in the runs.
    """

    runs: Runs
    attribution: str = ""
    pull: bool = False

    def __post_init__(self) -> None:
        _set(self, runs=normal_runs(self.runs), attribution=clean_line(self.attribution))

    @property
    def text(self) -> str:
        return text_of(self.runs)


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list; ``level`` counts nesting from 0."""

    runs: Runs
    level: int = 0

    def __post_init__(self) -> None:
        _set(self, runs=normal_runs(self.runs), level=min(8, max(0, self.level)))

    @property
    def text(self) -> str:
        return text_of(self.runs)


@dataclass(frozen=True, slots=True)
class Listing:
    """A bulleted or numbered list, its nested lists laid flat."""

    items: tuple[ListItem, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """Where a picture is, as a URL or a path, and its size in pixels where known.

    A size that no picture has, such as 0, is taken as not known.
    """

    src: str
    width: int | None = None
    height: int | None = None

    def __post_init__(self) -> None:
        _set(
            self,
            src=clean_url(self.src),
            width=_within(self.width, 1, SIDE_LIMIT),
            height=_within(self.height, 1, SIDE_LIMIT),
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """A photo, a gallery item or a video still.

    ``caption`` says what is seen, ``credit`` is the verbatim line that says whose it is,
    ``alt`` is the description for those who do not see it.
    """

    image: Image | None = None
    caption: str = ""
    credit: str = ""
    alt: str = ""

    def __post_init__(self) -> None:
        _set(
            self,
            image=self.image if self.image and self.image.src else None,
            caption=clean_line(self.caption, CAPTION_LIMIT),
            credit=clean_line(self.credit),
            alt=clean_line(self.alt, CAPTION_LIMIT),
        )

    def __bool__(self) -> bool:
        return bool(self.image or self.caption or self.credit or self.alt)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first ``header_rows`` of them are headings."""

    rows: tuple[tuple[Runs, ...], ...]
    header_rows: int = 0
    caption: str = ""

    def __post_init__(self) -> None:
        _set(
            self,
            rows=tuple(tuple(normal_runs(cell) for cell in row) for row in self.rows),
            header_rows=min(len(self.rows), max(0, self.header_rows)),
            caption=clean_line(self.caption, CAPTION_LIMIT),
        )


@dataclass(frozen=True, slots=True)
class Code:
    """Preformatted text, kept line by line."""

    text: str
    language: str = ""

    def __post_init__(self) -> None:
        _set(
            self,
            text=clean_text(self.text).expandtabs(4).rstrip("\n"),
            language=clean_line(self.language, 40),
        )


@dataclass(frozen=True, slots=True)
class Embed:
    """Something that only a browser can show: a video, a post, a map."""

    url: str
    title: str = ""

    def __post_init__(self) -> None:
        _set(self, url=clean_url(self.url), title=clean_line(self.title))


@dataclass(frozen=True, slots=True)
class Rule:
    """A break between parts of the text."""


Block: TypeAlias = Paragraph | Heading | Quote | Listing | Figure | Table | Code | Embed | Rule


@dataclass(frozen=True, slots=True)
class RelatedLink:
    """A headline that belongs with the article.

    ``anchor`` is the index in the body before which the page put the link, 0 to the
    body's length, or None where the link has no place in the text. ``reason`` is why
    it is here, in words, for links that the page did not make itself.
    """

    headline: str
    url: str = ""
    figure: Figure | None = None
    anchor: int | None = None
    origin: Origin = "page"
    reason: str = ""

    def __post_init__(self) -> None:
        _set(
            self,
            headline=clean_line(self.headline, HEADLINE_LIMIT),
            url=clean_url(self.url),
            figure=self.figure or None,
            reason=clean_line(self.reason),
        )


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that comes with the article, such as a podcast's sound; ``length`` in bytes."""

    url: str
    media_type: str = ""
    length: int | None = None

    def __post_init__(self) -> None:
        _set(
            self,
            url=clean_url(self.url),
            media_type=clean_line(self.media_type, 100),
            length=_within(self.length, 0, LENGTH_LIMIT),
        )


@dataclass(frozen=True, slots=True)
class Article:
    """A story.

    ``id`` is stable: the same story read again has the same id, also after an edit; see
    :func:`brief_tui.model.identity.article_id`. ``published`` and ``updated`` are aware
    and in UTC. ``section``, ``publisher`` and the rest are '' where unknown.
    """

    id: str
    headline: str
    url: str = ""
    dek: str = ""
    bylines: tuple[str, ...] = ()
    dateline: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    publisher: str = ""
    section: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    related: tuple[RelatedLink, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()

    def __post_init__(self) -> None:
        _set(
            self,
            id=clean_line(self.id, 80),
            headline=clean_line(self.headline, HEADLINE_LIMIT),
            url=clean_url(self.url),
            dek=clean_line(self.dek, CAPTION_LIMIT),
            bylines=_distinct(self.bylines),
            dateline=clean_line(self.dateline),
            published=_utc(self.published),
            updated=_utc(self.updated),
            publisher=clean_line(self.publisher, 200),
            section=clean_line(self.section, 100),
            language=clean_line(self.language, 35),
            tags=_distinct(self.tags),
        )


def _within(number: int | None, least: int, most: int) -> int | None:
    """The number, or None for one that cannot be: documents carry -1, 0 and worse."""
    return number if number is not None and least <= number <= most else None


def _distinct(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for raw in lines if (line := clean_line(raw))))


def _utc(moment: datetime | None) -> datetime | None:
    """The moment in UTC; a naive one is taken to be in UTC already."""
    if moment is None:
        return None
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # year 1 or 9999 beside an offset
        return moment.replace(tzinfo=UTC)
