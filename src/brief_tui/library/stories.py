"""The facade: the only door through which the interface and the command line reach
sources, formats, archive and related stories.

Every method may be called from any thread; each opens its own connection on first use.
Errors are of the :class:`~brief_tui.model.errors.BriefError` family.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from brief_tui.archive.store import Archive
from brief_tui.config.commands import Hook
from brief_tui.config.settings import Settings
from brief_tui.formats.base import Document
from brief_tui.library import reading
from brief_tui.library.care import Care
from brief_tui.library.importing import Importing
from brief_tui.library.lists import Lists
from brief_tui.library.live import LiveLibrary
from brief_tui.library.page_links import PageLinks
from brief_tui.library.threads import Threads
from brief_tui.model.article import Article, RelatedLink
from brief_tui.model.errors import ArchiveError
from brief_tui.model.listing import (
    Change,
    Counts,
    Imported,
    Place,
    RelatedStory,
    Row,
    View,
)
from brief_tui.model.query_nodes import Query
from brief_tui.model.state import Mark, Marking

if TYPE_CHECKING:
    from brief_tui.library.network import Network


class Library(LiveLibrary):
    """An archive and what can be done with it."""

    def __init__(self, archive: Archive, network: Network | None = None) -> None:
        super().__init__(archive, network)
        self._importing = Importing(archive)
        self.care = Care(archive)
        self.lists = Lists(archive)
        self.threads = Threads(archive)

    @classmethod
    def open(
        cls,
        path: Path,
        network: Network | None = None,
        tell: Callable[[int, int], None] | None = None,
    ) -> Library:
        """Open the archive at ``path``, making a new one where there is none.

        Where an older one is upgraded, ``tell`` hears how many stories are done, and of how
        many. Raises ArchiveDamagedError, ArchiveTooNewError, ArchiveForeignError; a file that
        cannot be written is opened for reading (see :attr:`read_only`).
        """
        if network is None:
            return cls(Archive.open(path, tell=tell))
        return cls(Archive.open(path, network.now, tell), network)

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

    def import_paths(
        self, paths: Iterable[str | Path], settings: Settings | None = None
    ) -> Iterator[Imported]:
        """Import files and folders of any known format, a result for each document.

        OPML files, and newsboat's ``urls`` and ``cache.db``, bring subscriptions along; their
        passwords go where ``settings`` keep them. One bad document never stops the rest.
        Importing the same thing again changes nothing.
        """
        return Importing(self._archive, settings).paths(paths)

    def import_document(self, document: Document, name: str) -> Imported:
        """Import one document that is at hand already."""
        return self._importing.document(document, name)

    def import_edition(self) -> Iterator[Imported]:
        """Import the bundled edition."""
        return self._importing.edition()

    def refresh_edition(self) -> list[Imported]:
        """Bring in the bundled edition where there is nothing else, and its changes later on.

        An archive that was made for other stories, or from which the reader has removed the
        edition, is left alone.
        """
        return self._importing.refresh_edition()

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
        """The whole story. Raises ArchiveDamagedError when what is stored cannot be read.

        The text of one that came a moment ago is made on the spot.
        """
        return reading.article(self._archive, key)

    def key_of(self, story_id: str) -> int | None:
        """The key of the story with this id, or with the only id that begins so."""
        return self._archive.key_of(story_id)

    def unread_among(self, keys: Sequence[int]) -> int | None:
        """The first of these keys, in their order, whose story is unread; None for none."""
        return self._archive.unread_among(keys)

    def counts(self) -> Counts:
        """How many stories there are, and how many of them are unread, starred, for later."""
        return self._archive.counts()

    def page_links(self, key: int, article: Article) -> tuple[RelatedStory, ...]:
        """What a story's page links to: its headlines, then the links in its text."""
        return PageLinks(self._archive).of(key, article)

    def related(self, key: int, article: Article) -> tuple[RelatedStory, ...]:
        """What belongs with a story: what its page links to, other reports of the event,
        stories like it, stories that point to it; each with the reason it is there.
        """
        from brief_tui.library.belonging import Belonging  # noqa: PLC0415  stems words

        return Belonging(self._archive, self.relating).of(key, article)

    def resolve(self, links: Iterable[RelatedLink]) -> dict[str, int]:
        """The keys of the stories that these links lead to, by the links' URLs."""
        return self._archive.resolve([link.url for link in links if link.url])

    def interrupt(self) -> None:
        """Stop the queries that run now in other threads; they raise InterruptedSearchError."""
        self._archive.interrupt()

    def run_command(self, key: int, hook: Hook) -> str:
        """Give a story to a command of the config; what it printed, or why it failed.

        Raises SourceError for the latter.
        """
        from brief_tui.library.hooks import run_command  # noqa: PLC0415

        article, rows = self.article(key), self.rows([key])
        if article is None or not rows:
            raise ArchiveError("the story is not in the archive any more")
        return run_command(hook, article, rows[0].source)

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
