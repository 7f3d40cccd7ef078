"""Single questions to the archive. That all of them add up: test_queries_add_up."""

from __future__ import annotations

import pytest

from brief_tui.archive.store import Archive
from brief_tui.model.article import Paragraph, RelatedLink, Run, Table
from brief_tui.model.query_nodes import And, Not, Or, Query, Words
from brief_tui.model.state import Marking
from tests.archive.stories import day, entries, picture, query, story


def found(archive: Archive, text: str | Query) -> list[str]:
    asked = query(text) if isinstance(text, str) else text
    return [row.headline for row in archive.rows(archive.keys(asked))]


def test_lists_are_newest_first_and_the_later_import_wins_a_tie(archive: Archive) -> None:
    archive.put(entries(story("b", "middle", published=day(5))), "feed")
    archive.put(entries(story("a", "old", published=day(2))), "feed")
    archive.put(entries(story("c", "also middle", published=day(5))), "feed")
    assert found(archive, "") == ["also middle", "middle", "old"]
    assert len(archive.keys(query(""), limit=2)) == 2


def test_letter_case_and_accents_do_not_count(archive: Archive) -> None:
    archive.put(entries(story("a", "Émigré café in ZÜRICH")), "feed")
    for text in ("emigre", "CAFÉ", "zurich", "Cafe\u0301"):
        assert found(archive, text), text


def test_words_of_scripts_without_spaces_are_found_inside_a_text(archive: Archive) -> None:
    archive.put(
        entries(
            story("zh", "中芯国际加入标准委员会"),
            story("ja", "東京オリンピックの新しい日程"),
            story("th", "ประเทศไทยประกาศ"),
            story("hi", "हिन्दी में समाचार"),
            story("mix", "新款iPhone手机发布"),
        ),
        "feed",
    )
    assert found(archive, "标准") == ["中芯国际加入标准委员会"]
    assert found(archive, "准标") == []
    assert found(archive, "オリンピック") == ["東京オリンピックの新しい日程"]
    assert found(archive, "ไทย") == ["ประเทศไทยประกาศ"]
    assert found(archive, "हिन्दी") == ["हिन्दी में समाचार"]
    assert found(archive, "iphone") == ["新款iPhone手机发布"]
    assert found(archive, "iPhone手机") == ["新款iPhone手机发布"]


def test_each_field_is_searched_apart(archive: Archive) -> None:
    archive.put(
        entries(
            story(
                "a",
                "inhead",
                dek="indek",
                bylines=("Inby Line",),
                body=(
                    Paragraph((Run("inbody"),)),
                    picture("incaption", "increditline"),
                    Table((), 0, "intable"),
                ),
                related=(RelatedLink("inrelated", "", picture("incard", "incardcredit")),),
            )
        ),
        "feed",
    )
    hits = {
        "headline:inhead": 1, "dek:indek": 1, "by:inby": 1, "body:inbody": 1,
        "caption:incaption": 1, "credit:increditline": 1, "caption:intable": 1,
        "caption:incard": 1, "credit:incardcredit": 1, "incaption": 1,
        "body:incaption": 0, "body:increditline": 0, "body:incard": 0, "inrelated": 0,
        "caption:inbody": 0, "credit:incaption": 0, "headline:indek": 0,
    }  # fmt: skip
    assert {text: len(found(archive, text)) for text in hits} == hits


@pytest.mark.parametrize(
    "text",
    [
        "&", '"', '""', "*", "'", "a\"b", "NEAR(a b)", "^x", "x*y", "-", "{a}: b", "a:b", "+", "(",
        "\x00", "x\x00y", "\ud800", "\u200b", "\u0301", "️", "%", "_", "\\", "' OR 1=1 --",
        'x" OR body:"y', "a" * 3000, "中" * 3000, "a b " * 2000,
    ],
)  # fmt: skip
@pytest.mark.parametrize("prefix", [False, True])
def test_no_word_is_taken_for_syntax(archive: Archive, text: str, *, prefix: bool) -> None:
    archive.put(entries(story("a", "nothing of it")), "feed")
    asked = Words(text, prefix=prefix)
    plain = Words("nothing")
    for root in (asked, Not(asked), And((plain, asked)), Or((plain, Not(asked)))):
        archive.rows(archive.keys(Query(root, "date")), Query(root))
        archive.keys(Query(root, "relevance"))
    assert archive.check() == []


