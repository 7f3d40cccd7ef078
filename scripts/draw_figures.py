"""Draw the pictures of the bundled edition: ``python -m scripts.draw_figures [FOLDER]``.

The figures are the project's own work. Run it after a change here and look at the result,
also small: in the terminal a picture is about 60 cells wide.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from scripts.figures import earth, space, technology, world

FOLDER: Final = Path(__file__).parents[1] / "content" / "figures"
FIGURES: Final = {**technology.FIGURES, **space.FIGURES, **earth.FIGURES, **world.FIGURES}


def main(folder: Path) -> None:
    """Write every figure to ``folder`` and say how large it is."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in sorted(FIGURES.items()):
        path = folder / f"{name}.png"
        draw().save(path)
        print(f"{path.stat().st_size:6} {path.name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
