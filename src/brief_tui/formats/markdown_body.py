"""Markdown text into blocks and related links.

CommonMark 0.31 with GFM's tables, and MyST's directives between colons. A block of raw HTML
is read as a page's body is; tags within a line stand in the text as they were written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin

from brief_tui.formats import directives
from brief_tui.formats.directives import Directive
from brief_tui.formats.folding import Items, fold_list, fold_quote
from brief_tui.formats.markdown_inline import Inline, address, keep_attribution, read_inline
from brief_tui.model.article import (
    Block,
    Code,
    Heading,
    Paragraph,
    RelatedLink,
    Rule,
    Run,
    Runs,
    Table,
    text_of,
)
from brief_tui.model.errors import FormatError
from brief_tui.model.text import clean_line

NESTING_LIMIT: Final = 20
"""How deep quotes and lists may nest; what is deeper, markdown-it would leave out."""
DIRECTIVE_LIMIT: Final = 6

_HTML_RULE: Final = re.compile(r"\s*<hr\b[^<>]*>\s*", re.IGNORECASE)
_CODE: Final = frozenset({"code", "code-block", "code-cell", "sourcecode"})
_KNOWN: Final = frozenset(
    {"figure", "image", "seealso", "pull-quote", "iframe", "table", *_CODE},
)


@dataclass(slots=True)
class Body:
    """What a text holds. ``headline`` is the one that was known, or the first level-1 heading."""

    headline: str = ""
    blocks: list[Block] = field(default_factory=list)
    related: list[RelatedLink] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_body(text: str, *, line: int, base: str, headline: str) -> Body:
    """Read a text that begins in line ``line`` of its document.

    Addresses are resolved against ``base``. A level-1 heading that is the headline is not
    in the body: the first one, or, where a ``headline`` is known, one that opens the body
    with the same words.
    """
    body = Body(headline)
    reader = _Reader(base, body.problems)
    for branch in _branches(reader.parse(text, line)):
        title = reader.title(branch)
        if title and (not body.headline or (title == body.headline and not body.blocks)):
            body.headline = title
            _place(body, reader.figures(branch[1]))
        else:
            _place(body, reader.items(branch, line))
    return body


def _place(body: Body, items: Items) -> None:
    for item in items:
        if isinstance(item, RelatedLink):
            body.related.append(replace(item, anchor=len(body.blocks)))
        else:
            body.blocks.append(item)


def _branches(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Part a flat run of tokens into its blocks, each from its opening to its closing token."""
    start = depth = 0
    for index, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tokens[start : index + 1]
            start = index + 1


