"""From labelled lines to an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from typing import Final

from brief_tui.formats import shapes
from brief_tui.formats.base import LineLabel
from brief_tui.formats.wire_text import cards, figures, running
from brief_tui.formats.wire_text.dates import has_date, read_dates
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

_LIST_ITEMS: Final = frozenset({running.list_item.name, running.note_item.name})


def assemble(lines: Sequence[LineLabel], *, identity: str, url: str = "") -> Article:
    """The article in the lines. ``identity`` becomes its id.

    Each line that is not chrome goes to one field, in the page's order.
    """
    draft = _Draft()
    for is_list, group in groupby(lines, lambda line: line.rule in _LIST_ITEMS):
        if is_list:
            draft.add_list([line.text for line in group])
        else:
            for line in group:
                draft.add(line)
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

    def add(self, line: LineLabel) -> None:
        """Put one line where it belongs."""
        match line.label:
            case "headline":
                self.headline = line.text
            case "dek":
                self.dek.append(line.text)
            case "byline":
                self._add_byline(line.text)
            case "date":
                self._add_dates(line.text)
            case "caption":
                self._add_caption(line)
            case "credit":
                self._add_credit(line.text)
            case "related":
                self._add_related(line)
            case "subheading" | "body":
                self._add_text(line)
            case "chrome":
                pass
        self.after_figure = line.label in {"caption", "credit"}

    def add_list(self, texts: Sequence[str]) -> None:
        """Put a list into the body."""
        self.close_figure()
        self.body.append(Listing(tuple(ListItem((Run(text),)) for text in texts)))
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
        if names := " · ".join(part for part in parts if not has_date(part)):
            self.bylines.append(names)

    def _add_dates(self, text: str) -> None:
        published, updated = read_dates(text)
        self.published = self.published or published
        self.updated = self.updated or updated

    def _add_caption(self, line: LineLabel) -> None:
        if line.rule == figures.caption_after_credit.name and self.figure:
            self.figure = replace(self.figure, caption=line.text)
        else:
            self.close_figure()
            self.figure = Figure(caption=line.text)

    def _add_credit(self, text: str) -> None:
        if self.figure is None or self.figure.credit:
            self.close_figure()
            self.figure = Figure(credit=text)
        else:
            self.figure = replace(self.figure, credit=text)

    def _add_related(self, line: LineLabel) -> None:
        figure = self.figure if self.after_figure else None
        if figure is None:
            self.close_figure()
        self.figure = None
        anchor = None if line.rule == cards.outside.name else len(self.body)
        headline = shapes.without_lead_in(line.text)
        self.related.append(RelatedLink(headline, figure=figure, anchor=anchor))

    def _add_text(self, line: LineLabel) -> None:
        self.close_figure()
        runs = (Run(line.text),)
        if line.label == "subheading":
            self.body.append(Heading(runs))
        else:
            self.body.append(Paragraph(runs))
