"""``brief list`` and ``brief search``."""

from __future__ import annotations

import pytest

from tests.cli.conftest import STRIKE, Brief


def test_list_prints_the_newest_story_first_with_date_source_and_headline(filled: Brief) -> None:
    done = filled("list")
    assert done.code == 0
    strike, harbour = done.out.splitlines()
    assert "3 Feb 2021  Port Post" in strike
    assert strike.endswith("●  The strike ends")
    assert "29 Jan 2021  Coast Wire" in harbour
    assert harbour.index("The harbour") == strike.index("The strike")


def test_read_and_starred_stories_are_marked(filled: Brief) -> None:
    with filled.library() as library:
        story = filled("list", "headline:strike", "--json").json[0]["id"]
        library.mark([library.key_of(story) or 0], read=True, starred=True)
    strike, harbour = filled("list").out.splitlines()
    assert " ★ The strike ends" in strike
    assert "●" not in strike
    assert "●  The harbour reopens" in harbour


def test_json_has_every_field_of_the_contract(filled: Brief) -> None:
    _, harbour = filled("list", "--json").json
    story_id = harbour.pop("id")
    assert len(story_id) == 12
    assert harbour == {
        "headline": "The harbour reopens",
        "url": "https://example.org/harbour",
        "publisher": "Coast Wire",
        "section": "World",
        "published": "2021-01-29T10:00:00+00:00",
        "words": 13,
        "read": False,
        "starred": False,
        "later": False,
        "tags": [],
        "source": "stories",
        "muted": False,
        "whole": True,
        "snippet": None,
    }


def test_a_snippet_in_json_says_where_the_matches_are(filled: Brief) -> None:
    (found,) = filled("search", "forty", "--json").json
    snippet = found["snippet"]
    assert snippet["field"] == "body"
    assert [snippet["text"][start:end] for start, end in snippet["matches"]] == ["forty"]


def test_search_shows_what_matched_below_the_headline(filled: Brief) -> None:
    headline, snippet = filled("search", "forty").out.splitlines()
    assert headline.endswith("The strike ends")
    assert "After forty days" in snippet
    assert "\x1b" not in headline + snippet


def test_a_snippet_from_another_field_names_it(filled: Brief) -> None:
    _, snippet = filled("search", "mole").out.splitlines()
    assert "caption: A ship passes the mole." in snippet


def test_a_query_filters_the_list(filled: Brief) -> None:
    done = filled("list", "container", 'source:"port post"')
    assert [line.endswith("The strike ends") for line in done.out.splitlines()] == [True]


def test_the_limit_is_50_unless_it_is_given_and_0_is_all(brief: Brief) -> None:
    for number in range(53):
        text = STRIKE.replace("/strike", f"/strike-{number}")
        brief.file(f"many/{number}.md", text)
    brief("import", brief.folder / "many")
    assert len(brief("list").out.splitlines()) == 50
    assert len(brief("list", "--limit", "2").out.splitlines()) == 2
    assert len(brief("list", "--limit", "0").out.splitlines()) == 53


def test_a_limit_that_is_no_number_is_wrong_usage(filled: Brief) -> None:
    assert filled("list", "--limit", "few").code == 2
    assert filled("list", "--limit", "-5").code == 2


def test_nothing_found_ends_with_1_and_names_the_query(filled: Brief) -> None:
    done = filled("search", "zeppelin")
    assert (done.code, done.out) == (1, "")
    assert done.err == "brief: no story matches: zeppelin\n"


def test_a_part_of_a_sources_name_gets_a_hint(filled: Brief) -> None:
    assert filled("import", filled.file("strike.md", STRIKE)).code == 0
    done = filled("list", "source:elsewhe is:unread")
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines() == [
        "brief: no story matches: source:elsewhe is:unread",
        "  source: wants the whole name; source:elsewhe* finds what begins so",
    ]
    (row,) = filled("list", "headline:strike", "--json").json
    known = f'source:"{row["source"]}"'
    for query in (f"{known} zeppelin", "-source:elsewhe zeppelin", "source:elsewhe* zeppelin"):
        assert len(filled("list", query).err.splitlines()) == 1, query


def test_long_names_of_publishers_leave_the_columns_of_a_pipe_in_line(brief: Brief) -> None:
    for publisher in ("Port Post", "The Harbour and Shipping Gazette", "A very long name " * 5):
        text = STRIKE.replace("Port Post", publisher).replace("strike\n", f"{len(publisher)}\n")
        assert brief("import", brief.file(f"{len(publisher)}.md", text)).code == 0
    lines = brief("list").out.splitlines()
    assert len(lines) == 3
    assert len({line.index("The strike ends") for line in lines}) == 1
    assert any("  The Harbour and Shipping Gazette  " in line for line in lines)


def test_an_archive_that_is_not_there_is_called_empty_and_not_made(brief: Brief) -> None:
    for command in (["list"], ["search", "x"], ["show", "x"], ["related", "x"], ["export"]):
        done = brief(*command)
        assert (done.code, done.out) == (1, "")
        assert "the archive is empty; `brief` opens it with the bundled edition" in done.err
    assert not brief.archive.exists()


def test_an_archive_without_stories_is_called_empty(brief: Brief) -> None:
    brief.library().close()
    done = brief("list")
    assert done.code == 1
    assert "the archive is empty" in done.err


def test_a_mistake_in_a_query_is_pointed_at(filled: Brief) -> None:
    done = filled("list", "ships", "is:blue")
    assert done.code == 2
    message, query, carets = done.err.splitlines()
    assert "'is:blue'" in message
    assert query == "  ships is:blue"
    assert carets.strip() == "^" * len("blue")
    assert query[carets.index("^") :] == "blue"


@pytest.mark.parametrize("words", [["-headline:strike"], ["--", "-headline:strike"], ["harbour"]])
@pytest.mark.parametrize("place", [0, 2])
def test_a_hyphen_in_a_query_means_not_wherever_the_options_stand(
    filled: Brief, words: list[str], place: int
) -> None:
    options = ["--limit", "5"]
    arguments = [*options, *words] if place == 0 or "--" in words else [*words, *options]
    (line,) = filled("list", *arguments).out.splitlines()
    assert line.endswith("The harbour reopens")


def test_the_words_of_a_query_may_stand_on_both_sides_of_an_option(filled: Brief) -> None:
    (line,) = filled("list", "container", "--limit", "5", "-has:picture").out.splitlines()
    assert line.endswith("The strike ends")
