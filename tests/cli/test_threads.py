"""`brief thread`."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Brief, brief

__all__ = ["brief"]  # fixture

REPORTS = {
    "gazette": "Crane drivers in Velmouth harbour stopped work. The union leader Ada Kestrin asks"
    " for higher pay after the accident at quay nine.",
    "herald": "Work at quay nine of Velmouth harbour has stopped. Crane drivers follow a call of"
    " Ada Kestrin of the union; ships are waiting outside.",
    "courier": "Bees have come back to the gardens along the river, say beekeepers and schools.",
}


@pytest.fixture
def ids(brief: Brief) -> dict[str, str]:
    """The ids of three stories, of which two are about one event."""
    for day, (name, text) in enumerate(REPORTS.items(), 1):
        front = f"headline: The {name} on it\npublished: 2026-03-0{day}\npublisher: {name}"
        brief.file(f"stories/{name}.md", f"---\n{front}\nlanguage: en\n---\n\n{text}\n")
    assert brief("import", brief.folder / "stories").code == 0
    return {row["publisher"]: row["id"] for row in brief("list", "--json").json}


def test_the_reports_of_an_event_are_listed_oldest_first_with_reasons(
    brief: Brief, ids: dict[str, str]
) -> None:
    first, second = brief("thread", ids["gazette"], "--json").json
    assert (first["id"], second["id"]) == (ids["gazette"], ids["herald"])
    assert (first["reason"], first["score"]) == ("", None)
    assert second["origin"] == "thread"
    assert second["score"] > 0.2
    assert second["reason"].startswith("both: ")
    lines = brief("thread", ids["gazette"]).out.splitlines()
    assert [line.split()[-4:] for line in lines] == [
        "The gazette on it".split(),
        "The herald on it".split(),
    ]


def test_a_story_without_other_reports_ends_with_1(brief: Brief, ids: dict[str, str]) -> None:
    done = brief("thread", ids["courier"])
    assert done.code == 1
    assert "nobody else has reported" in done.err


def test_what_is_split_and_merged_stays_so(brief: Brief, ids: dict[str, str]) -> None:
    assert brief("thread", ids["herald"], "--split").code == 0
    assert len(brief("thread", ids["gazette"], "--json").json) <= 1
    merged = brief("thread", ids["courier"], "--merge", ids["gazette"], "--json").json
    assert {row["publisher"] for row in merged} == {"gazette", "courier"}
    brief.file("stories/courier.md", "# The courier on it\n\nNow of something else.\n")
    assert brief("import", brief.folder / "stories").code == 0
    again = brief("thread", ids["gazette"], "--json").json
    assert {row["publisher"] for row in again} >= {"gazette"}
    assert ids["herald"] not in {row["id"] for row in again}
