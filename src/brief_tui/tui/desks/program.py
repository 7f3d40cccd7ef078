"""What comes over the screen: help, the palette of commands, the choice of a theme."""

from __future__ import annotations

from brief_tui.config import themes
from brief_tui.tui.commands import COMMANDS, key_name
from brief_tui.tui.desks.base import Desk, Handlers
from brief_tui.tui.screens.chooser import Choice, Chooser
from brief_tui.tui.screens.help import Help
from brief_tui.tui.screens.problems import Problems


class ProgramDesk(Desk):
    """Answers for what is about the program itself."""

    def handlers(self) -> Handlers:
        return {
            "app.help": self.help,
            "app.palette": self.palette,
            "app.problems": self.problems,
            "app.theme": self.choose_theme,
        }

    def help(self) -> None:
        self.screen.app.push_screen(Help(self.screen.looks, self.screen.keys))

    def problems(self) -> None:
        """Show all that could not be said at the foot of the screen."""
        self.screen.app.push_screen(Problems(self.screen.looks, self.screen.frame.problems))

    def palette(self) -> None:
        choices = [
            Choice(
                command.title,
                command.id,
                " ".join(key_name(key) for key in self.screen.keys.get(command.id, ())),
                command.help if command.help != command.title else "",
            )
            for command in COMMANDS
            if command.id != "app.palette" and self.screen.dispatch.possible(command)
        ]

        def chosen(command_id: str | None) -> None:
            if command_id is not None:
                self.screen.dispatch.perform(command_id)

        self.screen.app.push_screen(Chooser(self.screen.looks, "Commands", choices), chosen)

    def choose_theme(self) -> None:
        """Try themes on as the cursor moves; esc puts the old one back."""
        app = self.screen.brief_app
        before = app.looks.theme.name
        found, problems = themes.available()
        choices = [Choice(t.name, t.name, "dark" if t.dark else "light", t.title) for t in found]

        def chosen(name: str | None) -> None:
            app.use_theme(name or before)
            if name:
                self._remember_theme(name)

        self.screen.frame.tell(problems)
        app.push_screen(
            Chooser(app.looks, "Themes", choices, at=before, on_move=app.use_theme), chosen
        )

    def _remember_theme(self, name: str) -> None:
        """Keep the choice for the next start; a theme in the config goes before it."""
        configured = self.screen.settings.theme
        if configured != "auto":
            self.screen.frame.say(f"Until you leave: the config says {configured!r}")
            return
        library = self.screen.library
        self.screen.lanes.writing.ask(lambda: library.remember("theme", name))
