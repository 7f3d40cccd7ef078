"""A moment of fuzzing in the suite, and whether the fuzzer finds what it should."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.running import document, failure_of, fuzz, read_or_refuse
from tests.fuzz.shrinking import shrunk
from tests.fuzz.targets import SEEDS, TARGETS, Target

TARGET = pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS.keys())
MUTANTS = 50


@TARGET
def test_every_seed_is_read(target: Target) -> None:
    for seed in target.material().seeds:
        target.read(seed)


@TARGET
def test_broken_documents_are_read_or_refused(target: Target) -> None:
    material = target.material()
    for number in range(MUTANTS):
        read_or_refuse(target, document(target.name, material, "suite", number))


def test_the_seeds_are_small() -> None:
    files = [path for path in SEEDS.rglob("*") if path.is_file()]
    assert files
    assert max(path.stat().st_size for path in files) <= 2048


def test_the_same_seed_makes_the_same_documents() -> None:
    material = TARGETS["any"].material()
    first, again, other = (
        [document("any", material, seed, number) for number in range(20)] for seed in "aab"
    )
    assert first == again != other


def test_a_fault_is_found_shrunk_and_kept(tmp_path: Path) -> None:
    def read(data: bytes) -> None:
        if b"f" in data:
            raise LookupError

    target = Target("planted", read, ("text",))
    report = fuzz(target, "seed", 0.5, tmp_path)
    (path,) = report.failures.values()
    assert path.read_bytes() == b"f"
    assert failure_of(target, b"f")[0].startswith("LookupError")
    assert not failure_of(target, b"g")[0]


def test_shrinking_keeps_all_that_a_failure_needs() -> None:
    data = b"before <b> between </b> after" * 10
    assert shrunk(data, lambda part: b"<b>" in part and part.endswith(b"r")) == b"<b>r"
