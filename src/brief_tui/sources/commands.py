"""Commands of the reader's own, with outside text as parts of single arguments.

No shell is involved. The values of the placeholders are in the environment as well, as
``BRIEF_URL``, ``BRIEF_HEADLINE``, …, for scripts.
"""

from __future__ import annotations

import errno
import json
import os
import signal
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from brief_tui.config.commands import PLACEHOLDER, Hook
from brief_tui.config.credentials import CredentialsFile
from brief_tui.model.article import Article
from brief_tui.model.errors import SourceError
from brief_tui.model.feeds import RefreshReport
from brief_tui.model.text import clean_line, clean_text, clean_url
from brief_tui.sources.piping import Piped, pipe

DEADLINE: Final = 30.0
"""Seconds that a command has."""


@dataclass(frozen=True, slots=True)
class CommandResult:
    """What came of a command. ``problem`` is a sentence, '' when it ended well.

    ``code`` is None when the command did not start or did not end in time, and negative for
    a signal. ``output`` is the first of what it printed, cleaned.
    """

    code: int | None
    problem: str = ""
    output: str = ""


def run_hook(hook: Hook, article: Article, feed: str = "") -> CommandResult:
    """Give a story to a command. Blocks until the command has ended, or its time is up."""
    enclosure = article.enclosures[0].url if article.enclosures else ""
    fields = {
        "url": article.url,
        "headline": article.headline,
        "id": article.id,
        "feed": feed,
        "enclosure": enclosure,
    }
    return run(hook.run, fields, _input(hook, article))


def run_after_refresh(words: Sequence[str], report: RefreshReport) -> CommandResult | None:
    """Tell the command of a refresh that brought something. None when there is nothing to run."""
    if not words or not (report.new or report.changed):
        return None
    counts = {"new": report.new, "changed": report.changed, "failed": len(report.failed)}
    return run(words, {name: str(count) for name, count in counts.items()})


def run(
    words: Sequence[str],
    fields: Mapping[str, str],
    stdin: bytes = b"",
    timeout: float = DEADLINE,
) -> CommandResult:
    """Run a program whose arguments have placeholders for ``fields``, which are outside text.

    Does not raise for anything that the program or the text does.
    """
    values = {name: _cleaned(name, value) for name, value in fields.items()}
    environment = {f"BRIEF_{name.upper()}": value for name, value in values.items()}
    program = _name(words)
    try:
        filled = list(_filled(words, values))
        done = _started(filled, stdin, os.environ | environment, timeout)
    except SourceError as error:
        return CommandResult(None, str(error))
    complaint = clean_line(done.errors.decode(errors="replace"), 200)
    problem = _problem(program, done, timeout)
    if problem and complaint:
        problem += f": {complaint}"
    return CommandResult(done.code, problem, clean_text(done.output.decode(errors="replace")))


def password_from(words: Sequence[str]) -> str:
    """The first line that a program prints. Raises SourceError, which says nothing of it."""
    done = _started(words, b"", None, DEADLINE)
    if problem := _problem(_name(words), done, DEADLINE):
        raise SourceError(problem)
    try:
        return done.output.partition(b"\n")[0].removesuffix(b"\r").decode()
    except UnicodeDecodeError:
        raise SourceError(f"{_name(words)} printed no UTF-8 text") from None


def open_credentials(path: Path) -> CredentialsFile:
    """The names and passwords at ``path``, with what their password commands print."""
    return CredentialsFile(path, password_from)


def _input(hook: Hook, article: Article) -> bytes:
    if hook.stdin == "none":
        return b""
    if hook.stdin == "json":
        from brief_tui.model.codec import to_json  # noqa: PLC0415

        return json.dumps(to_json(article), ensure_ascii=False).encode() + b"\n"
    from brief_tui.formats.markdown_writer import write_markdown  # noqa: PLC0415

    return write_markdown(article).encode()


def _cleaned(name: str, value: str) -> str:
    """A value on one line and without controls; an address only if it is one of the web."""
    if name not in {"url", "enclosure"}:
        return clean_line(value)
    url = clean_url(value)
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.netloc else ""


def _filled(words: Sequence[str], values: Mapping[str, str]) -> Iterator[str]:
    """The words with values for the placeholders, each still one word. Raises SourceError.

    A value that begins with "-" cannot begin a word, where it would be taken for an option,
    unless the reader said with "--" that no more options come.
    """
    yield words[0]
    options_end = False
    for word in words[1:]:
        options_end = options_end or word == "--"
        if "{url}" in word and values.get("url") == "":
            raise SourceError(f"There is no web address here to give to {_name(words)}")
        # In one pass: what a value has in braces is no placeholder.
        filled = PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), word)
        if filled.startswith("-") and not word.startswith("-") and not options_end:
            raise SourceError(
                f"{_name(words)} was not run: {filled[:40]!r} would be taken for an option;"
                f' write "--" before {word[:40]} in the command'
            )
        yield filled


def _started(
    words: Sequence[str], stdin: bytes, environment: Mapping[str, str] | None, timeout: float
) -> Piped:
    """Run the program. Raises SourceError when it cannot be started."""
    try:
        program = str(Path(words[0]).expanduser()) if words[0].startswith("~/") else words[0]
        return pipe([program, *words[1:]], stdin, environment, timeout)
    except OSError as error:
        raise SourceError(_refusal(words, error)) from None
    except (ValueError, RuntimeError) as error:  # a NUL in a word; nobody's home
        raise SourceError(f"{_name(words)} cannot be run: {error}") from None


def _refusal(words: Sequence[str], error: OSError) -> str:
    name = _name(words)
    match error.errno:
        case errno.ENOENT if Path(words[0]).exists():
            return f"{name} cannot be run: what it names in its first line is not there"
        case errno.ENOENT:
            return f"There is no program {name}"
        case errno.EACCES | errno.ENOEXEC:
            return f"{name} is no program that can be run"
        case _:
            return f"{name} cannot be run: {error.strerror or error}"


def _problem(program: str, done: Piped, timeout: float) -> str:
    if done.code is None:
        return f"{program} took longer than {timeout:g} seconds and was ended"
    if done.code < 0:
        return f"{program} was ended by {_signal_name(-done.code)}"
    return f"{program} ended with code {done.code}" if done.code else ""


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _name(words: Sequence[str]) -> str:
    return clean_line(words[0], 200)
