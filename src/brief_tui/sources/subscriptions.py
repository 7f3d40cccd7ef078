"""Where other readers keep what brief can bring along, and what a file of theirs is."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, Literal, TypeAlias

from brief_tui.formats.newsboat import is_urls
from brief_tui.formats.opml import is_opml
from brief_tui.model.errors import SourceError

Kind: TypeAlias = Literal["opml", "newsboat-urls", "newsboat-cache", ""]

_HEAD: Final = 64 * 1024
_SQLITE: Final = b"SQLite format 3\x00"


def recognise(path: Path) -> Kind:
    """What list of subscriptions, or newsboat's articles, the file is; '' for anything else.

    Never raises: of a file that cannot be read, whoever reads it tells why.
    """
    try:
        if not path.is_file():  # a pipe would be waited for
            return ""
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError):
        return ""
    if head.startswith(_SQLITE):
        from brief_tui.sources.newsboat_cache import is_cache  # noqa: PLC0415  few files are one

        return "newsboat-cache" if is_cache(path) else ""
    return recognise_head(head, path.name)


def recognise_head(head: bytes, name: str = "") -> Kind:
    """The same of the first 64 KiB of a document that is no database, and of its name."""
    if is_opml(head):
        return "opml"
    if b"\x00" in head:
        return ""
    if len(head) >= _HEAD:
        head = head[: head.rfind(b"\n") + 1]  # the last line may have been cut off
    text = head.decode("utf-8", "replace")
    return "newsboat-urls" if name == "urls" or is_urls(text) else ""


def newsboat_home() -> tuple[Path, ...]:
    """What newsboat keeps here: its ``urls`` file, then its cache, as far as they are there.

    As newsboat looks for them: under the XDG base directories if its folder is in the one
    for settings, else in ``~/.newsboat``.
    """
    home = Path(os.path.expanduser("~"))  # noqa: PTH111  Path.home() raises where there is none
    settings = _base("XDG_CONFIG_HOME", home / ".config") / "newsboat"
    data = _base("XDG_DATA_HOME", home / ".local" / "share") / "newsboat"
    dotted = home / ".newsboat"
    folders = (settings, data) if _is(settings, folder=True) else (dotted, dotted)
    files = (folders[0] / "urls", folders[1] / "cache.db")
    return tuple(file for file in files if _is(file))


def newsboat_folder(folder: Path) -> tuple[Path, ...]:
    """newsboat's files in a folder of its: the ``urls`` file first; none in any other folder."""
    urls, cache = folder / "urls", folder / "cache.db"
    found = {"newsboat-urls": urls, "newsboat-cache": cache}
    return tuple(path for kind, path in found.items() if recognise(path) == kind)


def titles_beside(urls: Path) -> dict[str, str]:
    """The titles of feeds by address, from the cache that belongs to a ``urls`` file.

    Empty where there is none that can be read.
    """
    candidates = [urls.with_name("cache.db")]
    if urls in (home := newsboat_home()):
        candidates += home
    for path in candidates:
        if recognise(path) == "newsboat-cache":
            return _titles(path)
    return {}


def _titles(path: Path) -> dict[str, str]:
    from brief_tui.sources.newsboat_cache import read_cache  # noqa: PLC0415

    try:
        with read_cache(path) as cache:
            return {feed.url: feed.title for feed in cache.feeds() if feed.title}
    except SourceError:
        return {}


def _base(variable: str, default: Path) -> Path:
    path = Path(os.environ.get(variable, ""))
    return path if path.is_absolute() else default


def _is(path: Path, *, folder: bool = False) -> bool:
    try:
        return path.is_dir() if folder else path.is_file()
    except OSError:
        return False
