"""Stories handed to other programs: the commands of the reader's own config."""

from __future__ import annotations

from brief_tui.config.commands import Hook
from brief_tui.model.text import clean_line
from brief_tui.tui.desks.base import Desk, Handlers
from brief_tui.tui.messages import Said
from brief_tui.tui.screens.chooser import Choice, Chooser


class ErrandsDesk(Desk):
    """Answers for the commands of ``[commands]``."""

    def handlers(self) -> Handlers:
        return {"story.pipe": self.choose}

    def choose(self) -> None:
        """Choose a command to hand the current story to."""
        row, hooks = self.screen.current_row, self.screen.settings.commands
        if row is None:
            return
        if not hooks:
            self.screen.frame.say("There are no [commands] in your config to hand a story to")
            return
        by_name = {hook.name: hook for hook in hooks}
        choices = [Choice(hook.name, hook.name, detail=" ".join(hook.run)) for hook in hooks]

        def chosen(name: str | None) -> None:
            if name is not None:
                self._run(row.key, by_name[name])

        chooser = Chooser(self.screen.looks, "Hand the story to", choices)
        self.screen.app.push_screen(chooser, chosen)

    def _run(self, key: int, hook: Hook) -> None:
        library = self.screen.library
        self.screen.frame.say(f"{hook.name} …")

        def job() -> Said:
            output = clean_line(library.run_command(key, hook))
            return Said(f"{hook.name}: {output or 'done'}")

        self.screen.lanes.errand.ask(job)
