"""``brief themes``, ``brief keys`` and ``brief completion``: the program itself."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Final

from brief_tui.cli.arguments import Commands, add_command, add_json
from brief_tui.cli.exits import CommandError, Exit
from brief_tui.cli.output import BOLD, complain
from brief_tui.cli.session import Session

SHELLS: Final = ("bash", "zsh", "tcsh")


def declare(commands: Commands) -> None:
    """Add the commands."""
    parser = add_command(commands, "themes", run_themes, "list the themes")
    add_json(parser)
    parser = add_command(commands, "keys", run_keys, "print the keys of the reader")
    parser.add_argument("--preset", metavar="NAME", help="with the keys of this preset")
    parser.add_argument("--markdown", action="store_true", help="as a table in Markdown")
    parser = add_command(
        commands,
        "completion",
        run_completion,
        "print a shell's completion script",
        examples=(
            "  brief completion bash > ~/.local/share/bash-completion/completions/brief\n"
            "  brief completion zsh > ~/.zfunc/_brief"
        ),
    )
    parser.add_argument("shell", choices=SHELLS, help="the shell")


def run_themes(session: Session) -> Exit:
    """Print the themes; the one in the settings is marked."""
    from brief_tui.config import themes  # noqa: PLC0415

    found, problems = themes.available()
    chosen = session.settings.theme
    for problem in problems:
        complain(problem)
    if session.args.json:
        for theme in found:
            session.out.json(
                {
                    "name": theme.name,
                    "title": theme.title,
                    "dark": theme.dark,
                    "path": str(theme.path),
                    "chosen": theme.name == chosen,
                }
            )
    elif found:
        session.out.table(
            [
                (
                    "*" if theme.name == chosen else " ",
                    theme.name,
                    "dark" if theme.dark else "light",
                    theme.title,
                )
                for theme in found
            ]
        )
    if not found:
        return Exit.NOTHING_FOUND
    return Exit.PARTLY_FAILED if problems else Exit.DONE


def run_keys(session: Session) -> Exit:
    """Print the keys as they are with the settings, or with a preset alone."""
    from brief_tui.config.keymap import PRESETS, resolve  # noqa: PLC0415
    from brief_tui.tui.commands import COMMANDS, contexts, default_keys, key_name  # noqa: PLC0415

    args, out = session.args, session.out
    if args.preset is not None and args.preset not in PRESETS:
        message = f"there is no preset {args.preset!r}; there are {', '.join(PRESETS)}"
        raise CommandError(message, Exit.WRONG_USAGE)
    preset = args.preset or session.settings.preset
    own = {} if args.preset else session.settings.keys
    keymap = resolve(default_keys(), contexts(), preset, own)
    for problem in keymap.problems:
        complain(problem)
    rows = [
        (command.group, " ".join(map(key_name, keymap.keys[command.id])), command)
        for command in COMMANDS
    ]
    if args.markdown:
        out.line("| Key | Command | What it does |\n| --- | --- | --- |")
        for _, keys, command in rows:
            shown = " ".join(f"`{key}`" for key in keys.replace("|", r"\|").split())
            out.line(f"| {shown} | `{command.id}` | {command.help} |")
        return Exit.DONE
    width = max(len(keys) for _, keys, _ in rows)
    heading = ""
    for group, keys, command in rows:
        if group != heading:
            out.line(("\n" if heading else "") + out.style(group, BOLD))
            heading = group
        lead = f"  {keys:{width}}  "
        out.line(lead + out.fitted(command.help, len(lead)))
    return Exit.DONE


def run_completion(session: Session) -> Exit:
    """Print the script that completes commands, options and file names."""
    import shtab  # noqa: PLC0415  slow to import

    from brief_tui.cli.parser import build_parser  # noqa: PLC0415  which imports this module

    parser, _ = build_parser()
    _complete_paths(parser, shtab.FILE)
    session.out.line(shtab.complete(parser, session.args.shell))
    return Exit.DONE


def _complete_paths(parser: ArgumentParser, how: object) -> None:
    """Have file names completed wherever an argument is a path."""
    for action in parser._actions:
        if action.metavar in {"PATH", "ADDRESS"}:
            action.complete = how  # type: ignore[attr-defined]  # where shtab looks for it
        if isinstance(action.choices, dict):
            for command in action.choices.values():
                _complete_paths(command, how)
