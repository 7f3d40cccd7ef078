"""Write the tables of keys into the docs: ``python -m scripts.keys_table [--check]``.

They come out of the registry of commands and the presets. With ``--check`` nothing is
written, and the exit code is 1 if a file says something else.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Final

from brief_tui.config.keymap import PRESETS, resolve
from brief_tui.tui.commands import COMMANDS, Command, contexts, default_keys, key_name

ROOT: Final = Path(__file__).parents[1]
BEGIN: Final = "<!-- keys -->"
END: Final = "<!-- /keys -->"
DEFAULT: Final = "brief"
_RELATED: Final = "related.open_"


def short_table() -> str:
    """A row for each group, with the first key of each of its commands."""
    rows = []
    for group, commands in _groups():
        shown = [
            f"{_names(command.keys[:1])} {command.title[0].lower()}{command.title[1:]}"
            for command in commands
            if command.keys
        ]
        rows.append((group, ", ".join(shown)))
    return _table(("", "Keys"), rows)


def full_tables() -> str:
    """A table for each group, and one of what the presets change."""
    parts = []
    for group, commands in _groups():
        rows = [(_names(command.keys), command.help, f"`{command.id}`") for command in commands]
        parts += [f"## {group}", _table(("Keys", "What it does", "Command"), rows)]
    return "\n\n".join([*parts, "## Presets", _preset_table()])


def _preset_table() -> str:
    keymaps = {name: _keymap(name) for name in PRESETS}
    rows = [
        (f"`{command.id}`", *(_names(keymap[command.id]) for keymap in keymaps.values()))
        for command in COMMANDS
        if any(keymap[command.id] != keymaps[DEFAULT][command.id] for keymap in keymaps.values())
    ]
    return _table(("Command", *(f"`{name}`" for name in keymaps)), rows)


def _keymap(preset: str) -> Mapping[str, tuple[str, ...]]:
    return resolve(default_keys(), contexts(), preset, {}).keys


def _groups() -> Iterator[tuple[str, list[Command]]]:
    """The commands by group; those that open the nine related stories are one here."""
    ids = {command.id for command in COMMANDS if command.id.startswith(_RELATED)}
    joined = (
        replace(
            command,
            id=f"{min(ids)} … {max(ids)}",
            title="Related story",
            help="Open the related story of that number",
            keys=("1–9",),
        )
        if command.id in ids
        else command
        for command in COMMANDS
        if command.id not in ids - {min(ids)}
    )
    for group, commands in groupby(joined, key=lambda command: command.group):
        yield group, list(commands)


def _names(keys: Iterable[str]) -> str:
    names = (key_name(key).replace("|", r"\|") for key in keys)  # a bar would end the cell
    return " ".join(f"`{name}`" for name in names) or "–"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


TABLES: Final = {"README.md": short_table, "docs/keys.md": full_tables}


def with_table(text: str, table: str) -> str:
    """The text with the table between its two markers. Raises ValueError without them."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"there has to be a {BEGIN} and, below it, a {END}")
    return f"{before}{BEGIN}\n\n{table}\n\n{END}{after}"


def main(arguments: Sequence[str]) -> int:
    """Bring the files up to date, or say which are not; the exit code."""
    outdated = []
    for name, table in TABLES.items():
        path = ROOT / name
        text = path.read_text(encoding="utf-8")
        wanted = with_table(text, table())
        if text != wanted:
            outdated.append(name)
            if "--check" not in arguments:
                path.write_text(wanted, encoding="utf-8")
    for name in outdated:
        print(f"{name}: {'outdated' if '--check' in arguments else 'written'}")
    return 1 if outdated and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
