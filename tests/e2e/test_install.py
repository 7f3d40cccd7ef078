"""The program as people get it: a wheel that brings its edition and its themes, and a checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

import pytest

from brief_tui import __version__

PROJECT = Path(__file__).parents[2]
OWN_FOLDERS = """
import brief_tui
from brief_tui.config.paths import edition_dir, themes_dir
print(brief_tui.__file__, edition_dir(), themes_dir(), sep="\\n")
"""

pytestmark = pytest.mark.e2e


@dataclass(frozen=True)
class Installed:
    """An installation and a home folder to run it in.

    ``path`` is what ``PYTHONPATH`` has to say for it, '' for what Python finds by itself.
    """

    package: Path
    home: Path
    path: str = ""

    def python(self, *arguments: str) -> str:
        """What a Python that finds this installation first prints. Fails if it fails."""
        environment = {
            "HOME": str(self.home),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": self.path,
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.home,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def brief(self, *arguments: str) -> str:
        """What the program prints. Fails if it fails."""
        return self.python("-m", "brief_tui", *arguments)


def pip(*arguments: str | Path) -> None:
    """Run pip without a network."""
    command = [sys.executable, "-m", "pip", "--isolated", *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-index", "--no-build-isolation", "-w", folder, PROJECT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def from_wheel(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    place = tmp_path_factory.mktemp("site")
    pip("install", "--no-deps", "--no-index", "--target", place, wheel)
    return Installed(place / "brief_tui", tmp_path_factory.mktemp("home"), str(place))


@pytest.fixture(scope="module")
def from_checkout(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The editable installation that the tests themselves run from."""
    return Installed(PROJECT / "src" / "brief_tui", tmp_path_factory.mktemp("home"))


@pytest.fixture(params=["from_wheel", "from_checkout"])
def installed(request: pytest.FixtureRequest) -> Installed:
    """Both ways to have the program."""
    found: Installed = request.getfixturevalue(request.param)
    return found


def test_a_wheel_reads_its_edition_and_its_themes_from_inside_itself(from_wheel: Installed) -> None:
    package, edition, themes = map(Path, from_wheel.python("-c", OWN_FOLDERS).splitlines())
    assert package.parent == from_wheel.package
    assert edition == from_wheel.package / "content"
    assert themes == from_wheel.package / "themes"


def test_a_checkout_reads_the_files_that_are_being_edited(from_checkout: Installed) -> None:
    package, edition, themes = map(Path, from_checkout.python("-c", OWN_FOLDERS).splitlines())
    assert package.parent == from_checkout.package
    assert edition == PROJECT / "content"
    assert themes == PROJECT / "themes"


def test_a_wheel_has_every_file_of_the_edition_and_the_themes(from_wheel: Installed) -> None:
    for name in ("content", "themes"):
        packed = {
            path.relative_to(from_wheel.package / name): path.read_bytes()
            for path in (from_wheel.package / name).rglob("*")
            if path.is_file()
        }
        assert packed == {
            path.relative_to(PROJECT / name): path.read_bytes()
            for path in (PROJECT / name).rglob("*")
            if path.is_file()
        }


def test_the_program_says_its_version(installed: Installed) -> None:
    assert installed.brief("--version") == f"brief {__version__}\n"
    assert distribution("brief-tui").version == __version__


def test_the_program_lists_every_theme_that_comes_with_it(installed: Installed) -> None:
    shown = installed.brief("themes")
    assert all(theme.stem in shown for theme in (PROJECT / "themes").glob("*.yaml"))


def test_the_whole_edition_can_be_imported_and_listed(installed: Installed) -> None:
    installed.brief("import", "--edition")
    stories = [json.loads(line) for line in installed.brief("list", "--json").splitlines()]
    assert len(stories) == len(list((PROJECT / "content").glob("*.md")))
    assert all(story["id"] and story["headline"] for story in stories)
    assert len({story["id"] for story in stories}) == len(stories)
