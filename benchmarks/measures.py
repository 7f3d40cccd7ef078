"""What was measured: values with their name, their program and the number of stories."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import apsw
from textual import __version__ as textual_version

BRIEF: Final = "brief"
NEWSBOAT: Final = "newsboat"
STOCK: Final = "newsboat, stock"
ANALYZED: Final = "newsboat, after ANALYZE"


@dataclass(frozen=True, slots=True)
class Measure:
    """Values of one kind, in ``unit``: ms, MiB, times, a second, %.

    ``p50`` and ``p95`` are of ``n`` values; where there is one value, they are that one.
    """

    name: str
    program: str
    stories: int
    unit: str
    n: int
    p50: float
    p95: float
    most: float


def measured(
    name: str, program: str, stories: int, values: Sequence[float], unit: str = "ms"
) -> list[Measure]:
    """The values as one measure; no measure without values. A time of 0 is none."""
    found = sorted(value for value in values if value or unit != "ms")
    if not found:
        return []
    p50, p95 = percentile(found, 0.5), percentile(found, 0.95)
    return [Measure(name, program, stories, unit, len(found), p50, p95, found[-1])]


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def keep(measures: Iterable[Measure], path: Path, versions: dict[str, str]) -> None:
    """Add a line for this run, with the date, the machine and the versions."""
    run: dict[str, Any] = {
        "date": datetime.now(UTC).isoformat(timespec="minutes"),
        "machine": machine(),
        "load": round(os.getloadavg()[0], 1),
        "versions": {**own_versions(), **versions},
        "measures": [
            {
                key: round(value, 3) if isinstance(value, float) else value
                for key, value in asdict(measure).items()
            }
            for measure in measures
        ],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(run, ensure_ascii=False) + "\n")


def kept(path: Path) -> list[Measure]:
    """What was kept, of each measure at each size the newest."""
    newest: dict[tuple[str, str, int], Measure] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        for fields in json.loads(line)["measures"]:
            measure = Measure(**fields)
            newest[measure.name, measure.program, measure.stories] = measure
    return list(newest.values())


def machine() -> str:
    """The processor's kind and number, and the memory."""
    pages, page = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    cores = os.cpu_count() or 1
    return f"{platform.machine()}, {cores} cores, {round(pages * page / 2**30)} GiB"


def own_versions() -> dict[str, str]:
    """Those on which a time depends."""
    return {
        "python": platform.python_version(),
        "textual": textual_version,
        "sqlite": apsw.sqlitelibversion(),
    }
