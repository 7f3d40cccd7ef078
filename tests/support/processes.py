"""Other processes, started anew, so that they share nothing with a test but files."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any, Final

PATIENCE: Final = 60.0
"""Seconds after which a test that waits for a process gives up."""

_processes: Final = multiprocessing.get_context("spawn")


@contextmanager
def process(
    work: Callable[..., None], *arguments: object
) -> Iterator[tuple[Connection, Callable[[], None]]]:
    """Another process at ``work``; the pipe it reports to, and how to kill it."""
    ours, theirs = _processes.Pipe()
    worker = _processes.Process(target=work, args=(theirs, *arguments))
    worker.start()
    theirs.close()

    def kill() -> None:
        worker.kill()
        worker.join(PATIENCE)
        assert worker.exitcode == -signal.SIGKILL

    try:
        yield ours, kill
    finally:
        worker.kill()
        worker.join(PATIENCE)
        ours.close()


def answer(pipe: Connection) -> Any:
    assert pipe.poll(PATIENCE), "the other process is silent"
    return pipe.recv()
