"""A theme's YAML as a theme.

Only mappings and scalars are read, from the parser's events: no tags, anchors, aliases or
lists, no objects made, and never deeper than a theme goes, so no file can make it run long.
This module imports PyYAML, which takes a while: import it when there is a theme to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

import yaml

from brief_tui.config.roles import ANSI_NAMES, FALLBACKS, GROUNDS, ROLES, STYLES, Look, Theme
from brief_tui.config.suggestions import hint
from brief_tui.model.errors import ConfigError
from brief_tui.model.text import clean_line

_DEPTH: Final = 3
_HEX: Final = re.compile(r"#[0-9a-f]{6}")
_PALETTE_NAME: Final = re.compile(r"[\w-]{1,40}")
_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class _Node:
    """A scalar's text, or a mapping's items, and the line on which it begins."""

    line: int
    text: str = ""
    items: Mapping[str, _Node] | None = None


class _Fault(Exception):  # noqa: N818  it never leaves this module
    """What is wrong on a line."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line


def read_theme(text: str, path: Path) -> Theme:
    """The theme that the YAML ``text`` of the file ``path`` describes.

    Raises ConfigError, which names the file, and the line if there is one.
    """
    try:
        return _theme(_tree(text), path)
    except _Fault as fault:
        raise ConfigError(f"{path}, line {fault.line}: {fault}") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else 1
        raise ConfigError(f"{path}, line {line}: not sound YAML, {error.problem}") from error
    except yaml.YAMLError as error:
        raise ConfigError(f"{path}: not sound YAML, there are control characters in it") from error


def _tree(text: str) -> _Node:
    events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            root = _node(event, events, _line(event), 0)
            if any(isinstance(later, yaml.NodeEvent) for later in events):
                raise _Fault(root.line, "a theme is one YAML document")
            return root
    raise _Fault(1, "the file is empty")


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return 1 if mark is None else mark.line + 1


def _node(event: yaml.Event, events: Iterator[yaml.Event], line: int, depth: int) -> _Node:
    """The node that begins with ``event``. A mapping's ``line`` is that of its key."""
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise _Fault(line, "anchors (&) and aliases (*) are not used in themes")
    if getattr(event, "tag", None):
        raise _Fault(line, "tags (!) are not used in themes")
    if isinstance(event, yaml.ScalarEvent):
        return _Node(line, event.value.strip())
    if not isinstance(event, yaml.MappingStartEvent):
        raise _Fault(line, "lists are not used in themes")
    if depth == _DEPTH:
        raise _Fault(line, "this is nested deeper than a theme goes")
    items: dict[str, _Node] = {}
    while not isinstance(key := next(events), yaml.MappingEndEvent):
        at = _line(key)
        name = _node(key, events, at, _DEPTH).text
        if name in items:
            raise _Fault(at, f"{name!r} is there twice, first on line {items[name].line}")
        items[name] = _node(next(events), events, at, depth + 1)
    return _Node(line, items=items)


def _theme(root: _Node, path: Path) -> Theme:
    top = _items(root, "a theme", ("title", "dark", "ansi", "palette", "roles"))
    ansi = "ansi" in top and _flag(top["ansi"], "ansi")
    colours = _Colours(ansi)
    for name, node in _items(top.get("palette", _Node(1, items={})), "palette").items():
        if not _PALETTE_NAME.fullmatch(name):
            raise _Fault(node.line, "names in the palette are letters, digits, - and _ alone")
        colours.palette[name] = colours.read(node, f"palette.{name}")
    if "roles" not in top:
        raise _Fault(root.line, "roles: is missing")
    roles = _Roles(_items(top["roles"], "roles", ROLES), colours)
    for role in ("background", "body"):
        if role not in roles.nodes:
            raise _Fault(top["roles"].line, f"roles.{role} is missing; every theme needs it")
    looks = {role: roles.look(role) for role in ROLES}
    for role, part in (("background", "background"), ("body", "color")):
        if getattr(looks[role], part) is None:
            raise _Fault(roles.nodes[role].line, f"roles.{role} needs a {part}")
    title = clean_line(_text(top["title"], "title"), 60) if "title" in top else path.stem
    dark = "dark" in top and _flag(top["dark"], "dark")
    return Theme(path.stem, title, dark, ansi, MappingProxyType(looks), path)


