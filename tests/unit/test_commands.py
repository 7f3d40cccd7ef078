"""Running the reader's own commands: what they get, how they end, and what is said of it."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.config.commands import Hook
from brief_tui.formats.markdown_writer import write_markdown
from brief_tui.model.article import Article, Paragraph, Run
from brief_tui.model.errors import SourceError
from brief_tui.model.feeds import Refreshed, RefreshReport
from brief_tui.model.filenames import BYTES_LIMIT, safe_name
from brief_tui.sources.commands import password_from, run, run_after_refresh, run_hook
from brief_tui.sources.piping import OUTPUT_LIMIT, pipe

ARTICLE = Article(
    id="a1",
    headline="Ferry late",
    url="https://example.org/ferry",
    body=(Paragraph((Run("The ferry came at nine."),)),),
)
ECHO = "import sys; sys.stdout.write(sys.stdin.read())"


def python(code: str, *more: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code, *more)


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


def is_running(pid: int) -> bool:
    """Whether there is such a process. One that has ended and was not asked after is none."""
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_story_is_given_as_markdown() -> None:
    result = run_hook(Hook("echo", python(ECHO)), ARTICLE)
    assert (result.code, result.problem) == (0, "")
    assert result.output == write_markdown(ARTICLE)


def test_a_story_is_given_as_json() -> None:
    result = run_hook(Hook("echo", python(ECHO), "json"), ARTICLE)
    assert json.loads(result.output)["headline"] == "Ferry late"


def test_placeholders_are_filled_and_in_the_environment() -> None:
    code = (
        "import os, sys; e = os.environ; print(sys.argv[1:],"
        " [e['BRIEF_' + n] for n in ('URL', 'HEADLINE', 'ID', 'FEED')])"
    )
    hook = Hook("show", python(code, "{headline} ({feed})", "{id}", "{other}"), "none")
    values = ["https://example.org/ferry", "Ferry late", "a1", "Quay News"]
    expected = f"{['Ferry late (Quay News)', 'a1', '{other}']} {values}\n"
    assert run_hook(hook, ARTICLE, "Quay News").output == expected


def test_a_command_is_told_of_a_refresh_that_brought_something() -> None:
    words = python("import sys; print(sys.argv[1])", "{new} new, {changed} changed, {failed} not")
    gone = Refreshed(1, "Quay", "https://example.org/", "gone")
    result = run_after_refresh(words, RefreshReport((gone,), new=12, changed=3))
    assert result is not None
    assert result.output == "12 new, 3 changed, 1 not\n"
    assert run_after_refresh(words, RefreshReport((gone,))) is None
    assert run_after_refresh((), RefreshReport((), new=1)) is None


def test_a_program_that_is_not_there() -> None:
    result = run(["no-such-program-of-ours"], {})
    assert result.code is None
    assert result.problem == "There is no program no-such-program-of-ours"


def test_a_file_that_is_no_program(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("hello")
    assert run([str(path)], {}).problem == f"{path} is no program that can be run"
    path.chmod(0o755)
    path.write_bytes(b"\x00\x01")
    assert run([str(path)], {}).problem == f"{path} is no program that can be run"
    path.write_text("#!/no/such/shell\n")
    assert "what it names in its first line is not there" in run([str(path)], {}).problem


def test_a_program_in_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "say").write_text("#!/bin/sh\necho here\n")
    (tmp_path / "say").chmod(0o755)
    assert run(["~/say"], {}).output == "here\n"


def test_a_code_is_told_with_the_first_of_the_complaint() -> None:
    result = run(python("import sys; print('x'); sys.exit('no network')"), {})
    assert (result.code, result.output) == (1, "x\n")
    assert result.problem == f"{sys.executable} ended with code 1: no network"


def test_a_signal_is_told_by_its_name() -> None:
    result = run(python("import os, signal; os.kill(os.getpid(), signal.SIGTERM)"), {})
    assert result.code == -15
    assert result.problem == f"{sys.executable} was ended by SIGTERM"


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_what_takes_too_long_is_ended_with_what_it_started(tmp_path: Path) -> None:
    script = 'trap "" TERM; sleep 600 & echo $! > "$0"; wait; sleep 600'
    result = run(["sh", "-c", script, str(tmp_path / "pid")], {}, timeout=2.5)
    assert result.code is None
    assert result.problem == "sh took longer than 2.5 seconds and was ended"
    child = int((tmp_path / "pid").read_text())
    wait_for(lambda: not is_running(child))


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_what_a_command_leaves_running_stays_and_is_not_waited_for() -> None:
    result = run(["sh", "-c", "sleep 600 & echo $!"], {})
    assert result.code == 0
    pid = int(result.output)
    assert is_running(pid)
    os.kill(pid, signal.SIGKILL)


def test_a_flood_is_read_to_its_end_and_its_beginning_kept() -> None:
    code = "import sys; sys.stdout.write('x' * 3_000_000); sys.stderr.write('y' * 3_000_000)"
    piped = pipe(python(code))
    assert piped.code == 0
    assert piped.output == b"x" * OUTPUT_LIMIT
    assert piped.errors == b"y" * OUTPUT_LIMIT


def test_an_endless_flood_is_ended() -> None:
    piped = pipe(["yes"], seconds=2.0)
    assert piped.code is None
    assert len(piped.output) == OUTPUT_LIMIT


def test_much_input_goes_through_a_program_that_answers_as_it_reads() -> None:
    data = bytes(range(256)) * 8_000
    code = "import sys, shutil; shutil.copyfileobj(sys.stdin.buffer, sys.stdout.buffer)"
    piped = pipe(python(code), data)
    assert piped.code == 0
    assert piped.output == data[:OUTPUT_LIMIT]


def test_a_program_need_not_read_what_it_is_given() -> None:
    assert pipe(python("pass"), b"x" * 2_000_000).code == 0
    assert pipe(python("import os; os.close(0); print(1)"), b"x" * 2_000_000).output == b"1\n"


def test_a_program_that_closes_its_streams_is_waited_for() -> None:
    code = "import os, time; os.close(1); os.close(2); time.sleep(0.3); os._exit(7)"
    assert pipe(python(code)).code == 7


def test_a_password_is_the_first_line() -> None:
    assert password_from(python("print('pa ss\\nuser: me')")) == "pa ss"
    assert password_from(python("pass")) == ""


@pytest.mark.parametrize(
    "code",
    [
        "import sys; print('hunter2'); print('hunter2', file=sys.stderr); sys.exit(2)",
        "import sys; sys.stdout.buffer.write(b'hunter2\\xff')",
    ],
)
def test_what_is_said_of_a_password_command_has_no_secret(code: str) -> None:
    with pytest.raises(SourceError) as caught:
        password_from(python(code))
    assert "hunter2" not in repr(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@given(st.text(st.characters() | st.sampled_from("./\\-_: \x00\x1b\u0301"), max_size=300))
def test_a_safe_name_is_one_whatever_comes(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert not set(safe) & set("/\\\0:;|&<>*?\"'$`~ ")
    assert safe[0] not in "._-"
    assert safe[-1] not in ".-"
    assert safe.isprintable()
    assert len(safe.encode()) <= BYTES_LIMIT + len("file-")
    assert safe_name(safe) == safe


def test_a_long_name_keeps_its_suffix() -> None:
    safe = safe_name("ф" * 500 + ".mp3")
    assert safe.endswith("ф.mp3")
    assert len(safe.encode()) <= BYTES_LIMIT
