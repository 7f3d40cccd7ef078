"""``brief doctor``: whether the archive, the feeds, the config and the terminal are well."""

from __future__ import annotations

import locale
import os
import platform
import shutil
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal

from brief_tui import __version__
from brief_tui.cli.archive_care import archive_findings
from brief_tui.cli.arguments import Commands, add_command, add_json
from brief_tui.cli.exits import Exit
from brief_tui.cli.findings import Finding, live_findings
from brief_tui.cli.output import BOLD, Output, visible
from brief_tui.cli.session import Session
from brief_tui.model.errors import BriefError

if TYPE_CHECKING:
    from brief_tui.config.settings import Settings
    from brief_tui.config.themes import Theme

NARROW: Final = 40
"""Cells: the reader works below that, but is no pleasure."""


def declare(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "doctor",
        run_doctor,
        "check the archive, the feeds, the config and the terminal",
        details="Exit code 3 if something is broken.",
        examples="  brief doctor --quick\n  brief doctor --compact",
    )
    parser.add_argument(
        "--quick", action="store_true", help="do not read every story: large archives take minutes"
    )
    parser.add_argument(
        "--compact",
        action="store_true",
        help="give back the space that deleted stories leave, and merge the search index",
    )
    parser.add_argument(
        "--rebuild-index",
        action="store_true",
        help="make the search index anew, while the old one is in use",
    )
    parser.add_argument(
        "--rebuild",
        action="store_true",
        help="make a sound archive again; a damaged one is kept beside it",
    )
    add_json(parser)


def run_doctor(session: Session) -> Exit:
    """Print what was found, a line each."""
    failed = False
    for finding in _findings(session):
        failed |= finding.status == "fail"
        if session.args.json:
            session.out.json(finding._asdict())
        else:
            _print(session.out, finding)
    return Exit.PARTLY_FAILED if failed else Exit.DONE


def _print(out: Output, finding: Finding) -> None:
    status = finding.status if finding.status == "ok" else out.style(finding.status, BOLD)
    lead = f"{status}{' ' * (4 - len(finding.status))}  {finding.subject:11}  "
    out.line(lead + visible(finding.message))


def _findings(session: Session) -> Iterator[Finding]:
    yield Finding("ok", "program", f"brief {__version__}, Python {platform.python_version()}")
    try:
        settings = session.settings
    except BriefError as error:
        yield Finding("fail", "config", str(error))
        return
    yield from archive_findings(session)
    mistakes = [Finding("warn", "config", problem) for problem in settings.problems]
    mistakes.extend(_chosen_themes(settings))
    yield from mistakes or [Finding("ok", "config", "no mistakes")]
    yield from live_findings(session)
    yield from _keys(session)
    yield from _themes()
    yield from _terminal(session.out)


def _keys(session: Session) -> Iterator[Finding]:
    from brief_tui.config.keymap import resolve  # noqa: PLC0415
    from brief_tui.tui.commands import contexts, default_keys  # noqa: PLC0415

    settings = session.settings
    problems = resolve(default_keys(), contexts(), settings.preset, settings.keys).problems
    yield from (Finding("warn", "keys", problem) for problem in problems)
    if not problems:
        yield Finding("ok", "keys", f"preset {settings.preset}")


def _chosen_themes(settings: Settings) -> Iterator[Finding]:
    """Whether there are the themes that the config names."""
    from brief_tui.config import themes  # noqa: PLC0415

    by_terminal = {"dark_theme": settings.dark_theme, "light_theme": settings.light_theme}
    named = by_terminal if settings.theme == "auto" else {"theme": settings.theme}
    for setting, name in named.items():
        try:
            themes.load_theme(themes.find(name))
        except BriefError as error:
            yield Finding("fail", "config", f"{setting}: {error}")


def _themes() -> Iterator[Finding]:
    from brief_tui.config import themes  # noqa: PLC0415
    from brief_tui.config.paths import user_themes_dir  # noqa: PLC0415

    try:
        found, problems = themes.available()
    except BriefError as error:
        yield Finding("fail", "themes", str(error))
        return
    yield from (Finding("warn", "themes", problem) for problem in problems)
    own = user_themes_dir()
    for theme in found:
        if theme.path.parent == own:
            yield from _contrast(themes.load_theme(theme.path))
    yield Finding("ok", "themes", ", ".join(theme.name for theme in found) or "none")


def _contrast(theme: Theme) -> Iterator[Finding]:
    """A warning for each role that is hard to read, on the ground where it is worst."""
    from brief_tui.config.contrast import readings  # noqa: PLC0415

    poor = (reading for reading in readings(theme) if not reading.enough)
    for role, found in groupby(poor, key=lambda reading: reading.role):
        worst = min(found, key=lambda reading: reading.ratio / reading.needed)
        place = f"{role} on {worst.ground}" if worst.ground != role else role
        message = f"{place} has a contrast of {worst.ratio:.1f}:1, and needs {worst.needed:g}:1"
        yield Finding("warn", "themes", f"{theme.path}: {message}")


def _terminal(out: Output) -> Iterator[Finding]:
    term = os.environ.get("TERM", "")
    if term in {"", "dumb"}:
        yield Finding("warn", "terminal", f"TERM is {term!r}: the reader needs a full screen")
    else:
        yield Finding("ok", "terminal", f"{term}, {_colours(term)}")
    size = shutil.get_terminal_size()
    if out.terminal:
        status: Literal["ok", "warn"] = "warn" if size.columns < NARROW else "ok"
        yield Finding(status, "terminal", f"{size.columns} columns, {size.lines} lines")
    encoding = locale.getpreferredencoding(False)
    if encoding.lower().replace("-", "") == "utf8":
        yield Finding("ok", "locale", encoding)
    else:
        message = f"{encoding}: set LANG to a UTF-8 locale, or letters and lines will be missing"
        yield Finding("warn", "locale", message)


def _colours(term: str) -> str:
    if os.environ.get("NO_COLOR"):
        return "no colours, since NO_COLOR is set"
    if os.environ.get("COLORTERM", "") in {"truecolor", "24bit"}:
        return "16 million colours"
    return "256 colours" if "256color" in term else "16 colours"