@dataclass(slots=True)
class _Colours:
    """Reads colours: those of the palette by name, and those that this kind of theme allows."""

    ansi: bool
    palette: dict[str, str] = field(default_factory=dict)

    def read(self, node: _Node, name: str) -> str:
        if node.items is None and not node.text:
            raise _Fault(node.line, f"{name} is empty; a colour that begins with # needs quotes")
        text = _text(node, name)
        if text in self.palette:
            return self.palette[text]
        if _HEX.fullmatch(text.lower()):
            if self.ansi:
                raise _Fault(node.line, f"{name}: {text} cannot be in a theme with ansi: true")
            return text.lower()
        if text == "default" or text in ANSI_NAMES:
            if not self.ansi:
                problem = f"{name}: {text!r} is the terminal's colour; it needs ansi: true"
                raise _Fault(node.line, problem)
            return text
        near = hint(text, [*self.palette, *(ANSI_NAMES if self.ansi else ())])
        form = 'one like red or "default"' if self.ansi else 'one like "#1a2b3c"'
        problem = f"{name}: {text[:60]!r} is neither in the palette nor a colour, {form}{near}"
        raise _Fault(node.line, problem)


class _Roles:
    """The looks of the roles, each made out of what the file and the fallbacks say."""

    def __init__(self, nodes: Mapping[str, _Node], colours: _Colours) -> None:
        self.nodes = nodes
        self._colours = colours
        self._looks: dict[str, Look] = {}
        self._asking: list[str] = []

    def look(self, role: str) -> Look:
        if role not in self._looks:
            if role in self._asking:
                circle = " → ".join([*self._asking[self._asking.index(role) :], role])
                line = next(self.nodes[name].line for name in self._asking if name in self.nodes)
                raise _Fault(line, f"roles are like each other in a circle: {circle}")
            self._asking.append(role)
            self._looks[role] = self._make(role)
            self._asking.pop()
        return self._looks[role]

    def _make(self, role: str) -> Look:
        node = self.nodes.get(role)
        if node is None:
            parent, changes = FALLBACKS[role]
            return self.look(parent).changed(changes)
        where = f"roles.{role}"
        if node.items is None:
            colour = self._colours.read(node, where)
            return Look(background=colour) if role in GROUNDS else Look(color=colour)
        items = _items(node, where, ("like", "color", "background", *STYLES))
        look = Look()
        if "like" in items:
            model = _text(items["like"], f"{where}.like")
            if model not in ROLES:
                problem = f"{where}.like: there is no role {model[:60]!r}{hint(model, ROLES)}"
                raise _Fault(items["like"].line, problem)
            look = self.look(model)
        colours = {
            part: self._colours.read(items[part], f"{where}.{part}")
            for part in ("color", "background")
            if part in items
        }
        styles = {
            style: _flag(items[style], f"{where}.{style}") for style in STYLES if style in items
        }
        return look.changed(styles, **colours)


def _items(node: _Node, name: str, known: tuple[str, ...] = ()) -> Mapping[str, _Node]:
    if node.items is None:
        raise _Fault(node.line, f"{name} should be a table of names and values")
    for key, item in node.items.items():
        if known and key not in known:
            raise _Fault(item.line, f"{name} has no {key[:60]!r}{hint(key, known)}")
    return node.items


def _text(node: _Node, name: str) -> str:
    if node.items is not None:
        raise _Fault(node.line, f"{name} should be one value")
    if not node.text:
        raise _Fault(node.line, f"{name} is empty")
    return node.text


def _flag(node: _Node, name: str) -> bool:
    flags = {"true": True, "false": False}
    if (text := _text(node, name).lower()) not in flags:
        raise _Fault(node.line, f"{name} should be true or false, not {text[:60]!r}")
    return flags[text]
