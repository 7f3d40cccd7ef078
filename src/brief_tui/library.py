"""The facade: the only door through which the interface and the command line reach
sources, formats, archive and related stories.

Every method may be called from any thread; each opens its own connection on first use.
Errors are of the :class:`~brief_tui.model.errors.BriefError` family.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final

from brief_tui.archive import opening
from brief_tui.archive.store import Archive, Entry
from brief_tui.formats import registry
from brief_tui.formats.base import Document, LineLabel, Parsed
from brief_tui.formats.markdown_writer import write_markdown
from brief_tui.model.article import Article, RelatedLink
from brief_tui.model.errors import ArchiveError, BriefError
from brief_tui.model.identity import canonical_url
from brief_tui.model.json_fields import Json
from brief_tui.model.listing import (
    Change,
    Counts,
    Imported,
    Place,
    RelatedStory,
    Row,
    View,
)
from brief_tui.model.query_nodes import Attribute, Query
from brief_tui.model.state import Mark, Marking
from brief_tui.related.page_links import links_in_text
from brief_tui.sources import files, pictures

__all__ = [
    "EDITION",
    "Document",
    "Library",
    "LineLabel",
    "Parsed",
    "format_names",
    "load",
    "parse",
    "picture_path",
    "set_aside",
    "to_markdown",
    "to_ninjs",
]

EDITION: Final = "The brief edition"
_EDITION_STAMP: Final = "edition"


class Library:
    """An archive and what can be done with it."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    @classmethod
    def open(cls, path: Path) -> Library:
        """Open the archive at ``path``, making a new one where there is none.

        Raises ArchiveDamagedError, ArchiveTooNewError, ArchiveForeignError; a file that cannot
        be written is opened for reading (see :attr:`read_only`).
        """
        return cls(Archive.open(path))

    def close(self) -> None:
        """Close every connection. The library cannot be used afterwards."""
        self._archive.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """Where the archive is."""
        return self._archive.path

    @property
    def read_only(self) -> bool:
        """Whether the archive can only be read."""
        return self._archive.read_only

    # Bringing stories in

    def import_paths(self, paths: Iterable[str | Path]) -> Iterator[Imported]:
        """Import files and folders of any known format, a result for each document.

        One bad document never stops the rest. Importing the same thing again changes nothing.
        """
        for found in files.documents(paths):
            yield self._import(found)

    def import_document(self, document: Document, name: str) -> Imported:
        """Import one document that is at hand already."""
        return self._import(files.Found(name, "", document))

    def import_edition(self) -> Iterator[Imported]:
        """Import the bundled edition."""
        for found in files.edition():
            yield self._import(found, EDITION)

    def refresh_edition(self) -> list[Imported]:
        """Bring in the bundled edition where there is nothing else, and its changes later on.

        An archive that was made for other stories, or from which the reader has removed the
        edition, is left alone.
        """
        stamp, known = files.edition_stamp(), self._archive.setting(_EDITION_STAMP)
        if self.read_only or known == stamp or not self._takes_edition(known):
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

    def _takes_edition(self, known: str | None) -> bool:
        """Whether some of the edition is here, or it never was and nothing else is here."""
        some = bool(self.keys(Query(Attribute("source", EDITION)), limit=1))
        return some or (known is None and self.counts().total == 0)

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
            Entry(article, _addresses(article, found.document, alone=len(parsed.articles) == 1))
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

    def remove(self, keys: Sequence[int]) -> int:
        """Delete stories for good; the number that were there."""
        return self._archive.remove(keys)

    # Reading

    def keys(self, query: Query, *, limit: int | None = None) -> array[int]:
        """The keys of all stories that match, in the query's order (newest first by default)."""
        return self._archive.keys(query, limit)

    def rows(self, keys: Sequence[int], query: Query | None = None) -> list[Row]:
        """The stories with these keys, in this order; those that are gone are left out.

        With a query, each row carries a snippet that shows what matched.
        """
        return self._archive.rows(keys, query)

    def article(self, key: int) -> Article | None:
        """The whole story. Raises ArchiveDamagedError when what is stored cannot be read."""
        return self._archive.article(key)

    def key_of(self, story_id: str) -> int | None:
        """The key of the story with this id, or with the only id that begins so."""
        return self._archive.key_of(story_id)

    def unread_among(self, keys: Sequence[int]) -> int | None:
        """The first of these keys, in their order, whose story is unread; None for none."""
        return self._archive.unread_among(keys)

    def counts(self) -> Counts:
        """How many stories there are, and how many of them are unread, starred, for later."""
        return self._archive.counts()

    def related(self, article: Article) -> tuple[RelatedStory, ...]:
        """What the page links to, resolved against the archive: its headlines, then the links
        in its text.
        """
        in_text = links_in_text(article)
        found = self.resolve([*article.related, *in_text])
        rows = {row.key: row for row in self.rows(sorted(set(found.values())))}
        return tuple(
            RelatedStory(link, rows.get(found.get(link.url, -1)), in_text=link in in_text)
            for link in (*article.related, *in_text)
        )

    def resolve(self, links: Iterable[RelatedLink]) -> dict[str, int]:
        """The keys of the stories that these links lead to, by the links' URLs."""
        return self._archive.resolve([link.url for link in links if link.url])

    def interrupt(self) -> None:
        """Stop the queries that run now in other threads; they raise InterruptedSearchError."""
        self._archive.interrupt()

    # Views

    def views(self) -> list[View]:
        """Built-in views, one for each section, and the saved ones, with their counts."""
        return self._archive.views()

    def save_view(self, name: str, query: str) -> None:
        """Keep a query under a name; an older one of that name is replaced."""
        self._archive.save_view(name, query)

    def delete_view(self, name: str) -> None:
        """Forget a saved view."""
        self._archive.delete_view(name)

    # What the reader does

    def mark(
        self,
        keys: Sequence[int],
        *,
        read: bool | None = None,
        starred: bool | None = None,
        later: bool | None = None,
        add_tags: Iterable[str] = (),
        remove_tags: Iterable[str] = (),
    ) -> tuple[Change, ...]:
        """Set marks on stories, at once and durably; what changed can be given to `undo`."""
        marking = Marking(read, starred, later, tuple(add_tags), tuple(remove_tags))
        return self._archive.mark(keys, marking)

    def toggle(self, keys: Sequence[int], mark: Mark) -> tuple[Change, ...]:
        """Turn a mark over as the archive has it now; what changed can be given to `undo`.

        Several stories all get the opposite of what the first one has.
        """
        return self._archive.toggle(keys, mark)

    def undo(self, changes: Sequence[Change]) -> None:
        """Put the marks back as they were before."""
        self._archive.restore(changes)

    def keep_progress(self, key: int, progress: float) -> None:
        """Remember how far the story was read, 0.0 to 1.0."""
        self._archive.keep_progress(key, progress)

    def remembered(self, name: str) -> str | None:
        """What the reader chose last under this name; None for nothing yet."""
        return self._archive.setting(f"chosen {name}")

    def remember(self, name: str, choice: str) -> None:
        """Keep what the reader chose, for the next start."""
        self._archive.keep_setting(f"chosen {name}", choice)

    def place(self) -> Place:
        """Where the reader was last."""
        return self._archive.place()

    def keep_place(self, place: Place) -> None:
        """Remember where the reader is."""
        self._archive.keep_place(place)

    # Care

    def check(self) -> list[str]:
        """What is wrong with the archive, in sentences; nothing when it is sound."""
        return self._archive.check()

    def rebuild_index(self) -> None:
        """Make the search index anew from the stories."""
        self._archive.rebuild_index()


