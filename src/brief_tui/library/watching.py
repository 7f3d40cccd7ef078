"""Watched folders: what is new or edited in them comes in, as the entries of a feed do."""

from __future__ import annotations

from pathlib import Path
from random import Random

from brief_tui.archive.articles import moment
from brief_tui.archive.polling import Check, Polled
from brief_tui.archive.store import Archive
from brief_tui.config.settings import Settings
from brief_tui.library.importing import Importing
from brief_tui.model.feeds import Outcome, Refreshed
from brief_tui.model.text import clean_line
from brief_tui.sources import files
from brief_tui.sources.schedule import next_check


def check_folder(archive: Archive, settings: Settings, folder: Polled) -> Refreshed:
    """Bring in the files of a folder that are not as they were. Raises ArchiveError."""
    importing, live = Importing(archive), archive.live
    known, marks = live.file_marks(folder.key), []
    new = changed = unchanged = 0
    problems = []
    path = files.path_of(folder.url)
    for file in files.stories_in(path):
        if isinstance(file, files.Found):
            problems.append(f"{file.name}: {file.problem}")
            continue
        mark = files.mark_of(file)
        if known.get(str(file)) == mark:
            unchanged += 1
            continue
        for done in importing.from_folder(file, folder.name):
            new, changed = new + done.new, changed + done.changed
            unchanged += done.unchanged
            if done.problem:  # without a mark it is told of until it is mended
                problems.append(f"{Path(done.name).name}: {done.problem}")
            else:
                marks.append((str(file), mark))
    live.keep_file_marks(folder.key, marks)
    missing = not path.is_dir()
    failed = missing or bool(problems and not (new or changed or unchanged))
    problem = "the folder is not there" if missing else clean_line("; ".join(problems[:3]))
    check = Check(
        checked_at=live.now(),
        next_check=next_check(
            live.now(),
            every=folder.every or settings.feeds.every,
            fresh_for=None,
            ttl=None,
            failures=0,
            pause=None,
            random=Random(0),  # noqa: S311 - nobody waits for a folder
        ),
        health="failing" if failed else "degraded" if problems else "ok",
        error=problem,
        failures=folder.failures + 1 if failed else 0,
    )
    live.checked(folder.key, check)
    outcome: Outcome = (
        "failed" if failed else "new" if new else "changed" if changed else "unchanged"
    )
    return Refreshed(
        folder.key,
        folder.name,
        folder.url,
        outcome,
        new,
        changed,
        unchanged,
        problem,
        moment(check.next_check),
    )
