"""Theme files that were made to do harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief_tui.config.themes import SIZE_LIMIT, load_theme
from brief_tui.model.errors import ConfigError

BOMB = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.hostile(case=15)
@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        "title: !!python/object/apply:os.system ['true']\n",
        "title: !tag x\n",
        "roles: &r {}\n",
        "roles: {<<: *r}\n",
        "[" * 30_000,
        "{a: " * 15_000,
        "? " * 20_000,
        "x" * (SIZE_LIMIT + 1),
        "title: 2024-02-30\nroles: no\n",
        'roles: {"\\e]52;c;eA==\\a": x}\n',
        "title: \x1b]0;x\x07\n",
        "title: \ufffe\n",
    ],
)
def test_a_hostile_theme_is_an_error_that_is_safe_to_show(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_theme(path)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < len(str(path)) + 300


@pytest.mark.hostile(case=1)
def test_a_title_with_a_control_sequence_is_cleaned(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text('title: "a\\e]0;x\\ab"\nroles: {background: "#000000", body: "#ffffff"}\n')
    assert load_theme(path).title == "ab"
