"""A refresh in words: how far it is, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brief_tui.model.feeds import RefreshProgress, RefreshReport


def progress_words(progress: RefreshProgress) -> str:
    """A few words for the head of the screen."""
    far = f"{progress.done:,} of {progress.total:,}"
    new = f" · {progress.new:,} new" if progress.new else ""
    match progress.stage:
        case "checking":
            return f"checking {far}{new}" if progress.total else "checking"
        case "indexing":
            return f"indexing {far}{new}"
        case "pages":
            return f"fetching pages {far}{new}"


def report_words(report: RefreshReport, key: str, *, stopped: bool = False) -> tuple[str, bool]:
    """A sentence about a refresh, and whether it is about feeds that could not be read.

    ``key`` is what shows the feeds. '' when there was nothing to check.
    """
    asked = [result for result in report.results if result.outcome != "waiting"]
    failed = report.failed
    if report.offline:
        return "No network: nothing could be checked", True
    if len(report.results) == 1 and report.results[0].problem:
        only = report.results[0]
        return f"{only.name}: {only.problem}", bool(failed)
    if stopped and not asked:
        return "Stopped", False
    if not asked:
        return ("Checked a short while ago; nothing is due" if report.results else ""), False
    feeds = "1 feed" if len(asked) == 1 else f"{len(asked):,} feeds"
    if stopped:
        return f"Stopped, {feeds} checked", False
    if failed:
        return f"{len(failed):,} of {feeds} could not be read · {key} shows them", True
    if not report.new:
        return f"Nothing new in {feeds}", False
    return f"{report.new:,} new {'story' if report.new == 1 else 'stories'} in {feeds}", False
