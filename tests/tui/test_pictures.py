"""Pictures: decoded in another process, framed at once, never waited for."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from brief_tui.config.paths import edition_dir
from brief_tui.sources.pictures import picture_path
from brief_tui.tui.pictures.darkroom import Darkroom
from brief_tui.tui.pictures.piece import PicturePiece, frame


@pytest.fixture
def darkroom() -> Iterator[Darkroom]:
    room = Darkroom()
    yield room
    room.close()


def halves(path: Path, size: tuple[int, int] = (40, 20)) -> Path:
    """A picture that is red above and blue below."""
    image = Image.new("RGB", size, "#ff0000")
    image.paste("#0000ff", (0, size[1] // 2, size[0], size[1]))
    image.save(path)
    return path


def test_a_picture_fits_its_frame_and_keeps_its_colours(tmp_path: Path, darkroom: Darkroom) -> None:
    picture = darkroom.develop(halves(tmp_path / "halves.png"), 20, 20)
    assert (picture.columns, picture.rows, picture.problem) == (20, 5, "")
    assert picture.cell(0, 0)[0] == "#ff0000"
    assert picture.cell(19, 4)[1] == "#0000ff"


@pytest.mark.parametrize("suffix", ["png", "jpg", "gif", "webp"])
def test_the_usual_formats_are_shown(tmp_path: Path, darkroom: Darkroom, suffix: str) -> None:
    picture = darkroom.develop(halves(tmp_path / f"halves.{suffix}"), 20, 20)
    assert picture.columns == 20
    red = picture.cell(10, 0)[0]
    assert int(red[1:3], 16) > 200
    assert int(red[5:7], 16) < 60


@pytest.mark.hostile(case=17)
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(
    tmp_path: Path, darkroom: Darkroom
) -> None:
    path = tmp_path / "bomb.png"
    Image.new("1", (6_000, 6_000)).save(path)
    assert "too large" in darkroom.develop(path, 20, 20).problem


@pytest.mark.hostile(case=17)
@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_what_is_no_picture_is_a_problem_in_words(
    tmp_path: Path, darkroom: Darkroom, content: bytes
) -> None:
    path = tmp_path / "odd.png"
    path.write_bytes(content)
    picture = darkroom.develop(path, 20, 20)
    assert (picture.columns, picture.rows) == (0, 0)
    assert picture.problem


@pytest.mark.hostile(case=17)
def test_a_truncated_picture_does_not_stop_the_next_one(tmp_path: Path, darkroom: Darkroom) -> None:
    whole = halves(tmp_path / "whole.png", (400, 200))
    cut = tmp_path / "cut.png"
    cut.write_bytes(whole.read_bytes()[:200])
    assert darkroom.develop(cut, 20, 20).problem
    assert not darkroom.develop(whole, 20, 20).problem


def test_a_format_that_is_not_on_the_list_is_refused(tmp_path: Path, darkroom: Darkroom) -> None:
    path = tmp_path / "picture.png"
    Image.new("RGB", (4, 4)).save(path, format="BMP")
    assert darkroom.develop(path, 20, 20).problem


def test_the_height_of_a_picture_does_not_change_when_it_arrives(
    tmp_path: Path, darkroom: Darkroom
) -> None:
    columns, rows = frame(40, 30)
    piece = PicturePiece(("body", 0), columns, rows, "what is seen")
    before = [piece.line(y) for y in range(piece.height)]
    assert "what is seen" in "".join(span.text for line in before for span in line)
    piece.picture = darkroom.develop(halves(tmp_path / "halves.png"), columns, rows)
    after = [piece.line(y) for y in range(piece.height)]
    assert len(before) == len(after)
    assert any(span.colours for line in after for span in line)


def test_a_frame_leaves_most_of_a_small_pane_to_the_text_and_keeps_its_shape() -> None:
    assert frame(70, 12) == (14, 4)
    assert frame(70, 100) == (70, 20)


def test_pictures_of_the_edition_are_found_and_nothing_outside_it() -> None:
    name = next(edition_dir().glob("figures/*.png")).name
    assert picture_path(f"edition:figures/{name}") is not None
    assert picture_path("edition:../pyproject.toml") is None
    assert picture_path("edition:figures/../../pyproject.toml") is None
    assert picture_path("edition:figures/none.png") is None


def test_only_pictures_on_this_machine_have_a_path(tmp_path: Path) -> None:
    path = halves(tmp_path / "a b.png")
    assert picture_path(path.as_uri()) == path
    assert picture_path("https://example.org/a.png") is None
    assert picture_path("file://elsewhere/a.png") is None


HALF_AN_ANSWER = """
import sys, time
sys.stdin.readline()
sys.stdout.write('{"columns": 2, "rows": 1, "problem": ""}\\n123')
sys.stdout.flush()
time.sleep(60)
"""


@pytest.mark.hostile(case=17)
@pytest.mark.parametrize(
    "program", [HALF_AN_ANSWER, "import time; time.sleep(60)", "print('nonsense')", "1/0"]
)
def test_a_decoder_that_hangs_dies_or_babbles_is_a_problem_and_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr("brief_tui.tui.pictures.darkroom.PATIENCE", 0.5)
    room = Darkroom((sys.executable, "-c", program))
    assert room.develop(halves(tmp_path / "halves.png"), 20, 20).problem
    room.close()


def test_a_closed_darkroom_starts_no_decoder_any_more(tmp_path: Path, darkroom: Darkroom) -> None:
    darkroom.close()
    assert "no more pictures" in darkroom.develop(halves(tmp_path / "halves.png"), 20, 20).problem


def test_a_picture_of_other_proportions_is_shown_whole(tmp_path: Path, darkroom: Darkroom) -> None:
    tall = darkroom.develop(halves(tmp_path / "tall.png", (10, 90)), 32, 9)
    assert tall.rows == 9
    assert tall.columns < 10
