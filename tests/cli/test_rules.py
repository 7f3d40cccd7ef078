"""``brief rules``."""

from __future__ import annotations

from tests.cli.conftest import Brief

RULES = """\
[[rules]]
name = "Strikes"
query = "container"
do = ["star", "tag:labour"]

[[rules]]
query = "is:unread -container"
do = "mark-read"
"""


def test_rules_are_listed_with_what_they_do(brief: Brief) -> None:
    brief.configure(RULES)
    done = brief("rules")
    assert done.code == 0
    assert done.out.splitlines() == [
        "Strikes  container  → star, tag:labour",
        "is:unread -container  → mark-read",
    ]
    assert not brief.archive.exists()


def test_json_has_every_field_of_the_contract(filled: Brief) -> None:
    filled.configure(RULES)
    strikes = {"name": "Strikes", "query": "container", "do": ["star", "tag:labour"]}
    assert filled("rules", "--json").json[0] == strikes
    story = filled("list", "headline:strike", "--json").json[0]["id"]
    assert filled("rules", "--test", "--limit", "1", "--json").json[0] == strikes | {
        "total": 2,
        "stories": [{"id": story, "headline": "The strike ends"}],
        "problem": "",
    }
    assert len(filled("rules", "--test", "--json").json[0]["stories"]) == 2


def test_trying_shows_what_each_would_have_done_and_changes_nothing(filled: Brief) -> None:
    filled.configure(RULES)
    before = filled("list", "--json").out
    done = filled("rules", "--test", "--limit", "1")
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0] == "Strikes  container  → star, tag:labour"
    assert lines[1] == "  would have acted on 2 stories"
    assert lines[2].endswith("The strike ends")
    assert lines[3] == "  and 1 more"
    assert "  would have acted on 0 stories" in lines
    assert filled("list", "--json").out == before


def test_a_rule_that_cannot_be_followed_is_told_in_words(filled: Brief) -> None:
    filled.configure(RULES + '\n[[rules]]\nname = "Odd"\nquery = "is:blue"\ndo = "star"\n')
    done = filled("rules", "--test")
    assert "Odd" not in done.out
    assert "in the rule 'Odd', the query cannot be understood" in done.err


def test_without_rules_it_says_how_to_make_some(filled: Brief) -> None:
    done = filled("rules")
    assert (done.code, done.out) == (1, "")
    assert "`[[rules]]` in the config" in done.err