class _Reader:
    """Reads tokens into blocks and links, in their order.

    ``line`` is, wherever it stands, the number in the document of the first line of the text
    that the tokens were made from.
    """

    def __init__(self, base: str, problems: list[str]) -> None:
        self._base = base
        self._problems = problems
        self._references: dict[str, Any] = {}  # link definitions, shared with directives
        self._depth = 0  # of directives

    def parse(self, text: str, line: int) -> list[Token]:
        """Markdown's block tokens."""
        if self._depth <= DIRECTIVE_LIMIT:
            tokens = _parser().parse(text, self._references)
            if all(token.level < NESTING_LIMIT - 1 for token in tokens):
                return tokens
        self._problems.append(
            f"line {line}: nested too deep; what marks the nesting is kept as text"
        )
        return _flat_parser().parse(text, self._references)

    def title(self, branch: Sequence[Token]) -> str:
        """The words of a level-1 heading; '' for other blocks."""
        return text_of(self.inline(branch[1]).runs).strip() if branch[0].tag == "h1" else ""

    def inline(self, token: Token) -> Inline:
        return read_inline(token, self._base)

    def figures(self, token: Token) -> Items:
        yield from self.inline(token).figures

    def items(self, branch: Sequence[Token], line: int) -> Items:
        """What one block of Markdown becomes. The pictures in it become blocks beside it."""
        token, inner = branch[0], branch[1:-1]
        match token.type:
            case "paragraph_open":
                yield from self._paragraph(inner[0])
            case "heading_open":
                heading = Heading(self.inline(inner[0]).runs, int(token.tag[1]))
                if heading.runs:
                    yield heading
                yield from self.figures(inner[0])
            case "blockquote_open":
                keep_attribution(inner)
                yield from fold_quote(self._all(inner, line))
            case "bullet_list_open" | "ordered_list_open":
                contents = (self._all(item[1:-1], line) for item in _branches(inner))
                yield from fold_list(contents, ordered=token.type == "ordered_list_open")
            case "table_open":
                yield from self._table(inner)
            case "fence" | "colon_fence":
                yield from self._fence(token, line)
            case "code_block":
                yield Code(token.content)
            case "html_block":
                yield from self._html(token, line)
            case "hr":
                yield Rule()

    def _all(self, tokens: Sequence[Token], line: int) -> Items:
        for branch in _branches(tokens):
            yield from self.items(branch, line)

    def _paragraph(self, token: Token) -> Items:
        yield from self.figures(token)
        paragraph = Paragraph(self.inline(token).runs)
        if paragraph.runs:
            yield paragraph

    def _table(self, tokens: Sequence[Token]) -> Items:
        rows: list[list[Runs]] = []
        figures: list[Items] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(self.inline(token).runs)
                figures.append(self.figures(token))
        yield Table(tuple(tuple(row) for row in rows), header_rows=1)
        for pictures in figures:
            yield from pictures

    def _fence(self, token: Token, line: int) -> Items:
        assert token.map is not None  # markdown-it maps every block
        at = line + token.map[0]
        directive = directives.read_head(token.info, token.content, at + 1)
        if token.type == "fence" and (
            directive.name not in _KNOWN or not token.info.lstrip().startswith("{")
        ):
            yield Code(token.content, directive.name)
        elif directive.name in _KNOWN:
            yield from self._directive(directives.with_options(directive), at)
        else:
            name = clean_line(directive.name, 40)
            self._problems.append(f"line {at}: the directive {name!r} is not known")
            yield from self._content(directive)

    def _html(self, token: Token, line: int) -> Items:
        from brief_tui.formats.html import blocks  # noqa: PLC0415  few texts need a parser of HTML

        assert token.map is not None  # markdown-it maps every block
        if _HTML_RULE.fullmatch(token.content):
            yield Rule()
            return
        try:
            reading = blocks.read_fragment(token.content, self._base, blocks.WRITTEN)
        except FormatError as error:
            self._problems.append(f"line {line + token.map[0]}: kept as text: {error}")
            yield Paragraph((Run(token.content),))
            return
        yield from reading.body
        for left in reading.dropped:
            self._problems.append(f"line {line + token.map[0]}: left out: {left.text!r}")

    def _directive(self, directive: Directive, at: int) -> Items:
        for name in sorted(directive.options.keys() - directives.OPTIONS):
            self._problems.append(f"line {at}: the option {clean_line(name, 40)!r} is not known")
        content, argument = replace(directive, argument=""), directive.argument
        match directive.name:
            case "figure" | "image":
                src = self._address(argument)
                yield from directives.figure(src, directive.options, self._content(content))
            case "seealso":
                yield from directives.see_also(self._content(directive))
            case "pull-quote":
                yield from directives.pull_quote(self._content(directive))
            case "iframe":
                yield from directives.iframe(self._address(argument), self._content(content))
            case "table":
                caption = self._line(argument)
                yield from caption.figures
                yield from directives.table(caption.runs, self._content(content))
            case _:
                yield Code(directive.content, argument)

    def _content(self, directive: Directive) -> Items:
        """What a directive holds. An argument it does not need is its first paragraph."""
        parts = ((directive.argument, directive.line - 1), (directive.content, directive.line))
        self._depth += 1
        for text, line in parts:
            tokens = self.parse(text, line)
            if directive.name == "pull-quote":
                keep_attribution(tokens)
            yield from self._all(tokens, line)
        self._depth -= 1

    def _address(self, argument: str) -> str:
        """A directive's address, escaped as Markdown escapes those of its links."""
        return address(self._base, _parser().normalizeLink(argument))

    def _line(self, text: str) -> Inline:
        (token,) = _parser().parseInline(text, self._references)
        return self.inline(token)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": NESTING_LIMIT})
    return parser.enable("table").disable("html_inline").use(colon_fence_plugin)


@cache
def _flat_parser() -> MarkdownIt:
    """A parser that knows nothing that nests."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": NESTING_LIMIT})
    return parser.enable("table").disable(["blockquote", "list"])
