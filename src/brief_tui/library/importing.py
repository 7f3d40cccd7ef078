"""Bringing in documents: files, folders, the bundled edition, subscriptions of other readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from brief_tui.archive.store import Archive, Entry
from brief_tui.config.settings import Settings
from brief_tui.formats.base import Document
from brief_tui.library.documents import EDITION, addresses, parse
from brief_tui.model.errors import ArchiveError, BriefError
from brief_tui.model.listing import Imported
from brief_tui.model.query_nodes import Attribute, Query
from brief_tui.sources import files

_EDITION_STAMP: Final = "edition"


class Importing:
    """What :class:`~brief_tui.library.Library` leaves to this: documents into the archive."""

    def __init__(self, archive: Archive, settings: Settings | None = None) -> None:
        self._archive = archive
        self._settings = settings

    def paths(self, paths: Iterable[str | Path]) -> Iterator[Imported]:
        """Import files and folders of any known format, a result for each document.

        One bad document never stops the rest. Importing the same thing again changes nothing.
        """
        for path in paths:
            if lists := self._lists(path):
                yield from lists
            else:
                yield from map(self._import, files.documents([path]))

    def _lists(self, path: str | Path) -> list[Imported]:
        """Import the lists of feeds at a path; none for a path where there are none."""
        from brief_tui.library.subscriptions import Subscriptions, files_in  # noqa: PLC0415

        lists = Subscriptions(self._archive, self._settings)
        done = []
        for file in files_in(Path(path)):
            try:
                done.append(lists.import_file(file))
            except ArchiveError as error:
                done.append(Imported(str(file), problem=str(error)))
        return done

    def document(self, document: Document, name: str) -> Imported:
        """Import one document that is at hand already."""
        return self._import(files.Found(name, "", document))

    def edition(self) -> Iterator[Imported]:
        """Import the bundled edition."""
        for found in files.edition():
            yield self._import(found, EDITION)

    def refresh_edition(self) -> list[Imported]:
        """Bring in the bundled edition where there is nothing else, and its changes later on.

        An archive that was made for other stories, or from which the reader has removed the
        edition, is left alone.
        """
        stamp, known = files.edition_stamp(), self._archive.setting(_EDITION_STAMP)
        if self._archive.read_only or known == stamp or not self._takes_edition(known):
            return []
        done: list[Imported] = []
        for found in files.edition():
            try:
                done.append(self._store(found, EDITION))
            except ArchiveError as error:  # the others would each wait as long, for the same
                return [*done, Imported(found.name, problem=str(error))]
        if not any(part.problem for part in done):  # else the next start tries again
            self._archive.keep_setting(_EDITION_STAMP, stamp)
        return done

    def from_folder(self, file: Path, source: str) -> Iterator[Imported]:
        """Import a file of a watched folder. Raises ArchiveError."""
        for found in files.documents([file]):
            yield self._store(found, source)

    def _takes_edition(self, known: str | None) -> bool:
        """Whether some of the edition is here, or it never was and nothing else is here."""
        some = bool(self._archive.keys(Query(Attribute("source", EDITION)), limit=1))
        return some or (known is None and self._archive.counts().total == 0)

    def _import(self, found: files.Found, source: str = "") -> Imported:
        try:
            return self._store(found, source or found.source)
        except ArchiveError as error:
            return Imported(found.name, problem=str(error))

    def _store(self, found: files.Found, source: str) -> Imported:
        """Parse and keep one document. Raises ArchiveError."""
        if found.document is None:
            return Imported(found.name, problem=found.problem)
        try:
            parsed = parse(found.document)
        except BriefError as error:
            return Imported(found.name, problem=str(error))
        except Exception as error:
            # Parsers read whatever people have. One that stumbles where it should refuse
            # must not cost a folder its other stories; it says so where refusals are told.
            return Imported(found.name, problem=f"a mistake in the program: {error!r:.200}")
        entries = [
            Entry(article, addresses(article, found.document, alone=len(parsed.articles) == 1))
            for article in parsed.articles
        ]
        stored = self._archive.put(entries, source)
        return Imported(
            found.name,
            stored.new,
            stored.changed,
            stored.unchanged,
            "; ".join(parsed.problems),
            left_out=sum(line.label == "chrome" for line in parsed.lines),
        )
