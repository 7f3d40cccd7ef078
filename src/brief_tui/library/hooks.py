"""The reader's own commands: what is given to them, and what became of it."""

from __future__ import annotations

from brief_tui.config.commands import Hook
from brief_tui.config.settings import Settings
from brief_tui.model.article import Article
from brief_tui.model.errors import SourceError
from brief_tui.model.feeds import RefreshReport
from brief_tui.sources.commands import run_after_refresh, run_hook


def run_command(hook: Hook, article: Article, source: str) -> str:
    """Give a story to a command; the first of what it printed. Raises SourceError."""
    result = run_hook(hook, article, source)
    if result.problem:
        raise SourceError(result.problem)
    return result.output


def after_refresh(report: RefreshReport, settings: Settings) -> str:
    """Run the command that follows a refresh; what went wrong, '' for nothing."""
    result = run_after_refresh(settings.feeds.after_refresh, report)
    return result.problem if result else ""
