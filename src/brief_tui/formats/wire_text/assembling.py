"""From labelled lines to an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby

from brief_tui.formats import shapes
from brief_tui.formats.prose_dates import is_date, read_dates
from brief_tui.formats.wire_text.labelling import Reading
from brief_tui.model.article import (
    Article,
    Block,
    Figure,
    Heading,
    Listing,
    ListItem,
    Paragraph,
    RelatedLink,
    Run,
)


def assemble(readings: Sequence[Reading], *, identity: str, url: str = "") -> Article:
    """The article in the lines. ``identity`` becomes its id.

    Each line that is not chrome goes to one field, in the page's order.
    """
    draft = _Draft()
    items = _list_items(readings)
    for is_list, group in groupby(readings, lambda reading: reading.line.index in items):
        if is_list:
            draft.add_list([reading.line.text for reading in group])
        else:
            for reading in group:
                draft.add(reading, _next(readings, reading))
    draft.close_figure()
    return Article(
        id=identity,
        url=url,
        headline=draft.headline,
        dek=" ".join(draft.dek),
        bylines=tuple(draft.bylines),
        published=draft.published,
        updated=draft.updated,
        body=tuple(draft.body),
        related=tuple(draft.related),
    )


def _next(readings: Sequence[Reading], reading: Reading) -> Reading | None:
    following = reading.line.index + 1
    return readings[following] if following < len(readings) else None


def _list_items(readings: Sequence[Reading]) -> frozenset[int]:
    """Lines of text, two or more with no blank line between them, that are no sentences."""
    items: set[int] = set()
    run: list[int] = []
    for reading in readings:
        line = reading.line
        item = reading.state.label == "body" and line.signs.isdisjoint(("sentence", "statement"))
        if not item or line.gap_before:
            run = []
        if item:
            run.append(line.index)
        if len(run) >= 2:
            items.update(run[-2:])
    return frozenset(items)


@dataclass(slots=True)
class _Draft:
    """The article while it is put together; ``figure`` waits for its other half."""

    headline: str = ""
    dek: list[str] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    published: datetime | None = None
    updated: datetime | None = None
    body: list[Block] = field(default_factory=list)
    related: list[RelatedLink] = field(default_factory=list)
    figure: Figure | None = None
    after_figure: bool = False

    def add(self, reading: Reading, following: Reading | None) -> None:
        """Put one line where it belongs."""
        text = reading.line.text
        match reading.state.label:
            case "headline":
                self.headline = text
            case "dek":
                self.dek.append(text)
            case "byline":
                self._add_byline(text)
            case "date":
                self._add_dates(text)
            case "caption":
                self._add_caption(reading, following)
            case "credit":
                self._add_credit(text)
            case "related":
                self._add_related(reading)
            case "subheading":
                self._add_block(Heading((Run(text),)))
            case "body":
                self._add_block(Paragraph((Run(text),)))
            case "chrome":
                pass
        self.after_figure = reading.state.label in {"caption", "credit"}

    def add_list(self, texts: Sequence[str]) -> None:
        """Put a list into the body."""
        self._add_block(Listing(tuple(ListItem((Run(text),)) for text in texts)))
        self.after_figure = False

    def close_figure(self) -> None:
        """Give the waiting figure its place in the body."""
        if self.figure:
            self._place(self.figure)
        self.figure = None

    def _place(self, figure: Figure) -> None:
        """Append, unless it is the last picture once more, as for a larger view of it."""
        last = self.body[-1] if self.body else None
        if not isinstance(last, Figure) or not figure.caption or last.caption != figure.caption:
            self.body.append(figure)
        elif not last.credit:
            self.body[-1] = figure
        elif figure.credit not in {"", last.credit}:
            self.body.append(figure)

    def _add_byline(self, text: str) -> None:
        self._add_dates(text)
        parts = shapes.split_byline(text)
        if names := " · ".join(part for part in parts if not is_date(part)):
            self.bylines.append(names)

    def _add_dates(self, text: str) -> None:
        published, updated = read_dates(text)
        self.published = self.published or published
        self.updated = self.updated or updated

    def _add_caption(self, reading: Reading, following: Reading | None) -> None:
        """Some pages put the credit on the picture, above what is seen."""
        own_credit = following is not None and following.state.label == "credit"
        waits = self.figure is not None and not self.figure.caption
        if self.figure and waits and not reading.line.gap_before and not own_credit:
            self.figure = replace(self.figure, caption=reading.line.text)
        else:
            self.close_figure()
            self.figure = Figure(caption=reading.line.text)

    def _add_credit(self, text: str) -> None:
        if self.figure is None or self.figure.credit:
            self.close_figure()
            self.figure = Figure(credit=text)
        else:
            self.figure = replace(self.figure, credit=text)

    def _add_related(self, reading: Reading) -> None:
        figure = self.figure if self.after_figure else None
        if figure is None:
            self.close_figure()
        self.figure = None
        anchor = len(self.body) if reading.state.part in {"front", "story"} else None
        headline = shapes.without_lead_in(reading.line.text)
        self.related.append(RelatedLink(headline, figure=figure, anchor=anchor))

    def _add_block(self, block: Block) -> None:
        self.close_figure()
        self.body.append(block)
