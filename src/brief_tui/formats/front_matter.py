"""YAML front matter: the fields between two ``---`` lines at the head of a text.

It is read as YAML 1.1 without its schemas: every scalar stays the text that was written,
so that ``no``, ``2021-01-29`` and ``1e3`` are headlines like any other. What can do harm or
means nothing here is refused: aliases (which multiply), tags (which name types), collections
deeper than 20 and more than 64 KiB.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NoReturn, TypeAlias

import yaml

from brief_tui.model.errors import FormatError
from brief_tui.model.text import clean_text

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

SIZE_LIMIT: Final = 64 * 1024
DEPTH_LIMIT: Final = 20

_FENCED: Final = re.compile(
    r"---[ \t]*\n(?P<yaml>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)(?P<body>(?s:.*))"
)
_FIRST_LINE: Final = 2  # the line after the opening fence


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields, the text below them, and the number of the line where that text begins."""

    fields: Mapping[str, Value]
    body: str
    body_line: int = 1


def split(text: str) -> FrontMatter:
    """Part the front matter from the text below it.

    A text without front matter is all body. So is one that begins with a thematic break
    and has no ``key: value`` pairs below. Raises FormatError, which names the line, for
    front matter that cannot be read.
    """
    match = _FENCED.match(text) if text.startswith("---") else None
    if match is None:
        return FrontMatter({}, text)
    # YAML refuses a document for one control character; without it, it can be read.
    # A tab separates like a space, whichever of PyYAML's two parsers reads it.
    source = clean_text(match["yaml"]).replace("\t", " ")
    fields = read_yaml(source) if source.strip() else {}
    if not isinstance(fields, dict):
        return FrontMatter({}, text)
    return FrontMatter(fields, match["body"], text.count("\n", 0, match.start("body")) + 1)


def read_yaml(source: str, loader: Any = None) -> Value:
    """Read one YAML document.

    ``loader`` is the PyYAML loader to use; without it, the one in C where there is one.
    """
    if len(source) > SIZE_LIMIT:
        raise FormatError(f"front matter is larger than {SIZE_LIMIT // 1024} KiB")
    loader = loader or getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        events = yaml.parse(source, Loader=loader)
        return _document(iter(events))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        _refuse(mark, error.problem or "this is not YAML")
    except (yaml.YAMLError, ValueError, RecursionError):  # ValueError: chr() of an odd escape
        _refuse(None, "this is not YAML")


def _document(events: Iterator[yaml.Event]) -> Value:
    """The value of the only document in the stream."""
    value: Value = ""
    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                _refuse(event.start_mark, "a second document begins")
            value = _value(next(events), events, 1)
    return value


def _value(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Value:
    """The value that begins with ``event``; its other events are taken from ``events``."""
    mark = event.start_mark
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
        _refuse(mark, "anchors and aliases are not read")
    if getattr(event, "tag", None) is not None:
        _refuse(mark, "tags are not read")
    if isinstance(event, yaml.ScalarEvent):
        return str(event.value)
    if depth > DEPTH_LIMIT:
        _refuse(mark, f"nested deeper than {DEPTH_LIMIT}")
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Value] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(_value(event, events, depth + 1))
        return items
    fields: dict[str, Value] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _value(event, events, depth + 1)
        if not isinstance(key, str):
            _refuse(event.start_mark, "a key is not text")
        if key in fields:
            _refuse(event.start_mark, f"{key[:40]!r} is there twice")
        fields[key] = _value(next(events), events, depth + 1)
    return fields


def _refuse(mark: Any, problem: str) -> NoReturn:
    # PyYAML has two kinds of mark, one a parser, without a common type.
    place = f", line {mark.line + _FIRST_LINE}" if mark else ""
    raise FormatError(f"front matter{place}: {problem}") from None
