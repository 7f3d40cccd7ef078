"""A TOML table that is asked for each of its keys, and notes everything that is wrong with it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, TypeVar

from brief_tui.config.suggestions import hint

SIZE_LIMIT: Final = 256 * 1024

_Option = TypeVar("_Option", bound=str)


class TomlTable:
    """The table of one file. Every method that is given a key returns its value or the default."""

    def __init__(
        self,
        path: Path,
        values: Mapping[str, object] | None = None,
        problems: Sequence[str] = (),
    ) -> None:
        self._path = path
        self._values = values or {}
        self._problems = list(problems)
        self._known: list[str] = []

    @classmethod
    def read(cls, path: Path) -> TomlTable:
        """Raises OSError. Of a file that is not TOML comes an empty table with a problem."""
        with path.open("rb") as file:
            content = file.read(SIZE_LIMIT + 1)
        import tomllib  # noqa: PLC0415  most readers have no config

        try:
            if len(content) > SIZE_LIMIT:
                raise ValueError(f"it is larger than {SIZE_LIMIT // 1024} KiB")
            return cls(path, tomllib.loads(content.decode()))
        except RecursionError:
            reason = "it is nested too deeply"
        except ValueError as error:  # of this kind are tomllib's errors and bad UTF-8
            reason = str(error)
        return cls(path, problems=[f"{path} is not used, as it is not sound TOML: {reason}"])

    def text(self, key: str, default: str) -> str:
        value = self._get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if value is not None:
            self.wrong(key, "a name in quotes", value, default)
        return default

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
            near = hint(value, options) if isinstance(value, str) else ""
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
        if isinstance(words, list) and all(isinstance(word, str) and word for word in words):
            return tuple(words)
        if value is not None:
            self.wrong(key, "a command in quotes, or a list of its words", value)
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

    def wrong(
        self, key: str, wanted: str, value: object, used: str = "the default", near: str = ""
    ) -> None:
        """Note that ``key`` has a value it cannot have, and what is used in its place."""
        self._note(
            f"{_printable(key)} should be {wanted}, not {_shown(value)}{near}; {used} is used"
        )

    def finish(self) -> tuple[str, ...]:
        """All problems, now that every key there can be has been asked for."""
        for key in self._values:
            if key not in self._known:
                self._note(f"there is no setting {_shown(key)}{hint(key, self._known)}")
        return tuple(self._problems)

    def _get(self, key: str) -> object:
        self._known.append(key)
        return self._values.get(key)

    def _note(self, problem: str) -> None:
        self._problems.append(f"{self._path}: {problem}")


def _shown(value: object) -> str:
    """A value for a sentence: short, and without anything that a terminal acts on."""
    match value:
        case str() if len(value) > 60:
            return repr(value[:60]) + "…"
        case str() | float() | int():
            return repr(value)[:60]
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "a date or a time"


def _printable(key: str) -> str:
    return key if key.isprintable() and len(key) <= 80 else _shown(key)
