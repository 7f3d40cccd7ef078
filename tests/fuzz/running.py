"""Reading documents one by one under a watch: what was raised, how long it took, how much
memory it left behind.
"""

from __future__ import annotations

import resource
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import FrameType
from typing import Final

from brief_tui.model.errors import BriefError
from tests.fuzz.checks import BrokenPromiseError, check_error
from tests.fuzz.mutations import Material, mutant
from tests.fuzz.shrinking import shrunk
from tests.fuzz.targets import Target

DEADLINE: Final = 2.0
"""Seconds of processor time that a document may take."""

_PATIENCE: Final = 4 * DEADLINE
"""Seconds after which reading is broken off; Python code only, C code is waited for."""

_MEMORY_UNIT: Final = 1 if sys.platform == "darwin" else 1024


class TooSlowError(BaseException):
    """Not an Exception, so that no parser takes it for its own."""


@dataclass(slots=True)
class Report:
    """What became of a target's documents. ``failures`` are the files of shrunk ones."""

    documents: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    slowest_size: int = 0
    memory: int = 0
    failures: dict[str, Path] = field(default_factory=dict)


def fuzz(target: Target, seed: str, seconds: float, folder: Path) -> Report:
    """Read mutants for so many seconds; each new kind of failure is shrunk and kept."""
    material = target.material()
    folder.mkdir(parents=True, exist_ok=True)
    current = folder / f"{target.name}.current"
    report, memory = Report(), _peak_memory()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        data = document(target.name, material, seed, report.documents)
        current.write_bytes(data)  # what it was, should the process die of it
        failure = _read(target, data, report)
        if failure and failure not in report.failures:
            report.failures[failure] = _keep(target, data, failure, folder)
    current.unlink(missing_ok=True)
    report.memory = _peak_memory() - memory
    return report


def document(name: str, material: Material, seed: str, number: int) -> bytes:
    """The ``number``-th document of a target in a run with this seed."""
    return mutant(Random(f"{seed} {name} {number}"), material)


def failure_of(target: Target, data: bytes) -> tuple[str, float]:
    """What went wrong ('' for nothing), the same words for the same fault, and the time."""
    before = time.process_time()
    failure = ""
    try:
        with _watched():
            read_or_refuse(target, data)
    except BrokenPromiseError as error:
        failure = str(error)
    except TooSlowError:
        failure = "too slow"
    except Exception as error:
        failure = f"{type(error).__name__} in {_place(error)}"
    took = time.process_time() - before
    return failure or ("too slow" if took > DEADLINE else ""), took


def say(line: str) -> None:
    """Print a line now: a run may be broken off."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _read(target: Target, data: bytes, report: Report) -> str:
    failure, took = failure_of(target, data)
    report.documents += 1
    report.seconds += took
    if took > report.slowest:
        report.slowest, report.slowest_size = took, len(data)
    return failure


def read_or_refuse(target: Target, data: bytes) -> None:
    """Read a document. An error for people is no fault; any other is raised."""
    try:
        target.read(data)
    except BriefError as error:
        check_error(error)


def _place(error: Exception) -> str:
    """The function of ours in which the error came up."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "brief_tui" in f.filename]
    return f"{Path(frames[-1].filename).stem}.{frames[-1].name}" if frames else "the fuzzer"


def _keep(target: Target, data: bytes, failure: str, folder: Path) -> Path:
    """Write the smallest document that fails so; the file's name says what with."""
    small = shrunk(data, lambda smaller: failure_of(target, smaller)[0] == failure)
    name = "".join(c if c.isalnum() else "-" for c in failure)[:60]
    path = folder / f"{target.name}-{name}.bin"
    path.write_bytes(small)
    say(f"{target.name}: {failure}: {len(small)} bytes in {path}")
    return path


@contextmanager
def _watched() -> Iterator[None]:
    """Break off what takes far too long."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, _PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _peak_memory() -> int:
    """The most memory that this process has had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _MEMORY_UNIT