def set_aside(path: Path) -> Path:
    """Move a damaged archive, with its journal, out of the way; where it is now.

    Raises ArchiveError when it cannot be moved.
    """
    return opening.set_aside(path)


def parse(document: Document, format_name: str = "") -> Parsed:
    """Read a document, by the named format or by the one that fits best.

    Raises FormatError when it cannot be read.
    """
    return registry.choose(document, format_name).parse(document)


def load(location: str | Path) -> Document:
    """The document at a path, or on standard input for '-'. Raises SourceError."""
    return files.document(location)


def picture_path(src: str) -> Path | None:
    """The file of a picture that is on this machine; None for one that is elsewhere."""
    return pictures.picture_path(src)


def format_names() -> list[str]:
    """The names that ``--format`` takes."""
    return registry.names()


def to_markdown(article: Article) -> str:
    """The article as a Markdown document, which :func:`parse` reads back."""
    return write_markdown(article)


def to_ninjs(article: Article) -> Json:
    """The article as a ninjs 3.0 object, which :func:`parse` reads back."""
    from brief_tui.formats.ninjs.writing import to_ninjs as write  # noqa: PLC0415 - seldom asked

    return write(article)


def _addresses(article: Article, document: Document, *, alone: bool) -> tuple[str, ...]:
    """By what addresses links may point at the story.

    A file that holds one story is an address of it. A feed never is, however short it is
    today: its next story would be taken for the same one.
    """
    local = alone and document.uri.startswith(("file:", "edition:"))
    places = [article.url, document.uri if local else ""]
    return tuple(dict.fromkeys(address for p in places if p and (address := canonical_url(p))))
