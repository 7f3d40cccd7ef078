"""Commands of the reader's own: other programs that are given a story, or told of a refresh.

A command is a program and its arguments, never a line for a shell. A placeholder,
``{headline}``, becomes a part of the argument where it stands: see
:mod:`brief_tui.sources.commands`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

from brief_tui.config.suggestions import hint
from brief_tui.config.toml_table import TomlTable

Input: TypeAlias = Literal["markdown", "json", "none"]
INPUTS: Final[tuple[Input, ...]] = get_args(Input)

STORY_FIELDS: Final = ("url", "headline", "id", "feed", "enclosure")
REFRESH_FIELDS: Final = ("new", "changed", "failed")
PLACEHOLDER: Final = re.compile(r"\{([a-z]+)\}")

_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,40}")
# What takes a script for an argument, by an option; what makes a line for a shell of them all.
_INTERPRETER: Final = re.compile(
    r"(?:.*/)?(?:(?:ba|da|z|k|mk|fi|a|c|tc)?sh|python[0-9.]*|perl|ruby|node)"
)
_SCRIPT_OPTION: Final = re.compile(r"-[A-Za-z]*[ce]")
_WITH_VALUE: Final = frozenset({"-o", "-O", "+O", "-W", "-X"})
_SHELLING: Final = re.compile(r"(?:.*/)?(?:su|ssh|tmux|watch|eval)")


@dataclass(frozen=True, slots=True)
class Hook:
    """A command for a story. ``run`` is the program and its arguments, with the placeholders
    :data:`STORY_FIELDS`; ``stdin`` is what the story is on its standard input."""

    name: str
    run: tuple[str, ...]
    stdin: Input = "markdown"


def read_commands(config: TomlTable) -> tuple[Hook, ...]:
    """The commands below ``[commands]``, in the order of the file.

    One that has a mistake is left out; the mistake goes to the config's problems.
    """
    return tuple(_hooks(config))


def command_mistake(words: Sequence[str], fields: Sequence[str]) -> str:
    """What is wrong with the placeholders of a command: the end of a sentence, or ''."""
    if PLACEHOLDER.search(words[0]):
        return f"takes its program, {words[0][:60]!r}, from outside"
    for word in words:
        for name in PLACEHOLDER.findall(word):
            # Other words in braces are left to the program: awk has its own.
            if name not in fields and (near := hint(name, fields)):
                return f"has no value for {{{name[:60]}}}{near}"
    for script in _scripts(words):
        for name in PLACEHOLDER.findall(script):
            if name in fields:
                return (
                    f"puts {{{name}}} into a line for a shell or a script, where outside text could"
                    f" run as a command; it is in the environment as BRIEF_{name.upper()}"
                )
    return ""


def _scripts(words: Sequence[str]) -> Iterator[str]:
    """The words that their program reads as a script, or as a part of one."""
    for at, word in enumerate(words):
        if _SHELLING.fullmatch(word):
            yield from words[at + 1 :]
        if _INTERPRETER.fullmatch(word):
            rest = iter(words[at + 1 :])
            for option in rest:
                if _SCRIPT_OPTION.fullmatch(option):
                    yield next(rest, "")
                    break
                if option in _WITH_VALUE:
                    next(rest, "")
                elif not option.startswith("-"):
                    break


def _hooks(config: TomlTable) -> Iterator[Hook]:
    for name, value in config.section("commands").items():
        values = value if isinstance(value, dict) else {"run": value}
        table = config.within(values, f"in [commands], {name[:60]!r}: ", "it is left out")
        words = table.words("run")
        stdin = table.choice("stdin", INPUTS, "markdown")
        if not _NAME.fullmatch(name):
            table.mistake("its name should be of letters, digits, '-' and '_'")
        elif words and (mistake := command_mistake(words, STORY_FIELDS)):
            table.mistake(f"it {mistake}")
        elif not words and not table.problems:
            table.mistake("there is no command to run")
        problems = table.finish()
        config.adopt(problems)
        if not problems:
            yield Hook(name, words, stdin)
