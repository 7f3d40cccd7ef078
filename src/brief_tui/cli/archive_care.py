"""What ``brief doctor`` says of the archive, and does for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from brief_tui.cli.findings import Finding
from brief_tui.cli.output import count_of, sentence
from brief_tui.cli.progress import counting, doing
from brief_tui.model.errors import ArchiveDamagedError, BriefError

if TYPE_CHECKING:
    from brief_tui.cli.session import Session
    from brief_tui.library import Library
    from brief_tui.model.care import ArchiveFacts

_MIB: Final = 1024**2
_MUCH: Final = 32 * _MIB
"""Bytes that hold nothing from which on they are worth a word, if they are a quarter of all."""

_OFFER: Final = (
    "`brief doctor --rebuild` makes a new one from the edition and keeps this one beside it"
)

_CROWDED: Final = (
    "another program has the archive open, so its pages keep their old size; once more without"
    " that program makes it smaller"
)


def mebibytes(count: int) -> str:
    """A number of bytes, for people."""
    return f"{count / _MIB:,.1f} MiB"


def archive_findings(session: Session) -> Iterator[Finding]:
    """Do what the options ask for, then say how the archive is."""
    path, args = session.archive_path, session.args
    if not path.exists():
        yield Finding("ok", "archive", f"{path} is not there yet; `brief` makes it")
        return
    if args.rebuild:
        yield from _rebuild(session)
    if args.rebuild_index:
        yield from _rebuild_index(session)
    if args.compact:
        yield from _compact(session)
    yield from _state(session)


def _state(session: Session) -> Iterator[Finding]:
    path = session.archive_path
    try:
        with session.library() as library:
            counts, facts = library.counts(), library.care.facts()
            problems = _check(library, quick=session.args.quick)
            read_only = library.read_only
    except BriefError as error:
        yield Finding("fail", "archive", str(error))
        if isinstance(error, ArchiveDamagedError):
            yield Finding("fail", "archive", _OFFER)
        return
    stories = count_of(counts.total, "story", "stories")
    size = mebibytes(facts.size)
    yield Finding("ok", "archive", f"{path}: {stories}, {counts.unread:,} unread, {size}")
    yield from _facts(facts, facts.stories - counts.total)
    if read_only:
        yield Finding("warn", "archive", "it can only be read")
    yield from (Finding("fail", "archive", problem) for problem in problems)
    if problems:
        yield Finding("fail", "archive", _OFFER)


def _facts(facts: ArchiveFacts, hidden: int) -> Iterator[Finding]:
    dates = ""
    if facts.oldest and facts.newest:
        dates = f"stories of {facts.oldest:%Y-%m-%d} to {facts.newest:%Y-%m-%d}"
    much = facts.free >= max(_MUCH, facts.size // 4)
    parts = [
        dates,
        f"{hidden:,} more in no list" if hidden else "",
        f"schema {facts.version}",
        f"{mebibytes(facts.free)} can be given back",
    ]
    said = sentence(parts) + (": `brief doctor --compact` does it" if much else "")
    yield Finding("warn" if much else "ok", "archive", said)
    if facts.unfinished:
        begun = "a new search index was begun; `brief doctor --rebuild-index` goes on with it"
        yield Finding("warn", "archive", begun)


def _check(library: Library, *, quick: bool = False) -> list[str]:
    with counting("checking the archive", at_once=True) as tell:
        return library.care.check(quick=quick, tell=tell)


def _make_index(library: Library) -> None:
    with counting("making the search index", at_once=True) as tell:
        library.care.rebuild_index(tell)


def _rebuild(session: Session) -> Iterator[Finding]:
    """Make the index anew if that is all it takes, else a new archive."""
    try:
        with session.library() as library:
            _make_index(library)
            if not _check(library):
                yield Finding("ok", "rebuild", "the search index was made anew")
                return
    except ArchiveDamagedError:
        pass
    except BriefError as error:
        yield Finding("fail", "rebuild", str(error))
        return
    from brief_tui.library import set_aside  # noqa: PLC0415

    kept = set_aside(session.archive_path)
    yield Finding("warn", "rebuild", f"the damaged archive is kept as {kept}")
    with session.library() as library:
        results = list(library.import_edition())
    stories = count_of(sum(result.new for result in results), "story", "stories")
    yield Finding("ok", "rebuild", f"a new archive has {stories} of the edition")


def _rebuild_index(session: Session) -> Iterator[Finding]:
    try:
        with session.library() as library:
            _make_index(library)
    except BriefError as error:
        yield Finding("fail", "index", str(error))
        return
    yield Finding("ok", "index", "the search index was made anew")


def _compact(session: Session) -> Iterator[Finding]:
    try:
        with session.library() as library:
            with counting("merging the search index", "pages", at_once=True) as tell:
                library.care.merge_index(tell)
            with doing("giving back space", counted=True):
                done = library.care.give_back()
    except BriefError as error:
        yield Finding("fail", "compact", str(error))
        return
    yield Finding("ok", "compact", f"{mebibytes(done.before)} before, {mebibytes(done.after)} now")
    if done.crowded:
        yield Finding("warn", "compact", _CROWDED)
