"""From labelled lines to blocks and related links.

What holds lines together (a list, a table, a quotation) is in the outline; here each line
and each branch of it becomes what the model has for it. Lines stay in their order, and a
line becomes one thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final

from brief_tui.formats.folding import Items, fold_list, fold_quote, join_runs, texts_in
from brief_tui.formats.html import embeds, figures, names, parts, quotes, tables
from brief_tui.formats.html.card_links import link_of
from brief_tui.formats.html.groups import Group
from brief_tui.formats.html.line_marks import (
    dividing,
    is_subheading,
    language,
    level,
    raw_text,
    set_strong,
)
from brief_tui.formats.html.lines import Line
from brief_tui.formats.html.links import link_address
from brief_tui.formats.html.outline import Branch, Node, Outline
from brief_tui.formats.html.placing import Assembly, place
from brief_tui.formats.html.repeats import drop_repeats
from brief_tui.formats.html.story import Story
from brief_tui.model.article import (
    Code,
    Embed,
    Heading,
    Paragraph,
    Quote,
    RelatedLink,
    Rule,
    Run,
    Runs,
)
from brief_tui.model.text import LINE_LIMIT

_KEPT: Final = frozenset({"body", "subheading", "caption", "credit", "related"})


def assemble(story: Story) -> Assembly:
    """The blocks and related links that the labelled lines of a story make.

    What is said twice loses its second label on the way: see :mod:`.repeats`.
    """
    outline = Outline(story)
    drop_repeats(story, outline)
    lines = [line for line in story.lines if line.label in _KEPT or line.media is not None]
    return place(_Assembler(story, outline).items(outline.tree(lines), top=True))


class _Assembler:
    """Makes blocks of the nodes of an outline, in their order."""

    def __init__(self, story: Story, outline: Outline) -> None:
        self._story = story
        self._outline = outline
        self._links: dict[Line, RelatedLink] = {}
        self._claimed: set[Line] = set()
        for line in story.lines:
            if line.label == "related":
                self._links[line] = self._link(line)
        self._dividing = dividing(story.lines)
        self._shown: set[Group] = set()
        self._addresses: dict[str, str] = {}

    def items(self, nodes: Sequence[Node], *, top: bool = False) -> Items:
        """What the nodes become. Only at the ``top`` may a bold line be a subheading."""
        for index, node in enumerate(nodes):
            if isinstance(node, Branch):
                yield from self._branch(node)
            elif (
                top and 0 < index < len(nodes) - 1 and is_subheading(*nodes[index - 1 : index + 2])
            ):
                yield Heading(self._plain(node))
            else:
                yield from self._line(node)

    def _branch(self, branch: Branch) -> Items:
        match branch.kind:
            case "list":
                yield from fold_list(self._contents(branch), ordered=branch.element.tag == "ol")
            case "terms":
                yield from fold_list(self._contents(branch), ordered=False)
            case "meaning":
                yield from fold_list([self.items(branch.children)], ordered=False)
            case "table":
                yield from self._table(branch)
            case "quote":
                yield from self._quote(branch)
            case "post":
                yield from self._post(branch)
            case _:
                yield from self.items(branch.children)

    def _line(self, line: Line) -> Items:
        if line in self._claimed:
            return
        group = self._story.group_of.get(line)
        match line.label:
            case "body" if line.element.tag == "pre":
                yield Code(raw_text(line), language(line))
            case "body" if parts.BREAK.fullmatch(line.text):
                yield Rule()
            case "body":
                yield Paragraph(self._runs(line))
            case "subheading":
                yield Heading(self._plain(line), level(line))
            case "related":
                yield self._links[line]
            case _ if group is not None:
                yield from self._figure(group)
            case "caption" | "credit":
                yield figures.figure_of(self._story, [line])
            case _ if line.media is not None and line.media.tag == "hr" and line in self._dividing:
                yield Rule()

    def _contents(self, branch: Branch) -> Iterator[Items]:
        """What stands in each item of a list. Terms are set strong, their meanings deeper."""
        for child in branch.children:
            if isinstance(child, Line):
                yield self._line(child)
            elif child.kind == "item":
                yield self.items(child.children)
            elif child.kind == "term":
                yield (
                    Paragraph(set_strong(item.runs)) if isinstance(item, Paragraph) else item
                    for item in self.items(child.children)
                )
            else:
                yield self._branch(child)

    def _quote(self, branch: Branch) -> Items:
        """A quotation. The lines at its end that say who is quoted are its attribution."""
        lines = [line for line in branch.lines() if line.label == "body"]
        ends = takewhile(_names_source, reversed(branch.children))
        sources = [line for line in ends if isinstance(line, Line)][::-1]
        source = ", ".join(quotes.without_dash(line.text) for line in sources)
        if len(source) <= LINE_LIMIT and len(sources) < len(lines):
            self._claimed.update(sources)
        else:
            source = ""
        pull = quotes.is_pulled(branch.element)
        items = list(fold_quote(self.items(branch.children), pull=pull))
        if source and items and isinstance(last := items[-1], Quote):
            named = ", ".join(filter(None, (last.attribution, source)))
            items[-1] = replace(last, attribution=named)
        elif source:
            items.append(Paragraph((Run(source),)))
        yield from items

    def _post(self, branch: Branch) -> Items:
        """A post as an embed with its words for a title, if that holds them."""
        lines = [line for line in branch.lines() if line.text]
        text = " ".join(line.text for line in lines)
        url = self._address(quotes.address_of_post(branch.element, lines))
        whole = all(line.label == "body" for line in lines) and len(text) <= LINE_LIMIT
        if url and whole:
            yield Embed(url, text)
        else:
            yield from fold_quote(self.items(branch.children))

    def _table(self, branch: Branch) -> Items:
        """A table between what stands around it; after it what no cell can hold: pictures."""
        table = branch.element if branch.element.tag == "table" else branch.element.first("table")
        parted: dict[str, list[Branch]] = {"cell": [], "title": []}
        before: list[Node] = []
        after: list[Node] = []
        for child in branch.children:
            if isinstance(child, Branch) and child.kind in parted:
                parted[child.kind].append(child)
            else:
                (after if parted["cell"] else before).append(child)
        yield from self.items(before)
        if table is None or not parted["cell"]:
            titles = (line for title in parted["title"] for line in title.lines())
            yield from (Paragraph(self._runs(line)) for line in titles if line.text)
            return
        held, beside = {}, []
        for cell in parted["cell"]:
            texts: list[Runs] = []
            for item in self.items(cell.children):
                if (folded := texts_in(item)) is not None:
                    texts.extend(folded)
                else:
                    beside.append(item)
            held[cell.element] = join_runs(texts, "\n")
        title = " ".join(line.text for titled in parted["title"] for line in titled.lines())
        yield tables.read_table(table, held, title)
        yield from beside
        yield from self.items(after)

    def _figure(self, group: Group) -> Items:
        """The figure that a group makes, where its first line stands, and its player."""
        if group in self._shown:
            return
        self._shown.add(group)
        own = [line for line in group.texts if self._is_own(line, group)]
        figure = figures.figure_of(self._story, replace(group, texts=own))
        shown = figures.is_shown(self._story, group)
        if figure.caption or figure.credit or (figure.image and shown):
            yield figure
        for line in group.media if shown else ():
            if line.media is not None and not self._is_beside(line):
                embed = embeds.embed(line.media, self._story.address)
                if embed is not None:
                    yield embed

    def _link(self, line: Line) -> RelatedLink:
        """The link; what its card shows, and what is said about that, belong to it alone."""
        link, teaser = link_of(self._story, line), self._story.teaser_of.get(line)
        if link.figure is None or teaser is None:
            return link
        shown = [other for other in teaser.lines if other.media is not None or _is_aside(other)]
        if not self._claimed.isdisjoint(shown):
            return replace(link, figure=None)
        self._claimed.update(shown)
        return link

    def _is_own(self, line: Line, group: Group) -> bool:
        """Whether what a line says belongs to the figure, and to nothing else around it."""
        held = any(kind == "title" for _, kind in self._outline.holders(line))
        return self._story.group_of[line] is group and line not in self._claimed and not held

    def _is_beside(self, line: Line) -> bool:
        assert line.media is not None
        own = names.is_related(line.media) or not names.FURNITURE.isdisjoint(line.media.words)
        around = self._story.named(line, names.FURNITURE)
        return own or (around or self._story.named_as(line, names.is_related)) is not None

    def _runs(self, line: Line) -> Runs:
        return tuple(
            Run(text, style.strong, style.emphasis, style.code, self._address(style.href) or None)
            for text, style in line.pieces
        )

    def _plain(self, line: Line) -> Runs:
        """A heading's text: that it is strong goes without saying."""
        return set_strong(self._runs(line), strong=False)

    def _address(self, href: str) -> str:
        if not href:
            return ""
        if href not in self._addresses:
            self._addresses[href] = link_address(href, self._story.address)
        return self._addresses[href]


def _names_source(node: Node) -> bool:
    return isinstance(node, Line) and node.rule == "attribution"


def _is_aside(line: Line) -> bool:
    return line.label in {"caption", "credit"}
