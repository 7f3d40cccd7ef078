"""A process that is watched: how long it takes, and the processor and memory that it uses.

Memory is read from ``/proc``: peaks of the processes' resident sets, and of the sum of their
proportional sets, in which what several processes share counts once.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

_LOOK: Final = 0.03
"""Seconds between looks at what is watched for."""
_WEIGH: Final = 0.15
"""Seconds between two weighings of the processes: each takes about a millisecond of them."""
_MIB: Final = 1024


@dataclass(slots=True)
class Watched:
    """Seconds and MiB. ``cpu`` and ``together`` include the processes that it started."""

    wall: float = 0.0
    cpu: float = 0.0
    alone: float = 0.0
    together: float = 0.0
    readable: float = 0.0
    searchable: float = 0.0

    def to_json(self) -> dict[str, float]:
        return {name: round(value, 3) for name, value in asdict(self).items()}


def watched(
    argv: Sequence[str], environment: dict[str, str], look: Callable[[float, Watched], None]
) -> Watched:
    """Run a command to its end; ``look`` is called meanwhile with the seconds gone."""
    result = Watched()
    with Path(os.devnull).open("w") as nothing:
        began = time.perf_counter()
        process = subprocess.Popen(argv, env=environment, stdout=nothing, stderr=sys.stderr)
        weighed = 0.0
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            gone = time.perf_counter() - began
            if pid:
                break
            if gone - weighed > _WEIGH:
                weighed = gone
                result.together = max(result.together, _together(process.pid))
                result.alone = max(result.alone, _field(process.pid, "status", "VmHWM:"))
            look(gone, result)
            time.sleep(_LOOK)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{argv[0]} ended with {process.returncode}")
    result.wall = gone
    result.cpu = usage.ru_utime + usage.ru_stime
    return result


def _together(pid: int) -> float:
    return sum(_field(each, "smaps_rollup", "Pss:") for each in (pid, *_children(pid)))


def _children(pid: int) -> Iterable[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:
        return
    for task in tasks:
        try:
            children = (task / "children").read_text().split()
        except OSError:
            continue
        for child in map(int, children):
            yield child
            yield from _children(child)


def _field(pid: int, name: str, label: str) -> float:
    """A number of kB from a file of ``/proc``, in MiB; 0 where there is none."""
    try:
        lines = Path(f"/proc/{pid}/{name}").read_text().splitlines()
    except OSError:
        return 0.0
    found = [line.split()[1] for line in lines if line.startswith(label)]
    return int(found[0]) / _MIB if found else 0.0
