"""Documents made to do harm: an error for that file alone, or the literal text."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from brief_tui.formats import registry
from brief_tui.formats.base import Document, Parsed
from brief_tui.model.article import Article
from brief_tui.model.errors import FormatError, SourceError
from brief_tui.sources import files
from brief_tui.sources.pictures import picture_path
from tests.formats.samples import SAMPLES

ALIAS_BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join(['*' + before] * 9)}]\n"
    for before, name in zip("abcdefg", "bcdefgh", strict=True)
)


def parse(text: str, name: str) -> Parsed:
    document = Document(text.encode("utf-8", "surrogatepass"), f"file:///{name}")
    return registry.choose(document).parse(document)


def markdown(front_matter: str) -> Article:
    return parse(f"---\n{front_matter}\n---\nText.\n", "a.md").articles[0]


@pytest.mark.hostile(case=5)
@pytest.mark.parametrize(
    "title", ["R&amp;amp;D &lt;b&gt;up&lt;/b&gt;", "<b>R&amp;D</b> up", "R&D up"]
)
def test_markup_in_a_front_matter_title_becomes_plain_text(title: str) -> None:
    assert markdown(f"headline: {title}").headline == "R&D up"
    assert markdown(f"headline: H\ntags: ['{title}']").tags == ("R&D up",)


@pytest.mark.hostile(case=15)
@pytest.mark.parametrize(
    "front_matter",
    [
        ALIAS_BOMB,
        "headline: !!python/object/apply:os.system ['true']",
        "headline: !!python/name:os.system",
        "headline: " + "[" * 60_000,
        "headline: " + "{a: " * 15_000,
        "- " * 30_000,
        "? " * 30_000,
        'headline: "\\U00110000"',
        "headline: 'never closed",
        "<<: *gone",
        "%TAG ! tag:example.org,2000:\n--- !a b",
    ],
    ids=lambda text: text[:24].strip(),
)
def test_harmful_front_matter_is_refused(front_matter: str) -> None:
    with pytest.raises(FormatError, match=r"^front matter"):
        markdown(front_matter)


@pytest.mark.hostile(case=15)
@pytest.mark.parametrize("headline", ["no", "null", "2024-02-30", "0o14", "!", "12e400", "=", "y"])
def test_a_headline_that_yaml_has_a_type_for_is_text(headline: str) -> None:
    assert markdown(f"headline: '{headline}'").headline == headline
    if headline != "!":
        assert markdown(f"headline: {headline}").headline == headline


@pytest.mark.hostile(case=15)
def test_a_day_that_never_was_is_no_date() -> None:
    parsed = parse("---\nheadline: H\ndate: 2024-02-30\n---\n", "a.md")
    assert parsed.articles[0].published is None
    assert "2024-02-30" in parsed.problems[0]


DEEP = "[" * 200_000
LONG = '{"headline": "H", "n": ' + "1" * 5_000 + "}"
HARMFUL = {
    "deep list": DEEP,
    "deep object": '{"a":' * 200_000,
    "deep body": '{"headline": "H", "body": ' + DEEP,
    "NaN": '{"headline": NaN}',
    "Infinity": '{"headline": "H", "body": [{"type": "heading", "level": -Infinity}]}',
    "digits": LONG,
    "float level": '{"headline": "H", "body": [{"type": "heading", "level": 1e999}]}',
}


@pytest.mark.hostile(case=16)
@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL.keys())
def test_harmful_json_is_refused(text: str) -> None:
    with pytest.raises(FormatError):
        parse(text, "a.json")


@pytest.mark.hostile(case=16)
def test_harmful_lines_are_named_and_the_others_come() -> None:
    good = '{"headline": "Good"}'
    parsed = parse("\n".join([*HARMFUL.values(), good]), "a.jsonl")
    assert [article.headline for article in parsed.articles] == ["Good"]
    assert len(parsed.problems) == len(HARMFUL)


@pytest.mark.hostile(case=16)
@pytest.mark.parametrize("text", ['{"headline": "A \\ud800 b"}', '{"headline": "A \\udc80 b"}'])
def test_a_lone_surrogate_is_replaced(text: str) -> None:
    (article,) = parse(text, "a.json").articles
    assert article.headline == "A \ufffd b"


@pytest.mark.hostile(case=16)
def test_harmful_files_do_not_stop_the_rest_of_a_folder(tmp_path: Path) -> None:
    for number, text in enumerate(HARMFUL.values()):
        (tmp_path / f"{number}.json").write_text(text)
    (tmp_path / "bomb.md").write_text(f"---\n{ALIAS_BOMB}---\n")
    (tmp_path / "good.md").write_text("# Good\n")
    read: list[Article] = []
    for found in files.documents([tmp_path]):
        assert found.document is not None
        try:
            read += registry.choose(found.document).parse(found.document).articles
        except FormatError:
            continue
    assert [article.headline for article in read] == ["Good"]


@pytest.mark.hostile(case=14)
@pytest.mark.parametrize(
    "text",
    [
        "> " * 50_000 + "word",
        "- " * 50_000 + "word",
        "*" * 20_000 + "word" + "*" * 20_000,
        ":::{seealso}\n" * 1_000 + "word\n",
        "![" * 5_000 + "word",
        "[" * 5_000 + "word" + "](a)" * 5_000,
    ],
    ids=["quotes", "lists", "emphasis", "directives", "images", "links"],
)
def test_deeply_nested_markdown_keeps_its_words(text: str) -> None:
    parsed = parse(text, "a.md")
    assert "word" in repr(parsed.articles[0])


@pytest.mark.hostile(case=17)
@pytest.mark.parametrize(
    "src",
    [
        "http://[::1",
        "file://[",
        "edition:%00",
        "file:///a%00b.png",
        "edition:" + "a" * 300,
        "file:///" + "a" * 300,
        "file:///" + "a/" * 3_000,
        "file:///dev/zero",
    ],
    ids=lambda src: src[:16],
)
def test_a_picture_at_what_is_no_files_name_is_not_there(src: str) -> None:
    assert picture_path(src) is None


@pytest.mark.hostile(case=17)
def test_a_picture_at_a_loop_of_links_is_not_there(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert picture_path(loop.as_uri()) is None
    assert picture_path("edition:" + "../" * 40 + str(loop)) is None


@pytest.mark.hostile(case=15)
@pytest.mark.parametrize("uri", ["http://[x", "https://e.org:port/a.json", "//[", "http://"])
@pytest.mark.parametrize("name", registry.names())
def test_a_document_from_what_is_no_address_is_read(uri: str, name: str) -> None:
    document = Document(SAMPLES[name], uri)
    parsed = registry.choose(document, name).parse(document)
    assert [article.url for article in parsed.articles] == [""]


@pytest.mark.hostile(case=14)
@pytest.mark.parametrize("named", [False, True], ids=["in a folder", "named"])
def test_a_pipe_is_not_waited_for(tmp_path: Path, named: bool) -> None:
    pipe = tmp_path / "a.md"
    os.mkfifo(pipe)
    (tmp_path / "b.md").write_text("# Good\n")
    # Who waits for the pipe all the same gets a story out of it, and fails without hanging.
    writer = threading.Thread(target=pipe.write_text, args=("# Bad\n",), daemon=True)
    writer.start()
    try:
        found = list(files.documents([pipe, tmp_path / "b.md"] if named else [tmp_path]))
    finally:
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)  # lets the writer go
        writer.join()
        os.close(reader)
    assert [f.problem for f in found] == ["not a file", ""]


@pytest.mark.hostile(case=14)
def test_a_device_is_not_read() -> None:
    with pytest.raises(SourceError, match="not a file"):
        files.document("/dev/zero")
