"""One program, run to its end: fed, read up to a limit, and ended when its time is up."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import IO, Final

OUTPUT_LIMIT: Final = 64 * 1024
"""Bytes kept of what a program prints, and of what it complains. The rest is passed over."""
GRACE: Final = 1.0
"""Seconds between asking a program to end and ending it."""

_CHUNK: Final = 64 * 1024
_TICK: Final = 0.05


@dataclass(frozen=True, slots=True)
class Piped:
    """What came of a program. ``code`` is negative for a signal's number, None when its time
    was up. ``output`` and ``errors`` are the first of what it wrote."""

    code: int | None
    output: bytes
    errors: bytes


def pipe(
    words: Sequence[str],
    stdin: bytes = b"",
    environment: Mapping[str, str] | None = None,
    seconds: float = 30.0,
) -> Piped:
    """Run a program in a session of its own. Raises OSError when it cannot be started.

    When its time is up, it and what it started are ended. What it leaves running when it
    ends by itself, a window that it opened, stays.
    """
    process = subprocess.Popen(  # noqa: S603  the reader's own command, and no shell
        words,
        stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        env=environment,
        start_new_session=True,
    )
    try:
        return _Exchange(process, stdin).run(monotonic() + seconds)
    finally:
        if process.poll() is None:
            _end(process)
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream:
                stream.close()


class _Exchange:
    """What goes to and comes from a process, as either side is ready."""

    def __init__(self, process: subprocess.Popen[bytes], stdin: bytes) -> None:
        self._process = process
        self._rest = memoryview(stdin)
        self._read = {process.stdout: bytearray(), process.stderr: bytearray()}

    def run(self, ends_at: float) -> Piped:
        with selectors.DefaultSelector() as ready:
            for stream in self._read:
                _register(ready, stream, selectors.EVENT_READ)
            _register(ready, self._process.stdin, selectors.EVENT_WRITE)
            while (left := ends_at - monotonic()) > 0:
                ended = self._process.poll() is not None
                if not ended and not ready.get_map():
                    with suppress(subprocess.TimeoutExpired):
                        self._process.wait(left)
                    break
                events = ready.select(0 if ended else min(left, _TICK))
                moved = [self._move(ready, key) for key, _ in events]
                if ended and not any(moved):
                    break  # others may hold its streams open, and write to them for ever
        output, errors = (bytes(read) for read in self._read.values())
        return Piped(self._process.poll(), output, errors)

    def _move(self, ready: selectors.BaseSelector, key: selectors.SelectorKey) -> bool:
        """Read or write what can be now; whether something was read that is kept."""
        if key.fileobj is self._process.stdin:
            self._write(ready, key)
            return False
        try:
            data = os.read(key.fd, _CHUNK)
        except BlockingIOError:
            return False
        if not data:
            ready.unregister(key.fileobj)
            return False
        kept = self._read[key.data]
        room = OUTPUT_LIMIT - len(kept)
        kept += data[:room]
        return room > 0

    def _write(self, ready: selectors.BaseSelector, key: selectors.SelectorKey) -> None:
        try:
            self._rest = self._rest[os.write(key.fd, self._rest[:_CHUNK]) :]
        except BlockingIOError:
            return
        except BrokenPipeError:  # it does not read on, which is its right
            self._rest = self._rest[:0]
        if not self._rest:
            ready.unregister(key.fileobj)
            key.data.close()


def _register(ready: selectors.BaseSelector, stream: IO[bytes] | None, event: int) -> None:
    if stream is not None:
        os.set_blocking(stream.fileno(), False)
        ready.register(stream, event, stream)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and its group: asked first, and then not asked."""
    with suppress(OSError):
        os.killpg(process.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(GRACE)
    # Its own number is that of the group, and given to no other while one of the group lives.
    with suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    with suppress(subprocess.TimeoutExpired):
        process.wait(GRACE)
