"""YAML front matter: where it ends, that it stays text, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.formats.front_matter import DEPTH_LIMIT, SIZE_LIMIT, FrontMatter, read_yaml, split
from brief_tui.model.errors import FormatError

LOADERS = [
    pytest.param(loader, id=name)
    for name in ("BaseLoader", "CBaseLoader")
    if (loader := getattr(yaml, name, None))
]


def test_front_matter_is_parted_from_the_text_below() -> None:
    assert split("---\na: b\n---\n\nText.\n") == FrontMatter({"a": "b"}, "\nText.\n", 4)


@pytest.mark.parametrize("end", ["---", "...", "---  ", "---\n"])
def test_front_matter_ends_with_three_hyphens_or_dots(end: str) -> None:
    assert split(f"---\na: b\n{end}").fields == {"a": "b"}


def test_empty_front_matter_has_no_fields() -> None:
    assert split("---\n---\nText.\n") == FrontMatter({}, "Text.\n", 3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Text.\n",
        "---\na: b\n",
        "----\na: b\n----\n",
        " ---\na: b\n---\n",
        "---\nA line between two thematic breaks.\n\n---\n",
        "---\n- a\n- list\n---\n",
    ],
)
def test_a_text_without_front_matter_is_all_body(text: str) -> None:
    assert split(text) == FrontMatter({}, text)


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    "value",
    ["no", "Yes", "null", "~", "2021-01-29", "1e3", "0x1f", "12:30:45", ".inf", "<<", "=", "1_000"],
)
def test_every_scalar_stays_what_was_written(value: str, loader: Any) -> None:
    assert read_yaml(f"headline: {value}", loader) == {"headline": value}
    assert read_yaml(f"tags: [{value}, '{value}']", loader) == {"tags": [value, value]}


@pytest.mark.parametrize("loader", LOADERS)
def test_quotes_folds_and_comments_are_those_of_yaml(loader: Any) -> None:
    source = "# note\na: 'it''s'\nb: \"tab\\tend\"\nc: >\n  two\n  lines\nd:\n- {e: f}\ng:\n"
    assert read_yaml(source, loader) == {
        "a": "it's",
        "b": "tab\tend",
        "c": "two lines\n",
        "d": [{"e": "f"}],
        "g": "",
    }


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("a: b\nc: [d\n", "line 4: "),
        ("a: b: c", "line 2"),
        ("a: &x b", "line 2: anchors and aliases are not read"),
        ("a: b\nc: *x", "line 3: anchors and aliases are not read"),
        ("a: !!python/object:os.system b", "line 2: tags are not read"),
        ("a: !!str b", "line 2: tags are not read"),
        ("a: b\na: c", "line 3: 'a' is there twice"),
        ("[a]: b", "line 2: a key is not text"),
        ("a: b\n--- \nc: d", "line 3: a second document begins"),
        ("a: " + "[" * (DEPTH_LIMIT + 1), f"line 2: nested deeper than {DEPTH_LIMIT}"),
        ('a: "\\U00110000"', ""),
    ],
)
def test_what_is_not_read_is_refused_with_its_line(source: str, problem: str, loader: Any) -> None:
    with pytest.raises(FormatError, match=f"^front matter.*{problem}"):
        read_yaml(source, loader)


@pytest.mark.parametrize("loader", LOADERS)
def test_collections_may_nest_up_to_the_limit(loader: Any) -> None:
    depth = DEPTH_LIMIT - 1  # the mapping around them is the first
    assert read_yaml("a: " + "[" * depth + "]" * depth, loader)


def test_front_matter_beyond_the_limit_is_refused() -> None:
    with pytest.raises(FormatError, match="larger than 64 KiB"):
        split("---\na: " + "b" * SIZE_LIMIT + "\n---\n")


def test_control_characters_and_tabs_do_not_make_it_unreadable() -> None:
    assert split("---\na:\tb\x1b[31mc\x00\n---\n").fields == {"a": "bc"}


values = st.recursive(
    st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc"), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text("abcxyz", min_size=1), values, min_size=1), st.booleans())
def test_both_parsers_read_back_what_a_yaml_writer_wrote(tree: Any, flow: bool) -> None:
    source = yaml.dump(tree, allow_unicode=True, default_flow_style=flow, default_style='"')
    source = source.replace('!!null "null"', '""')
    for loader in (yaml.BaseLoader, getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
        assert read_yaml(source, loader) == tree