def test_a_word_without_letters_says_nothing(archive: Archive) -> None:
    archive.put(entries(story("a", "Search & rescue"), story("b", "Other")), "feed")
    assert found(archive, Query(And((Words("search"), Words("&"), Words("rescue"))))) == [
        "Search & rescue"
    ]
    assert len(found(archive, Query(Not(Words("&"))))) == 2


def test_a_thousand_words_are_one_question(archive: Archive) -> None:
    archive.put(entries(story("a", "word")), "feed")
    many = tuple(Words("word") for _ in range(1000))
    assert found(archive, Query(And(many))) == ["word"]
    assert found(archive, Query(Or(many))) == ["word"]


def test_relevance_puts_the_headline_before_the_body(archive: Archive) -> None:
    archive.put(
        entries(
            story("a", "Otters", "They swim.", published=day(1)),
            story("b", "Rivers", "Some otters swim.", published=day(3)),
            story("c", "Deserts", "Nobody swims.", published=day(5)),
        ),
        "feed",
    )
    assert found(archive, "otters sort:relevance") == ["Otters", "Rivers"]
    assert found(archive, "otters sort:date") == ["Rivers", "Otters"]
    assert found(archive, "otters") == ["Rivers", "Otters"]


def test_of_two_alike_the_newer_is_the_more_relevant(archive: Archive) -> None:
    archive.put(
        entries(
            story("new", "Otters here", published=day(30)),
            story("old", "Otters here", published=day(1)),
        ),
        "feed",
    )
    rows = archive.rows(archive.keys(query("otters sort:relevance")))
    assert [row.published for row in rows] == [day(30), day(1)]


def test_relevance_without_words_is_by_date(archive: Archive) -> None:
    archive.put(entries(story("a", "old"), story("b", "new", published=day(9))), "feed")
    assert found(archive, "is:unread sort:relevance") == ["new", "old"]
    assert found(archive, "-absent sort:relevance") == ["new", "old"]


def test_relevance_keeps_stories_that_match_by_a_filter_alone(archive: Archive) -> None:
    archive.put(
        entries(story("a", "plain", published=day(9)), story("b", "Otters"), story("c", "neither")),
        "feed",
    )
    plain = archive.keys(query("plain"))
    archive.mark(plain, Marking(starred=True))
    assert found(archive, "otters OR is:starred sort:relevance") == ["Otters", "plain"]


def test_a_source_is_a_publisher_or_where_the_story_came_from(archive: Archive) -> None:
    archive.put(entries(story("a", "one", publisher="The Paper")), "A Feed")
    archive.put(entries(story("b", "two")), "The Folder")
    assert found(archive, 'source:"the paper"') == ["one"]
    assert found(archive, 'source:"the folder"') == ["two"]
    assert sorted(found(archive, 'source:"the*"')) == ["one", "two"]


def test_a_tag_is_the_pages_or_the_readers(archive: Archive) -> None:
    archive.put(entries(story("a", "one", tags=("Élan",)), story("b", "two")), "feed")
    archive.mark(archive.keys(query("two")), Marking(add_tags=("éLAN",)))
    assert sorted(found(archive, "tag:élan")) == ["one", "two"]


def test_wildcards_of_sql_are_letters_in_an_address(archive: Archive) -> None:
    archive.put(entries(story("100%25_a", "one"), story("other", "two")), "feed")
    assert found(archive, 'url:"%25_A"') == ["one"]
    assert found(archive, 'url:"_"') == ["one"]
    assert found(archive, 'url:"!"') == []


def test_a_beginning_of_a_section_is_asked_of_hidden_stories_too(archive: Archive) -> None:
    archive.put(entries(story("a", section="Technology"), story("b", section="Sport")), "feed")
    archive.put(entries(story("c", section="Technik")), "feed", hidden=2)
    keys = [*sorted(archive.keys(query(""))), *archive.keys(query("is:muted"))]

    def matching(text: str) -> list[int]:
        return archive.live.matching(query(text), [*keys, keys[0]])

    assert matching("section:tech*") == [keys[0], keys[2]]
    assert matching("-section:tech*") == [keys[1]]
    assert matching("section:tech* OR section:nothing") == [keys[0], keys[2]]
    assert list(archive.keys(query("section:tech*"))) == [keys[0]]
    assert list(archive.keys(query("is:muted section:tech*"))) == [keys[2]]
