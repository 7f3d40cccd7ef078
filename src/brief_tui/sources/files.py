"""Documents from files, folders, standard input and the bundled edition."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO, Final

from brief_tui.config.paths import edition_dir
from brief_tui.formats import registry
from brief_tui.formats.base import Document
from brief_tui.model.errors import SourceError
from brief_tui.model.text import clean_line

SIZE_LIMIT: Final = 16 * 1024 * 1024
"""Of one file, in bytes."""

STANDARD_INPUT: Final = "-"


@dataclass(frozen=True, slots=True)
class Found:
    """A document, or why there is none.

    ``name`` is what to call it in messages; ``source`` names the folder it belongs to.
    """

    name: str
    source: str
    document: Document | None = None
    problem: str = ""

    def __post_init__(self) -> None:
        # The names of files are outside text too, and have no place in the model.
        object.__setattr__(self, "name", clean_line(self.name, 4096))
        object.__setattr__(self, "source", clean_line(self.source, 200))


def documents(paths: Iterable[str | Path]) -> Iterator[Found]:
    """Read files and all that is in folders, in the order of their names.

    In a folder, hidden files, links to other folders and files of no known suffix are passed
    over; a file that is named is read in any case. ``-`` is standard input. What cannot be
    read is a problem, not an error.
    """
    for path in paths:
        if str(path) == STANDARD_INPUT:
            yield _read(path, "standard input", "")
            continue
        place = Path(path)
        try:
            full = place.resolve()
            is_folder = full.is_dir()
        except (OSError, RuntimeError, ValueError) as error:  # a loop of links; a NUL in the name
            yield Found(str(path), "", problem=_reason(error))
            continue
        if is_folder:
            yield from _folder(place, full.name)
        else:
            yield _read(place, str(place), full.parent.name)


def document(location: str | Path) -> Document:
    """Read one document, from standard input for ``-``. Raises SourceError."""
    if str(location) == STANDARD_INPUT:
        return Document(_bounded(sys.stdin.buffer))
    try:
        path = Path(location).resolve()
        with path.open("rb") as file:
            return Document(_bounded(file), path.as_uri())
    except (OSError, RuntimeError, ValueError) as error:
        raise SourceError(_reason(error)) from None


def edition() -> Iterator[Found]:
    """The articles that come with the program, at addresses of the form ``edition:name.md``.

    Raises ConfigError when the installation lacks them.
    """
    for path in _edition_files():
        found = _read(path, path.name, path.parent.name)
        if found.document:
            uri = f"edition:{path.name}"
            found = Found(found.name, found.source, Document(found.document.data, uri))
        yield found


def edition_stamp() -> str:
    """A text that is another one when the edition has changed. Reads no file."""
    facts = [
        (path.name, (stat := path.stat()).st_size, stat.st_mtime_ns) for path in _edition_files()
    ]
    return blake2b(repr(facts).encode(), digest_size=12).hexdigest()


def _edition_files() -> list[Path]:
    return [
        path
        for path in sorted(edition_dir().glob("*.md"))
        if not path.name.startswith(("_", "README"))
    ]


def _folder(folder: Path, source: str) -> Iterator[Found]:
    """The documents in a folder and in the folders below, each folder's own files first."""
    waiting = [folder]
    while waiting:
        folder = waiting.pop()
        try:
            entries = sorted(e for e in folder.iterdir() if not e.name.startswith("."))
        except OSError as error:
            yield Found(str(folder), source, problem=_reason(error))
            continue
        for entry in entries:
            if entry.suffix.lower() in registry.suffixes() and not entry.is_dir():
                yield _read(entry, str(entry), source)
        # Links to folders are not followed: they may lead back up.
        waiting.extend(e for e in reversed(entries) if e.is_dir() and not e.is_symlink())


def _read(path: str | Path, name: str, source: str) -> Found:
    try:
        return Found(name, source, document(path))
    except SourceError as error:
        return Found(name, source, problem=str(error))


def _bounded(file: BinaryIO) -> bytes:
    """All bytes of the file. Raises SourceError when there are too many."""
    data = file.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        raise SourceError(f"larger than {SIZE_LIMIT // 1024**2} MiB")
    return data


def _reason(error: Exception) -> str:
    """Why the system could not read it, without the path, which the reader knows."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error)
