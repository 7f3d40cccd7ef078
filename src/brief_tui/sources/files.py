"""Documents from files, folders, standard input and the bundled edition."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO, Final
from urllib.parse import unquote, urlsplit

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
        _need_file(path.stat().st_mode)
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


def path_of(url: str) -> Path:
    """The path of a ``file:`` address."""
    return Path(unquote(urlsplit(url).path))


def mark_of(path: Path) -> bytes:
    """What is another one when a file has changed, as far as the system says without reading."""
    try:
        facts = path.stat()
    except OSError:
        return b""
    return f"{facts.st_size}:{facts.st_mtime_ns}".encode()


def stories_in(folder: Path) -> Iterator[Path | Found]:
    """The files of a folder, and of those below, that may hold stories; or why one is closed."""
    yield from _walk(folder, folder.name)


def _folder(folder: Path, source: str) -> Iterator[Found]:
    """The documents in a folder and in the folders below, each folder's own files first."""
    for found in _walk(folder, source):
        yield found if isinstance(found, Found) else _read(found, str(found), source)


def _walk(folder: Path, source: str) -> Iterator[Path | Found]:
    waiting = [folder]
    while waiting:
        folder = waiting.pop()
        try:
            stories, below = _entries(folder)
        except OSError as error:
            yield Found(str(folder), source, problem=_reason(error))
            continue
        yield from stories
        waiting.extend(reversed(below))


def _entries(folder: Path) -> tuple[list[Path], list[Path]]:
    """What may be stories in a folder, and the folders in it. Raises OSError."""
    stories, below = [], []
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            path = folder / entry.name
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                below.append(path)
            elif path.suffix.lower() in registry.suffixes() and not _is_folder(entry):
                stories.append(path)
    return stories, below


def _is_folder(link: os.DirEntry[str]) -> bool:
    """Whether a link leads to a folder. Such are not followed: they may lead back up."""
    try:
        return link.is_dir()
    except OSError:  # whoever reads it is told why it cannot be
        return False


def _read(path: str | Path, name: str, source: str) -> Found:
    try:
        return Found(name, source, document(path))
    except SourceError as error:
        return Found(name, source, problem=str(error))


def _need_file(mode: int) -> None:
    """Raises SourceError for a pipe or a device, which may wait, or go on, for ever."""
    if not S_ISREG(mode):
        raise SourceError("a directory, not a file" if S_ISDIR(mode) else "not a file")


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
