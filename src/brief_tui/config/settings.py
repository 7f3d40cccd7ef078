"""The reader's settings, out of one TOML file.

A mistake in the file never stops the program: it is told in words, and the default is used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

from brief_tui.config.commands import Hook, read_commands
from brief_tui.config.feed_settings import FeedSettings, read_feeds
from brief_tui.config.keeping import read_keep
from brief_tui.config.keymap import PRESETS, normal_key
from brief_tui.config.paths import archive_file, config_file, credentials_file
from brief_tui.config.rules import read_rules
from brief_tui.config.toml_table import TomlTable
from brief_tui.model.errors import ConfigError
from brief_tui.model.keeping import KeepRule
from brief_tui.model.rules import Rule

MarkRead: TypeAlias = Literal["open", "end", "never"]
MARK_READ: Final[tuple[MarkRead, ...]] = get_args(MarkRead)
MEASURES: Final = range(30, 141)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a reader can set. docs/configuration.md says what each is for.

    ``keys`` are the reader's own, by command id, as :func:`~brief_tui.config.keymap.resolve`
    takes them. ``measure`` is in columns. ``browser`` is a program and its arguments, to
    which an address is added; empty for the system's own. ``credentials`` is the file of
    them, beside the config, which need not exist. ``problems`` are sentences.
    """

    archive: Path
    credentials: Path = field(default_factory=credentials_file)
    theme: str = "auto"
    dark_theme: str = "evening"
    light_theme: str = "broadsheet"
    preset: str = "brief"
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    measure: int = 70
    pictures: bool = True
    mark_read: MarkRead = "open"
    browser: tuple[str, ...] = ()
    feeds: FeedSettings = field(default_factory=FeedSettings)
    keep: KeepRule = field(default_factory=KeepRule)
    rules: tuple[Rule, ...] = ()
    commands: tuple[Hook, ...] = ()
    problems: tuple[str, ...] = ()


def load(config: Path | None = None, archive: Path | None = None) -> Settings:
    """Read the settings at ``config``, or in the usual place, where none is fine.

    ``archive`` goes before what the file says. Raises ConfigError when ``config`` was given
    and cannot be read.
    """
    path = config or config_file()
    table = _table(path, asked_for=config is not None)
    kept_in = table.file("archive")
    return Settings(
        archive=archive or kept_in or archive_file(),
        credentials=credentials_file(path),
        theme=table.text("theme", "auto"),
        dark_theme=table.text("dark_theme", "evening"),
        light_theme=table.text("light_theme", "broadsheet"),
        preset=table.choice("preset", tuple(PRESETS), "brief"),
        keys=_keys(table),
        measure=table.number("measure", MEASURES, 70),
        pictures=table.flag("pictures", default=True),
        mark_read=table.choice("mark_read", MARK_READ, "open"),
        browser=table.words("browser"),
        feeds=read_feeds(table),
        keep=read_keep(table),
        rules=read_rules(table),
        commands=read_commands(table),
        problems=table.finish(),  # last: it tells what nobody has asked for
    )


def _table(path: Path, *, asked_for: bool) -> TomlTable:
    try:
        return TomlTable.read(path)
    except FileNotFoundError as error:
        if asked_for:
            raise ConfigError(f"There is no config file {path}") from error
        return TomlTable(path)
    except OSError as error:
        problem = f"{path} cannot be read: {error.strerror or error}"
        if asked_for:
            raise ConfigError(problem) from error
        return TomlTable(path, problems=[problem])


def _keys(table: TomlTable) -> Mapping[str, tuple[str, ...]]:
    """The reader's own keys; a command whose keys are all wrong keeps its defaults."""
    found = {}
    for command, value in _commands(table.section("keys")):
        names = [value] if isinstance(value, str) else value
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            table.wrong(f"keys.{command}", "a key in quotes, or a list of keys", value)
            continue
        keys = []
        for name in names:
            if (key := normal_key(name)) is None:
                table.wrong(f"keys.{command}", 'a key such as "j", "?" or "ctrl+p"', name)
            else:
                keys.append(key)
        if keys or not names:
            found[command] = tuple(keys)
    return MappingProxyType(found)


def _commands(section: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Command ids and their values. TOML takes an id without quotes for a table in a table."""
    for name, value in section.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{rest}", inner) for rest, inner in value.items())
        else:
            yield name, value
