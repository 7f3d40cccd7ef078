"""The start of the reader: what can be done before the interface is there is done first.

Textual is imported here and nowhere earlier; this module must not import it at its top.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from brief_tui.config.settings import Settings
from brief_tui.model.errors import FormatError
from brief_tui.tui.overture import Overture

if TYPE_CHECKING:
    from brief_tui.library import Document, Library

# Textual paints so often a second at most, and reads this when it is imported. By its own 60,
# what is found for a letter waits up to 17 ms for its paint: a search took 35 ms instead of 14.
os.environ.setdefault("TEXTUAL_FPS", "240")


def open_reader(settings: Settings, query: str, prepare: Callable[[], None]) -> int:
    """Open the reader on the archive; the process's exit code when the reader leaves.

    ``prepare`` is what may take long and tell of it on the usual screen: it is called unless
    the first screen was kept, for then the archive is as this program left it. Raises what
    ``prepare`` raises, and ArchiveError where the archive cannot be opened.
    """
    gc.disable()  # what is imported stays: looking for garbage in it costs a tenth of the start
    with Overture(settings) as overture:
        if query or not overture.show():
            prepare()
        opening = Opening(settings.archive)
        from brief_tui.tui.app import read  # noqa: PLC0415  Textual is slow to import

        with opening.library() as library:
            overture.await_interface()
            code = read(library, settings, query, overture)
        overture.keep()
    return code


def open_document(settings: Settings, document: Document) -> int:
    """Open the reader on one document, in an archive that lasts as long as it is read.

    Raises FormatError where it holds no article.
    """
    from tempfile import TemporaryDirectory  # noqa: PLC0415

    from brief_tui.library import Library  # noqa: PLC0415
    from brief_tui.tui.app import read  # noqa: PLC0415

    with (
        TemporaryDirectory(prefix="brief-") as folder,
        Library.open(Path(folder) / "archive.db") as library,
    ):
        done = library.import_document(document, document.uri or "standard input")
        if not done.new:
            raise FormatError(done.problem or "there is no article in it")
        return read(library, settings)


class Opening:
    """An archive that is opened in a thread, while this one imports the interface."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._result: Callable[[], Library] | None = None
        # A daemon: an archive that takes long to open must not hold up one who gives up.
        self._thread = Thread(target=self._open, name="brief-opening", daemon=True)
        self._thread.start()

    def library(self) -> Library:
        """The archive, once it is open. Raises what :meth:`Library.open` raises."""
        self._thread.join()
        assert self._result is not None
        return self._result()

    def _open(self) -> None:
        try:
            from brief_tui.library import Library  # noqa: PLC0415  it is slow to import, too

            library = Library.open(self._path)
            self._result = lambda: library
        except BaseException as error:  # it is the reader's thread that has to say so
            self._result = _raising(error)


def _raising(error: BaseException) -> Callable[[], Library]:
    def result() -> Library:
        raise error

    return result
