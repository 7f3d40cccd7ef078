"""Watched folders: what is new or edited in them comes in, as the entries of a feed do."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from brief_tui.archive.articles import moment
from brief_tui.archive.polling import Check, Polled
from brief_tui.archive.store import Archive
from brief_tui.library.importing import Importing
from brief_tui.model.feeds import Outcome, Refreshed
from brief_tui.model.text import clean_line
from brief_tui.sources import files

EVERY: Final = 300
"""Seconds between two looks, where the reader says nothing else: no server is bothered."""


@dataclass(slots=True)
class _Came:
    """What came out of a folder's files: numbers of stories, and sentences."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def any(self) -> bool:
        return bool(self.new or self.changed or self.unchanged)


def check_folder(archive: Archive, folder: Polled) -> Refreshed:
    """Bring in the files of a folder that are not as they were. Raises ArchiveError."""
    path, live = files.path_of(folder.url), archive.live
    came = _bring_in(archive, folder, path)
    missing = not path.is_dir()
    failed = missing or bool(came.problems and not came.any)
    problem = "the folder is not there" if missing else clean_line("; ".join(came.problems[:3]))
    check = Check(
        checked_at=live.now(),
        next_check=live.now() + (folder.every or EVERY),
        health="failing" if failed else "degraded" if came.problems else "ok",
        error=problem,
        failures=folder.failures + 1 if failed else 0,
    )
    live.checked(folder.key, check)
    return Refreshed(
        folder.key,
        folder.name,
        folder.url,
        _outcome(came, failed=failed),
        came.new,
        came.changed,
        came.unchanged,
        problem,
        moment(check.next_check),
    )


def _outcome(came: _Came, *, failed: bool) -> Outcome:
    if failed:
        return "failed"
    return "new" if came.new else "changed" if came.changed else "unchanged"


def _bring_in(archive: Archive, folder: Polled, path: Path) -> _Came:
    """Import what is not as it was; a file without a mark is told of until it is mended."""
    importing, came = Importing(archive), _Came()
    known, marks = archive.live.file_marks(folder.key), []
    for file in files.stories_in(path):
        if isinstance(file, files.Found):
            came.problems.append(f"{file.name}: {file.problem}")
            continue
        mark = files.mark_of(file)
        if known.get(str(file)) == mark:
            came.unchanged += 1
            continue
        for done in importing.from_folder(file, folder.name):
            came.new += done.new
            came.changed += done.changed
            came.unchanged += done.unchanged
            if done.problem:
                came.problems.append(f"{Path(done.name).name}: {done.problem}")
            else:
                marks.append((str(file), mark))
    archive.live.keep_file_marks(folder.key, marks)
    return came
