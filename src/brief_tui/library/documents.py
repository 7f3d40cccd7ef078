"""Documents without an archive: reading them, writing them, where they are."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from brief_tui.archive import opening
from brief_tui.config.settings import Settings
from brief_tui.formats import registry
from brief_tui.formats.base import Document, Parsed
from brief_tui.formats.markdown_writer import write_markdown
from brief_tui.model.article import Article
from brief_tui.model.identity import canonical_url
from brief_tui.model.json_fields import Json
from brief_tui.sources import files, pictures

EDITION: Final = "The brief edition"
"""The name of the bundled edition, as a source."""


def set_aside(path: Path) -> Path:
    """Move a damaged archive, with its journal, out of the way; where it is now.

    Raises ArchiveError when it cannot be moved.
    """
    return opening.set_aside(path)


def needs_upgrade(path: Path) -> bool:
    """Whether opening the archive there would bring it up to date first. Raises ArchiveError."""
    return opening.needs_upgrade(path)


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


def fetch_document(url: str, settings: Settings) -> Document:
    """The document at an address of the web. Raises SourceError."""
    from brief_tui.library.network import Network, fetch  # noqa: PLC0415 - seldom asked

    return fetch(url, settings, Network())


def newsboat_here() -> tuple[Path, ...]:
    """The files in which newsboat keeps subscriptions and stories on this machine, if any."""
    from brief_tui.sources.subscriptions import newsboat_home  # noqa: PLC0415 - seldom asked

    return newsboat_home()


def addresses(article: Article, document: Document, *, alone: bool) -> tuple[str, ...]:
    """By what addresses links may point at the story.

    A file that holds one story is an address of it. A feed never is, however short it is
    today: its next story would be taken for the same one.
    """
    local = alone and document.uri.startswith(("file:", "edition:"))
    places = [article.url, document.uri if local else ""]
    return tuple(dict.fromkeys(address for p in places if p and (address := canonical_url(p))))
