"""A TOML table that is asked for each of its keys, and notes everything that is wrong with it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, TypeVar

from brief_tui.config.suggestions import hint

SIZE_LIMIT: Final = 256 * 1024

_PLACE: Final = re.compile(r"\(at (line \d+, column \d+|end of document)\)$")
_Option = TypeVar("_Option", bound=str)


class TomlTable:
    """The table of one file, or one within it.

    Every method that is given a key returns its value or the default. ``place`` says in
    problems where in the file the table is; ``otherwise`` is what follows from a mistake, ''
    when the default is used. No problem shows a value of a ``secret`` table.
    """

    def __init__(
        self,
        path: Path,
        values: Mapping[str, object] | None = None,
        problems: Sequence[str] = (),
        *,
        place: str = "",
        otherwise: str = "",
        secret: bool = False,
    ) -> None:
        self._path = path
        self._values = values or {}
        self._problems = list(problems)
        self._known: list[str] = []
        self._place = place
        self._otherwise = otherwise
        self._secret = secret

    @classmethod
    def read(cls, path: Path, *, secret: bool = False) -> TomlTable:
        """Raises OSError. Of a file that is not TOML comes an empty table with a problem."""
        with path.open("rb") as file:
            content = file.read(SIZE_LIMIT + 1)
        import tomllib  # noqa: PLC0415  most readers have no config

        try:
            if len(content) > SIZE_LIMIT:
                raise ValueError(f"it is larger than {SIZE_LIMIT // 1024} KiB")
            return cls(path, tomllib.loads(content.decode()), secret=secret)
        except RecursionError:
            reason = "it is nested too deeply"
        except ValueError as error:  # of this kind are tomllib's errors and bad UTF-8
            reason = _place_of(error) if secret else str(error)
        return cls(path, problems=[f"{path} is not used, as it is not sound TOML: {reason}"])

    def within(self, values: Mapping[str, object], place: str, otherwise: str = "") -> TomlTable:
        """A table of the same file. What is wrong with it is its own, until it is adopted."""
        return TomlTable(self._path, values, place=place, otherwise=otherwise, secret=self._secret)

    def adopt(self, problems: Sequence[str]) -> None:
        """Take over the problems of a table within this one."""
        self._problems.extend(problems)

    @property
    def problems(self) -> tuple[str, ...]:
        """What is known to be wrong so far."""
        return tuple(self._problems)

    def items(self) -> tuple[tuple[str, object], ...]:
        """Every key with its value, for a table whose keys are the reader's own."""
        self._known.extend(self._values)
        return tuple(self._values.items())

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def text(self, key: str, default: str, wanted: str = "a name in quotes") -> str:
        value = self._get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if value is not None:
            self.wrong(key, wanted, value, default)
        return default

    def secret_text(self, key: str) -> str:
        """A text to the letter, white space at its ends as well; '' for none."""
        value = self._get(key)
        if isinstance(value, str):
            return value
        if value is not None:
            self.wrong(key, "text in quotes", value)
        return ""

    def flag(self, key: str, *, default: bool) -> bool:
        value = self._get(key)
        if isinstance(value, bool):
            return value
        if value is not None:
            self.wrong(key, "true or false", value, str(default).lower())
        return default

    def number(self, key: str, allowed: range, default: int) -> int:
        value = self._get(key)
        if isinstance(value, int) and not isinstance(value, bool) and value in allowed:
            return value
        if value is not None:
            wanted = f"a whole number from {allowed.start} to {allowed.stop - 1}"
            self.wrong(key, wanted, value, str(default))
        return default

    def choice(self, key: str, options: Sequence[_Option], default: _Option) -> _Option:
        value = self._get(key)
        for option in options:
            if value == option:
                return option
        if value is not None:
            near = hint(value, options) if isinstance(value, str) and not self._secret else ""
            wanted = "one of " + ", ".join(f'"{option}"' for option in options)
            self.wrong(key, wanted, value, default, near)
        return default

    def words(self, key: str) -> tuple[str, ...]:
        """A command line: text that is split as a shell would, or a list of its words."""
        value = self._get(key)
        words: object = value
        if isinstance(value, str):
            try:
                words = shlex.split(value)
            except ValueError:  # a quote that is not closed
                words = None
        if isinstance(words, list) and all(_is_word(word) for word in words):
            return tuple(words)
        if value is not None:
            self.wrong(key, "a command in quotes, or a list of its words", value)
        return ()

    def texts(self, key: str, wanted: str) -> tuple[str, ...]:
        """One text or a list of them; ``wanted`` says for a problem what they are."""
        value = self._get(key)
        texts = [value] if isinstance(value, str) else value
        if isinstance(texts, list) and all(isinstance(text, str) for text in texts):
            return tuple(texts)
        if value is not None:
            self.wrong(key, wanted, value)
        return ()

    def file(self, key: str) -> Path | None:
        """A path; ``~`` is the home folder, and a relative one starts from the file's folder."""
        value = self._get(key)
        if isinstance(value, str) and value.strip() and value.isprintable():
            try:
                return self._path.parent.absolute() / Path(value).expanduser()
            except RuntimeError:  # there is no such user
                pass
        if value is not None:
            self.wrong(key, "a path in quotes", value)
        return None

    def section(self, key: str) -> Mapping[str, object]:
        """The values of a table within the table."""
        value = self._get(key)
        if isinstance(value, dict):
            return value
        if value is not None:
            self.wrong(key, f"a table, that is, lines below [{key}]", value)
        return {}

    def sections(self, key: str) -> tuple[Mapping[str, object], ...]:
        """The values of each table in a list of them."""
        value = self._get(key)
        if isinstance(value, list) and all(isinstance(section, dict) for section in value):
            return tuple(value)
        if value is not None:
            self.wrong(key, f"tables, that is, lines below [[{key}]]", value)
        return ()

    def wrong(
        self, key: str, wanted: str, value: object, used: str = "the default", near: str = ""
    ) -> None:
        """Note that ``key`` has a value it cannot have, and what is used in its place."""
        shown = _kind(value) if self._secret else _shown(value)
        self.mistake(f"{_printable(key)} should be {wanted}, not {shown}{near}", used)

    def mistake(self, problem: str, used: str = "the default") -> None:
        """Note a problem, and what is used in the place of what is wrong."""
        self._note(f"{problem}; {self._otherwise or f'{used} is used'}")

    def finish(self) -> tuple[str, ...]:
        """All problems, now that every key there can be has been asked for."""
        for key in self._values:
            if key not in self._known:
                so = f"; {self._otherwise}" if self._otherwise else ""
                self._note(f"there is no setting {_shown(key)}{hint(key, self._known)}{so}")
        return tuple(self._problems)

    def _get(self, key: str) -> object:
        self._known.append(key)
        return self._values.get(key)

    def _note(self, problem: str) -> None:
        self._problems.append(f"{self._path}: {self._place}{problem}")


def _place_of(error: ValueError) -> str:
    """The place in the file that an error is about, without what stands there."""
    place = _PLACE.search(str(error))
    return f"there is a mistake at {place[1]}" if place else "it is no text of this kind"


def _is_word(word: object) -> bool:
    """Whether a program can be given this: no NUL is in an argument (POSIX, execve)."""
    return isinstance(word, str) and word != "" and "\0" not in word


def _shown(value: object) -> str:
    """A value for a sentence: short, and without anything that a terminal acts on."""
    match value:
        case str() if len(value) > 60:
            return repr(value[:60]) + "…"
        case str() | float() | int():
            return repr(value)[:60]
        case _:
            return _kind(value)


def _kind(value: object) -> str:
    match value:
        case str():
            return "text" if value else "nothing"
        case float() | int():
            return "a number" if not isinstance(value, bool) else "true or false"
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "a date or a time"


def _printable(key: str) -> str:
    return key if key.isprintable() and len(key) <= 80 else _shown(key)
