"""Which keys run which command: the defaults, a preset over them, the reader's own on top.

A key has a name: a letter or digit is its own ("j", "G", "1"), any other key has Textual's
("space", "ctrl+p", "question_mark"). :func:`normal_key` turns what people write into it.
"""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from brief_tui.config.suggestions import hint

PRESETS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "brief": {},
    # Vim pages with ctrl+f and ctrl+b, walks its jump list with ctrl+o and has its help on f1.
    # ctrl+i, which goes forward there, is the tab key to a terminal.
    "vim": {
        "move.page": ("ctrl+f", "space", "pagedown"),
        "move.page_back": ("ctrl+b", "b", "pageup"),
        "article.find": ("question_mark",),
        "trail.back": ("ctrl+o", "left_square_bracket"),
        "pane.next": ("ctrl+w", "tab"),
        "app.help": ("f1",),
    },
    # Newsboat's q goes back a dialog and its Q leaves; f picks a filter that was defined
    # before and F writes one; l shows or hides what is read; its article flags are our tags.
    # Its E edits the feeds.
    "newsboat": {
        "app.leave": ("q",),
        "app.quit": ("Q", "ctrl+q"),
        "story.open": ("enter", "right"),
        "story.toggle_read": ("N",),
        "story.tags": ("ctrl+e", "t"),
        "move.down": ("j", "J", "down"),
        "move.up": ("k", "K", "up"),
        "filter.open": ("F",),
        "view.choose": ("f", "l", "v"),
        "feeds.show": ("E",),
        "list.show_new": ("ctrl+n",),
        "story.keep": ("ctrl+k",),
    },
}

_MODIFIERS: Final = frozenset({"alt", "ctrl", "shift"})
_CHARACTER_NAMES: Final = {
    "/": "slash",
    "\\": "backslash",
    "@": "at",
    "-": "minus",
    "+": "plus",
    "_": "underscore",
}
_SYNONYMS: Final = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    # A terminal sends the same byte for both.
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+left_square_bracket": "escape",
}
_FROM_SOURCE: Final = ("the defaults", "the preset", "your config")


def _character_name(character: str) -> str:
    """Textual's name of a printable character: the Unicode one, but for a few."""
    if character.isalnum():
        return character
    name = _CHARACTER_NAMES.get(character, "") or unicodedata.name(character, "")
    return name.lower().replace("-", "_").replace(" ", "_")


_NAMED: Final = frozenset(
    {
        *("backspace", "delete", "down", "end", "enter", "escape", "home", "insert"),
        *("left", "pagedown", "pageup", "right", "space", "tab", "up"),
        *(f"f{number}" for number in range(1, 25)),
        *(_character_name(character) for character in string.punctuation),
    }
)


_SIGNS: Final = {_character_name(sign): sign for sign in string.punctuation}


def key_sign(key: str) -> str:
    """A key in the form of :func:`normal_key` as people write it: "?" for "question_mark"."""
    *modifiers, base = key.split("+")
    return "+".join([*modifiers, _SIGNS.get(base, base)])


def normal_key(text: str) -> str | None:
    """The name of the key that ``text`` means, None when there is no such key.

    Takes a character ("?"), a name ("question_mark", "Enter", "esc") and either with
    modifiers in any order ("Ctrl+P", "shift+ctrl+left", "ctrl+[").
    """
    if len(text) == 1:
        return _character_name(text) or None
    *modifiers, base = text.replace("++", "+plus").split("+")
    modifiers = sorted({modifier.lower() for modifier in modifiers})
    if not base or not _MODIFIERS.issuperset(modifiers):
        return None
    if len(base) == 1:
        if modifiers == ["shift"] and base.isalpha():
            return base.upper()  # what the terminal sends
        base = _character_name(base.lower() if "ctrl" in modifiers else base)
    else:
        base = _SYNONYMS.get(base.lower(), base.lower())
        if base not in _NAMED:
            return None
    key = "+".join([*modifiers, base])
    return _SYNONYMS.get(key, key) if base else None


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys of every command, ``()`` for one without any, and what could not be done."""

    keys: Mapping[str, tuple[str, ...]]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Claim:
    """The keys a command would like. ``source`` is 0 for defaults, 1 preset, 2 the reader."""

    command: str
    keys: tuple[str, ...]
    context: str
    source: int


def resolve(
    defaults: Mapping[str, tuple[str, ...]],
    contexts: Mapping[str, str],
    preset: str,
    overrides: Mapping[str, tuple[str, ...]],
) -> Keymap:
    """Merge the three sources of keys. Every key is in the form of :func:`normal_key`.

    A source replaces all keys of the commands it names. Where two commands that can be
    reached at the same time want the same key, the reader's own wins over the preset's and
    that over the defaults, or else the earlier command; the other loses that key. An
    empty tuple leaves a command without a key on purpose.
    """
    problems: list[str] = []
    if preset not in PRESETS:
        problems.append(f"There is no preset of keys {preset!r}{hint(preset, PRESETS)}")
    sources = (defaults, PRESETS.get(preset, {}), overrides)
    problems += [
        f"There is no command {command[:60]!r} to give a key to{hint(command, defaults)}"
        for command in overrides
        if command not in defaults
    ]
    claims = [_claim(command, contexts.get(command, "app"), sources) for command in defaults]
    keys: dict[str, tuple[str, ...]] = dict.fromkeys(defaults, ())
    settled: list[_Claim] = []
    for claim in sorted(claims, key=lambda claim: -claim.source):
        lost = {key: winner for key in claim.keys if (winner := _holder(key, claim, settled))}
        kept = tuple(key for key in claim.keys if key not in lost)
        problems += _losses(claim, lost, kept)
        keys[claim.command] = kept
        settled.append(_Claim(claim.command, kept, claim.context, claim.source))
    return Keymap(keys, tuple(problems))


def _claim(
    command: str, context: str, sources: tuple[Mapping[str, tuple[str, ...]], ...]
) -> _Claim:
    source = max(n for n, named in enumerate(sources) if command in named)
    return _Claim(command, tuple(dict.fromkeys(sources[source][command])), context, source)


def _holder(key: str, claim: _Claim, settled: list[_Claim]) -> _Claim | None:
    """Who has the key already, where ``claim`` would be reached by it too."""
    for other in settled:
        if key in other.keys and _overlap(claim.context, other.context):
            return other
    return None


def _overlap(one: str, other: str) -> bool:
    """Whether commands of these contexts can be reached at the same moment.

    Those of the app always can, except while a find is on: its keys go before all others,
    which is how "n" is the next hit for a while and the next unread story otherwise.
    """
    return one == other or ("app" in (one, other) and "find" not in (one, other))


def _losses(claim: _Claim, lost: Mapping[str, _Claim], kept: tuple[str, ...]) -> Iterator[str]:
    for key, winner in lost.items():
        yield (
            f"The key {key!r} goes to {winner.command} by {_FROM_SOURCE[winner.source]}; "
            f"{claim.command} ({_FROM_SOURCE[claim.source]}) loses it"
        )
    if lost and not kept:
        yield f"{claim.command} has no key left; give it one in [keys]"
