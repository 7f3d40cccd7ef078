"""NewsML-G2: items, messages, packages, and which picture goes to which story."""

from __future__ import annotations

import pytest

from brief_tui.formats import registry
from brief_tui.formats.base import Document, Parsed
from brief_tui.formats.newsml_g2 import NEWSML_G2
from brief_tui.model.article import Article, Figure, Image, Paragraph, RelatedLink, Run
from brief_tui.model.errors import FormatError
from tests.formats import news_pages

NS = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'


def item(
    guid: str = "urn:x:1",
    *,
    kind: str = "text",
    meta: str = "",
    about: str = "<headline>H</headline>",
    content: str = "",
) -> str:
    return (
        f'<newsItem {NS} guid="{guid}" xml:lang="en"><itemMeta><itemClass qcode="ninat:{kind}"/>'
        f"{meta}</itemMeta><contentMeta>{about}</contentMeta>"
        f"<contentSet>{content}</contentSet></newsItem>"
    )


def picture(guid: str, caption: str) -> str:
    return item(
        guid,
        kind="picture",
        about="<creditline>Ek</creditline>"
        f'<description role="drol:caption">{caption}</description>',
        content=f'<remoteContent rendition="rnd:web" href="https://p.example/{caption}.jpg"/>',
    )


def message(*items: str) -> str:
    return f"<newsMessage {NS}><itemSet>{''.join(items)}</itemSet></newsMessage>"


def package(*groups: str, title: str = "Package") -> str:
    inside = "".join(f"<group>{group}</group>" for group in groups)
    return (
        f'<packageItem guid="urn:x:p"><contentMeta><headline>{title}</headline></contentMeta>'
        f"<groupSet>{inside}</groupSet></packageItem>"
    )


def ref(guid: str, title: str = "", href: str = "") -> str:
    return f'<itemRef residref="{guid}" href="{href}"><title>{title}</title></itemRef>'


def parse(text: str) -> Parsed:
    return NEWSML_G2.parse(Document(text.encode(), "https://wire.example/in/a.xml"))


def read(text: str) -> Article:
    (article,) = parse(text).articles
    return article


def figure(caption: str) -> Figure:
    return Figure(Image(f"https://p.example/{caption}.jpg"), caption, "Ek")


PLAIN = "<inlineData contenttype='text/plain'>Text.</inlineData>"


def test_a_message_becomes_its_stories() -> None:
    name = "newsml_g2_message.xml"
    assert news_pages.as_json(news_pages.parse(name)) == news_pages.expected(name)


@pytest.mark.parametrize(
    ("about", "headline", "dek"),
    [
        ("<headline>A</headline>", "A", ""),
        ('<headline role="x:subtitle">B</headline><headline role="x:main">A</headline>', "A", "B"),
        ('<headline rank="1">A</headline><headline rank="3">B</headline>', "A", "B"),
        ('<headline>A</headline><description role="drol:summary">C</description>', "A", "C"),
        ('<headline>A</headline><description roleuri="http://v/teaser">C</description>', "A", "C"),
        ("", "The title", ""),
    ],
)
def test_headline_and_dek(about: str, headline: str, dek: str) -> None:
    article = read(item(meta="<title>The title</title>", about=about, content=PLAIN))
    assert (article.headline, article.dek) == (headline, dek)


@pytest.mark.parametrize(
    ("about", "names"),
    [
        ("<by>By Ida Holm</by>", ("Ida Holm",)),
        (
            "<creator><name>Ida Holm</name></creator><creator literal='Bo Ek'/>",
            ("Ida Holm", "Bo Ek"),
        ),
        ("<creator qcode='staff:17'/>", ()),
    ],
)
def test_bylines_are_names_never_codes(about: str, names: tuple[str, ...]) -> None:
    assert read(item(about=f"<headline>H</headline>{about}")).bylines == names


def test_an_address_of_its_own_is_where_the_story_is() -> None:
    link = '<link rel="irel:self" href="https://e.example/a"/>'
    assert read(item(meta=link)).url == "https://e.example/a"
    assert read(item("https://e.example/b")).url == "https://e.example/b"
    assert read(item("urn:x:1")).url == ""


def test_the_same_item_has_the_same_id_in_any_document() -> None:
    assert read(item("urn:x:1")).id == read(message(item("urn:x:1"))).id


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        "<inlineXML contenttype='application/nitf+xml'><nitf><body><body.content><p>Text.</p>"
        "</body.content></body></nitf></inlineXML>",
        "<inlineXML contenttype='application/xhtml+xml'><html xmlns='http://www.w3.org/1999/xhtml'>"
        "<head><title>H</title></head><body><h1>H</h1><p>Text.</p></body></html></inlineXML>",
        "<inlineXML contenttype='text/html'><p>Text.</p></inlineXML>",
        "<inlineData contenttype='text/html'>&lt;p&gt;Text.&lt;/p&gt;</inlineData>",
        "<inlineData contenttype='text/html'><![CDATA[<h1>H</h1><p>Text.</p>]]></inlineData>",
        "<inlineXML contenttype='x/y'><other/></inlineXML>" + PLAIN,
    ],
)
def test_the_text_is_read_however_it_is_carried(content: str) -> None:
    assert read(item(content=content)).body == (Paragraph((Run("Text."),)),)


