"""Themes: the files that come with the program, and files of readers, right and wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from brief_tui.config import contrast, themes
from brief_tui.config.paths import themes_dir
from brief_tui.config.settings import Settings
from brief_tui.config.themes import ANSI_NAMES, FALLBACKS, ROLES, STYLES, Look, Theme, load_theme
from brief_tui.model.errors import ConfigError

OURS = sorted(path.stem for path in themes_dir().glob("*.yaml"))
COLOURED = sorted(set(OURS) - {"mono", "sixteen"})
PAGE = Path(__file__).parents[2] / "docs" / "themes.md"
SMALL = 'roles:\n  background: "#ffffff"\n  body: "#111111"\n'


def ours(name: str) -> Theme:
    return load_theme(themes_dir() / f"{name}.yaml")


def write(folder: Path, text: str, name: str = "mine") -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def look(folder: Path, roles: str, role: str) -> Look:
    return load_theme(write(folder, SMALL + roles)).looks[role]


# The themes that come with the program


def test_the_defaults_and_the_themes_for_poor_terminals_are_there() -> None:
    defaults = Settings(archive=Path("x"))
    assert {defaults.dark_theme, defaults.light_theme, "mono", "sixteen", "contrast"} <= set(OURS)
    assert ours(defaults.dark_theme).dark
    assert not ours(defaults.light_theme).dark


@pytest.mark.parametrize("name", COLOURED)
def test_every_text_can_be_read_on_every_ground(name: str) -> None:
    readings = list(contrast.readings(ours(name)))
    assert {reading.role for reading in readings} == set(ROLES)
    assert [reading for reading in readings if not reading.enough] == []


@pytest.mark.parametrize("name", ["contrast", "contrast-light"])
def test_high_contrast_is_seven_to_one_for_text_and_three_for_lines(name: str) -> None:
    poor = [
        reading
        for reading in contrast.readings(ours(name))
        if reading.ratio < (7.0 if reading.needed == contrast.TEXT else contrast.SIGN)
    ]
    assert poor == []


@pytest.mark.parametrize("name", COLOURED)
def test_a_theme_is_dark_when_it_says_so(name: str) -> None:
    theme = ours(name)
    ground, ink = theme.looks["background"].background, theme.looks["body"].color
    assert ground is not None
    assert ink is not None
    assert theme.dark == (contrast.luminance(ground) < contrast.luminance(ink))


@pytest.mark.parametrize("name", OURS)
def test_caption_credit_and_body_are_told_apart(name: str) -> None:
    looks = ours(name).looks
    assert len({looks["caption"], looks["credit"], looks["body"]}) == 3


@pytest.mark.parametrize("name", OURS)
def test_the_unread_the_cursor_and_the_match_at_hand_stand_out(name: str) -> None:
    looks = ours(name).looks
    assert looks["unread"].bold
    assert not looks["read"].bold
    assert len({looks["cursor"], looks["cursor_blurred"], looks["background"]}) == 3
    assert len({looks["match"], looks["match_current"], looks["body"]}) == 3


@pytest.mark.parametrize("name", ["mono", "sixteen"])
def test_themes_of_the_terminal_have_no_colours_of_their_own(name: str) -> None:
    theme = ours(name)
    colours = {c for one in theme.looks.values() for c in (one.color, one.background)}
    assert theme.ansi
    assert colours - {None} <= {"default"} | (ANSI_NAMES if name == "sixteen" else set())


# The measure


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.478),
        ("#ff0000", "#ffffff", 3.998),
        ("#0000ff", "#ffff00", 8.002),
    ],
)
def test_contrast_is_what_wcag_says(one: str, other: str, ratio: float) -> None:
    assert contrast.ratio(one, other) == pytest.approx(ratio, abs=0.001)
    assert contrast.ratio(other, one) == contrast.ratio(one, other)


def test_a_poor_theme_is_found_out(tmp_path: Path) -> None:
    theme = load_theme(write(tmp_path, SMALL + '  meta: "#aaaaaa"\n'))
    poor = {reading.role for reading in contrast.readings(theme) if not reading.enough}
    assert {"meta", "credit", "read"} <= poor
    assert "body" not in poor


# A reader's own


def test_two_roles_are_enough_for_a_theme(tmp_path: Path) -> None:
    theme = load_theme(write(tmp_path, SMALL))
    assert (theme.name, theme.title, theme.dark, theme.ansi) == ("mine", "mine", False, False)
    assert theme.looks.keys() == set(ROLES)
    assert theme.looks["background"] == Look(background="#ffffff")
    assert theme.looks["headline"] == Look("#111111", bold=True)


def test_a_missing_role_looks_like_its_parent(tmp_path: Path) -> None:
    roles = '  meta: "#555555"\n  caption: {color: "#333366", italic: true}\n'
    assert look(tmp_path, roles, "byline") == Look("#555555")
    assert look(tmp_path, roles, "credit") == Look("#333366")
    assert look(tmp_path, roles, "picture") == Look("#333366", italic=True)


def test_every_role_leads_back_to_what_a_theme_must_have() -> None:
    for role in ROLES:
        seen = [role]
        while seen[-1] in FALLBACKS:
            seen.append(FALLBACKS[seen[-1]][0])
        assert seen[-1] in {"background", "body"}


def test_a_role_is_a_colour_or_a_table_of_its_look(tmp_path: Path) -> None:
    styles = ", ".join(f"{style}: true" for style in STYLES)
    assert look(tmp_path, '  link: "#0000AA"\n', "link") == Look("#0000aa")
    assert look(tmp_path, '  panel: "#eeeeee"\n', "panel") == Look(background="#eeeeee")
    every = Look(None, None, True, True, True, True, True, True)
    assert look(tmp_path, f"  link: {{{styles}}}\n", "link") == every
    assert look(tmp_path, "  link: {bold: false}\n", "link") == Look()


def test_a_role_can_be_like_another_but_for_some_things(tmp_path: Path) -> None:
    roles = '  dek: {color: "#222222", bold: true}\n  quote: {like: dek, bold: false, dim: true}\n'
    assert look(tmp_path, roles, "quote") == Look("#222222", dim=True)


def test_palette_names_stand_for_colours(tmp_path: Path) -> None:
    text = 'palette: {ink: "#123456"}\nroles: {background: "#ffffff", body: ink}'
    assert load_theme(write(tmp_path, text)).looks["body"].color == "#123456"


def test_a_theme_is_read_afresh_when_its_file_changes(tmp_path: Path) -> None:
    path = write(tmp_path, SMALL)
    assert load_theme(path).looks["body"].color == "#111111"
    write(tmp_path, SMALL.replace("#111111", "#222222"))
    assert load_theme(path).looks["body"].color == "#222222"


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("", 1, "the file is empty"),
        ("- a\n", 1, "lists are not used"),
        ("just words", 1, "a theme should be a table"),
        ("title: x\n", 1, "roles: is missing"),
        ("titel: x\n" + SMALL, 1, "a theme has no 'titel' (did you mean 'title'?)"),
        ("title:\n" + SMALL, 1, "title is empty"),
        ("dark: maybe\n" + SMALL, 1, "dark should be true or false, not 'maybe'"),
        ("palette: red\n" + SMALL, 1, "palette should be a table"),
        ("palette: {'a b': '#000000'}\n" + SMALL, 1, "names in the palette are letters"),
        ("palette:\n  ink: #000000\n" + SMALL, 2, "palette.ink is empty; a colour that begins"),
        (SMALL + "  headlin: ink\n", 4, "roles has no 'headlin' (did you mean 'headline'?)"),
        (SMALL + "  link: inkk\n", 4, "roles.link: 'inkk' is neither in the palette nor a colour"),
        (SMALL + "  link: red\n", 4, "roles.link: 'red' is the terminal's colour"),
        (SMALL + "  link: '#12345'\n", 4, "roles.link: '#12345' is neither"),
        (SMALL + "  link:\n    color: x\n", 5, "roles.link.color: 'x' is neither"),
        (SMALL + "  link: {blink: true}\n", 4, "roles.link has no 'blink'"),
        (SMALL + "  link: {bold: {a: b}}\n", 4, "nested deeper"),
        (SMALL + "  link: {like: bdy}\n", 4, "no role 'bdy' (did you mean 'body'?)"),
        (SMALL + "  link: {like: code}\n  code: {like: link}\n", 4, "link → code → link"),
        (SMALL + "  body: '#000000'\n", 4, "'body' is there twice, first on line 3"),
        ("roles:\n  body: '#000000'\n", 1, "roles.background is missing"),
        ("roles:\n  background: '#000000'\n", 1, "roles.body is missing"),
        ("roles:\n  background: {bold: true}\n  body: '#000000'", 2, "needs a background"),
        ("roles: {background: '#000000', body: {bold: true}}", 1, "roles.body needs a color"),
        ("ansi: true\n" + SMALL, 3, "#ffffff cannot be in a theme with ansi: true"),
        ("title: [\n", 1, "lists are not used"),
        ("title: 'x\n", 2, "not sound YAML"),
        (SMALL + "---\n" + SMALL, 1, "a theme is one YAML document"),
    ],
)
def test_a_bad_theme_is_refused_in_a_sentence_that_names_the_line(
    tmp_path: Path, text: str, line: int, told: str
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load_theme(path)
    assert str(caught.value).startswith(f"{path}, line {line}: ")
    assert told in str(caught.value)


def test_bytes_that_are_not_text_are_refused_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(SMALL.encode() + b"# \xff\n")
    with pytest.raises(ConfigError, match="line 4: this is not UTF-8"):
        load_theme(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"mine\.yaml cannot be read: No such file"):
        load_theme(tmp_path / "mine.yaml")


# Which there are


def test_all_bundled_themes_are_available(tmp_path: Path) -> None:
    found, problems = themes.available(tmp_path)
    assert [theme.name for theme in found] == OURS
    assert problems == []


def test_a_readers_theme_goes_before_ours_of_the_same_name(tmp_path: Path) -> None:
    path = write(tmp_path, "title: My own\n" + SMALL, "salmon")
    found, _ = themes.available(tmp_path)
    assert [theme.title for theme in found if theme.name == "salmon"] == ["My own"]
    assert themes.find("salmon", tmp_path) == path


def test_a_bad_theme_is_told_of_and_the_others_stay(tmp_path: Path) -> None:
    write(tmp_path, "roles: 5")
    found, problems = themes.available(tmp_path)
    assert [theme.name for theme in found] == OURS
    assert len(problems) == 1
    assert "mine.yaml, line 1" in problems[0]


def test_a_theme_is_found_without_reading_the_others(tmp_path: Path) -> None:
    write(tmp_path, "not: a: theme:")
    assert themes.find("ember", tmp_path) == themes_dir() / "ember.yaml"


@pytest.mark.parametrize("name", ["../themes/ember", "", "\x1b]0;x"])
def test_a_theme_that_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match="There is no theme") as caught:
        themes.find(name, tmp_path)
    assert str(caught.value).isprintable()


def test_a_name_that_is_nearly_a_themes_brings_a_suggestion(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"'embre' \(did you mean 'ember'\?\)"):
        themes.find("embre", tmp_path)


def test_yaml_is_imported_only_when_a_theme_is_read() -> None:
    code = "import sys, brief_tui.config.themes as t; t.find('ember'); print('yaml' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ
    )
    assert done.stdout.strip() == "False"


def test_the_example_in_the_documentation_is_a_theme_that_can_be_read(tmp_path: Path) -> None:
    example = PAGE.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    theme = load_theme(write(tmp_path, example))
    assert theme.title == "Harvest"
    assert [reading for reading in contrast.readings(theme) if not reading.enough] == []


def test_the_documentation_names_every_role_and_theme() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert {word for word in (*ROLES, *OURS, *STYLES) if f"`{word}`" not in text} == set()
