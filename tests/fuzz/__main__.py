"""Feed broken documents to the parsers for a while, and say what came of it.

    python -m tests.fuzz [TARGET ...] --minutes 5 [--seed WORD] [--folder build/fuzz]
    python -m tests.fuzz TARGET --read FILE

Targets take turns, by their shares of the time. Every kind of failure is shrunk to a small
document and kept in the folder. The same seed makes the same documents. ``--read`` tries one
document again, and shows the whole error.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Final

from tests.fuzz.running import Report, failure_of, fuzz, say
from tests.fuzz.targets import TARGETS, Target

_MEBIBYTE: Final = 1024 * 1024


def main() -> int:
    """0 when nothing failed."""
    arguments = _arguments()
    targets = [TARGETS[name] for name in arguments.targets or TARGETS]
    if arguments.read:
        return _read_again(targets[0], arguments.read)
    shares = sum(target.share for target in targets)
    failures = 0
    for target in targets:
        seconds = 60 * arguments.minutes * target.share / shares
        report = fuzz(target, arguments.seed, seconds, arguments.folder)
        say(_summary(target, report))
        failures += len(report.failures)
    return 1 if failures else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--minutes", type=float, default=5.0, help="for all targets together")
    parser.add_argument("--seed", default=str(int(time.time())), help="today's if not given")
    parser.add_argument("--folder", type=Path, default=Path("build/fuzz"), help="for failures")
    parser.add_argument("--read", type=Path, metavar="FILE", help="read this one document")
    arguments = parser.parse_args()
    if unknown := set(arguments.targets) - set(TARGETS):
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    return arguments


def _read_again(target: Target, path: Path) -> int:
    data = path.read_bytes()
    failure, took = failure_of(target, data)
    say(f"{failure or 'nothing wrong'}, {took:.2f} s")
    if failure:
        target.read(data)
    return 1 if failure else 0


def _summary(target: Target, report: Report) -> str:
    return (
        f"{target.name}: {report.documents:,} documents in {report.seconds:.0f} s, "
        f"{len(report.failures)} kinds of failure, slowest {report.slowest:.2f} s "
        f"({report.slowest_size:,} bytes), memory +{report.memory // _MEBIBYTE} MiB"
    )


if __name__ == "__main__":
    raise SystemExit(main())
