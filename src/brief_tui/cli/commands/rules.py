"""``brief rules``: what happens by itself to stories as they arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from brief_tui.cli.arguments import Commands, add_command, add_json, whole_number
from brief_tui.cli.commands.listing import SHORT_ID
from brief_tui.cli.exits import CommandError, Exit
from brief_tui.cli.output import BOLD, DIM, Output, complain, count_of
from brief_tui.cli.session import Session

if TYPE_CHECKING:
    from brief_tui.library import Library
    from brief_tui.model.rules import Rule, RuleTest

LIMIT: Final = 20


def declare(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "rules",
        run_rules,
        "list the rules of the config, or try them",
        details="With --test, the stories of the archive that each rule would have acted on.\n"
        "Nothing is changed.",
        examples="  brief rules\n  brief rules --test --limit 5",
    )
    parser.add_argument(
        "--test", action="store_true", help="show what each would have done to what is here"
    )
    parser.add_argument(
        "--limit",
        metavar="N",
        type=whole_number,
        default=LIMIT,
        help=f"with --test, at most N stories a rule, {LIMIT} if not given, all for 0",
    )
    add_json(parser, "one JSON object a rule")


def run_rules(session: Session) -> Exit:
    """Print the rules, each with the stories it finds if that was asked for."""
    rules = session.settings.rules
    if not rules:
        raise CommandError(
            "there are no rules that can be followed",
            Exit.NOTHING_FOUND,
            "`[[rules]]` in the config makes one; docs/configuration.md says how",
        )
    if not session.args.test:
        for rule in rules:
            if session.args.json:
                session.out.json(rule_to_json(rule))
            else:
                _print_rule(session.out, rule)
        return Exit.DONE
    with session.stories() as library:
        tests = library.test_rules(rules, session.args.limit or library.counts().total)
        for number, test in enumerate(tests):
            if session.args.json:
                session.out.json(_test_to_json(library, test))
            else:
                if number:
                    session.out.line()
                _print_test(session.out, library, test)
            if test.problem:
                complain(f"the rule {test.rule.name!r} cannot be followed: {test.problem}")
    return Exit.PARTLY_FAILED if any(test.problem for test in tests) else Exit.DONE


def _print_rule(out: Output, rule: Rule) -> None:
    arrow = "→" if out.unicode else "->"
    does = ", ".join(map(str, rule.actions))
    name = out.style(rule.name, BOLD) + "  " if rule.name != rule.query else ""
    out.line(f"{name}{rule.query}  {arrow} {does}")


def _print_test(out: Output, library: Library, test: RuleTest) -> None:
    _print_rule(out, test.rule)
    if test.problem:
        return
    out.line(f"  would have acted on {count_of(test.total, 'story', 'stories')}")
    for row in library.rows(test.keys):
        lead = f"  {row.id[:SHORT_ID]}  "
        out.line(out.style(lead, DIM) + out.fitted(row.headline or "Untitled", len(lead)))
    if rest := test.total - len(test.keys):
        out.line(out.style(f"  and {rest:,} more", DIM))


def rule_to_json(rule: Rule) -> dict[str, Any]:
    """A rule: the contract of ``docs/command-line.md``."""
    return {"name": rule.name, "query": rule.query, "do": [str(action) for action in rule.actions]}


def _test_to_json(library: Library, test: RuleTest) -> dict[str, Any]:
    stories = [{"id": row.id, "headline": row.headline} for row in library.rows(test.keys)]
    found = {"total": test.total, "stories": stories, "problem": test.problem}
    return rule_to_json(test.rule) | found
