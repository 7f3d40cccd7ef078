"""Rules: the ``[[rules]]`` of the config, each checked when it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from brief_tui.config.suggestions import hint
from brief_tui.config.toml_table import TomlTable
from brief_tui.model.rules import ACTIONS, Action, Rule
from brief_tui.model.text import clean_line

NAME_LIMIT: Final = 80

_WRITTEN: Final = tuple("tag:NAME" if name == "tag" else name for name in ACTIONS)


def read_rules(config: TomlTable) -> tuple[Rule, ...]:
    """The rules in the order of the file, each with a name of its own.

    One that has a mistake is left out; the mistake goes to the config's problems.
    """
    rules: list[Rule] = []
    for number, values in enumerate(config.sections("rules"), start=1):
        name = _free(_name(values, number), [rule.name for rule in rules])
        table = config.within(values, f"in the rule {name!r}, ", "the rule is left out")
        table.text("name", "")
        query = table.text("query", "", "a query in quotes")
        actions = tuple(dict.fromkeys(_actions(table)))
        if "query" not in table:
            table.mistake("there is no query")
        elif query:
            _check(table, query)
        if not actions and not table.problems:
            table.mistake("there is nothing to do")
        problems = table.finish()
        config.adopt(problems)
        if not problems:
            rules.append(Rule(name, query, actions))
    return tuple(rules)


def _name(values: Mapping[str, object], number: int) -> str:
    """What to call a rule: its name, or else its query."""
    for key in ("name", "query"):
        value = values.get(key)
        if isinstance(value, str) and (name := clean_line(value, NAME_LIMIT)):
            return name
    return f"number {number}"


def _free(name: str, taken: Sequence[str]) -> str:
    """The name, with a number to it when another rule has it."""
    found, number = name, 2
    while found in taken:
        found, number = f"{name} ({number})", number + 1
    return found


def _actions(table: TomlTable) -> Iterator[Action]:
    wanted = "one of " + ", ".join(f'"{written}"' for written in _WRITTEN) + ", or a list of them"
    texts = table.texts("do", wanted)
    for text in texts:
        written, colon, value = text.strip().partition(":")
        name = next((name for name in ACTIONS if name == written.strip()), None)
        tag = clean_line(value.strip().removeprefix("#"))
        if name is None:
            table.wrong("do", wanted, text, near=hint(written, ACTIONS))
        elif name != "tag" and colon:
            table.mistake(f"{name!r} takes no value, as in {text[:60]!r}")
        elif name == "tag" and (not tag or "," in tag):
            table.mistake(f"{text[:60]!r} should be a tag such as 'tag:travel', without a comma")
        else:
            yield Action(name, tag)


def _check(table: TomlTable, query: str) -> None:
    """Note why the query cannot be understood, if it cannot, and where in it."""
    from brief_tui.model.query import parse_query  # noqa: PLC0415  most readers have no rules
    from brief_tui.model.query_nodes import QueryMistake  # noqa: PLC0415

    found = parse_query(query, datetime.now(UTC))
    if isinstance(found, QueryMistake):
        at = query[found.start : found.end][:60]
        place = f"at {at!r}, character {found.start + 1}" if at.strip() else "at its end"
        table.mistake(f"the query cannot be understood {place}: {found.message}")
    elif found.root is None:
        table.mistake("the query names no story; is:unread matches all that arrive")