def test_a_text_in_no_known_markup_is_named() -> None:
    parsed = parse(
        item(content="<inlineXML contenttype='x/sports'><sports>1:0</sports></inlineXML>")
    )
    assert parsed.articles[0].body == ()
    assert parsed.problems == ("urn:x:1: its text is in x/sports, which is not known",)


def test_a_linked_picture_is_shown_once_with_the_fields_of_its_item() -> None:
    link = (
        '<link rel="irel:seeAlso" residref="urn:x:pic"><itemClass qcode="ninat:picture"/>'
        "<title>Ship</title></link>"
    )
    article = read(message(item(meta=link, content=PLAIN), picture("urn:x:pic", "ship")))
    assert article.body == (figure("ship"), Paragraph((Run("Text."),)))


def test_a_linked_picture_without_an_item_is_shown_by_its_address() -> None:
    link = (
        '<link rel="irel:seeAlso" href="https://p.example/a.jpg">'
        '<itemClass qcode="ninat:picture"/><title>Ship</title></link>'
    )
    assert read(item(meta=link)).body == (Figure(Image("https://p.example/a.jpg"), "Ship"),)


def test_a_picture_nobody_points_at_is_a_story() -> None:
    about = "<headline>A ship</headline><by>Ek</by>"
    article = read(item(kind="picture", about=about))
    assert article.headline == "A ship"
    assert article.bylines == ()
    assert article.body == (Figure(credit="Ek"),)


def test_a_package_gives_the_pictures_of_a_group_to_its_story() -> None:
    parsed = parse(
        message(
            item("urn:x:1", content=PLAIN),
            item("urn:x:2", content=PLAIN),
            picture("urn:x:3", "one"),
            picture("urn:x:4", "two"),
            package(ref("urn:x:1") + ref("urn:x:3"), ref("urn:x:4") + ref("urn:x:2")),
        )
    )
    assert [article.body[0] for article in parsed.articles] == [figure("one"), figure("two")]


def test_what_a_package_holds_elsewhere_is_related() -> None:
    group = ref("urn:x:1") + ref("urn:x:9", "Far away", "https://e.example/far")
    article = read(message(package(group), item("urn:x:1")))
    assert article.related == (RelatedLink("Far away", "https://e.example/far"),)


def test_a_package_that_comes_alone_is_a_story_of_links() -> None:
    article = read(package(ref("urn:x:9", "Far away", "https://e.example/far"), title="Top ten"))
    assert article.headline == "Top ten"
    assert article.related == (RelatedLink("Far away", "https://e.example/far"),)


def test_links_to_its_own_versions_are_not_related() -> None:
    links = "".join(
        f'<link rel="irel:{rel}" href="https://e.example/{rel}"><title>{rel}</title></link>'
        for rel in ("previousVersion", "translatedFrom", "seeAlso")
    )
    assert [link.headline for link in read(item(meta=links)).related] == ["seeAlso"]


def test_a_bad_item_is_named_and_the_others_come() -> None:
    withdrawn = item("urn:x:2", meta='<pubStatus qcode="stat:canceled"/>')
    empty = item("urn:x:3", about="")
    parsed = parse(message(item("urn:x:1"), withdrawn, empty, item("urn:x:4")))
    assert len(parsed.articles) == 2
    assert [problem.partition(": ")[0] for problem in parsed.problems] == ["urn:x:2", "urn:x:3"]


def test_the_whole_items_of_a_message_that_breaks_off_are_kept() -> None:
    whole = message(item("urn:x:1"), item("urn:x:2", content=PLAIN))
    parsed = parse(whole[: whole.index("Text.")])
    assert len(parsed.articles) == 1
    assert parsed.problems[0].startswith("not XML: ")
    assert parsed.problems[1] == "urn:x:2: the document ends within it"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<rss><channel/></rss>", "'rss' is no item of NewsML-G2"),
        (message(), "no articles"),
        (item()[:-20], "not XML"),
        ("words", "not XML"),
    ],
)
def test_what_holds_no_item_is_refused(text: str, problem: str) -> None:
    with pytest.raises(FormatError, match=problem):
        parse(text)


@pytest.mark.parametrize("root", ["newsMessage", "newsItem", "packageItem", "nar:newsItem"])
def test_it_is_recognised_by_its_root(root: str) -> None:
    head = f'<?xml version="1.0"?>\n<{root} {NS}>'.encode()
    assert registry.choose(Document(head, "file:///a.xml")).name == "newsml-g2"
    assert NEWSML_G2.sniff(b"<rss>") == 0
