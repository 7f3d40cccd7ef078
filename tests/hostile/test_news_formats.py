"""News formats made to do harm: an error for that file alone, nothing read that it names."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from brief_tui.formats import registry
from brief_tui.formats.base import Document, Parsed
from brief_tui.formats.xml_tree import DEPTH_LIMIT, ELEMENT_LIMIT
from brief_tui.model.errors import FormatError

NITF = "<nitf><body><body.head><hedline><hl1>{}</hl1></hedline></body.head></body></nitf>"
G2 = (
    '<newsItem guid="urn:x:1"><itemMeta><itemClass qcode="ninat:text"/></itemMeta>'
    "<contentMeta><headline>{}</headline></contentMeta></newsItem>"
)
SKELETONS = pytest.mark.parametrize(
    ("root", "skeleton"), [("nitf", NITF), ("newsItem", G2)], ids=["nitf", "newsml-g2"]
)

LAUGHS = '<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
)
SWELLING = {
    "billion laughs": (LAUGHS, "&a11;"),
    "quadratic": (f'<!ENTITY a "{"x" * 100_000}">', "&a;" * 50_000),
    "parameter entities": (
        "<!ENTITY % a 'x'>" + "<!ENTITY % b '%a;%a;'>%b;",
        "x",
    ),
    "default attributes": (f'<!ATTLIST p c CDATA "{"x" * 1_000_000}">', "<p/>" * 1_000),
}


def parse(text: str, uri: str = "file:///a.xml") -> Parsed:
    document = Document(text.encode("utf-8", "surrogatepass"), uri)
    return registry.choose(document).parse(document)


def headlines(parsed: Parsed) -> list[str]:
    return [article.headline for article in parsed.articles]


@pytest.mark.hostile(case=12)
@pytest.mark.parametrize("kind", SWELLING)
@SKELETONS
def test_entities_that_swell_are_refused(root: str, skeleton: str, kind: str) -> None:
    declarations, use = SWELLING[kind]
    with pytest.raises(FormatError, match="declares entities of its own"):
        parse(f"<!DOCTYPE {root} [{declarations}]>" + skeleton.format(use))


@pytest.mark.hostile(case=12)
def test_an_xml_bomb_takes_less_than_a_second_and_100_mib() -> None:
    bomb = f"<!DOCTYPE nitf [{LAUGHS}]>" + NITF.format("&a11;")
    limits = (
        "import resource as r\n"
        "r.setrlimit(r.RLIMIT_CPU, (1, 1))\n"
        "start = r.getrusage(r.RUSAGE_SELF)\n"
    )
    program = (
        "import sys\n"
        "from brief_tui.formats.base import Document\n"
        "from brief_tui.formats.nitf import NITF\n"
        "from brief_tui.model.errors import FormatError\n"
        f"{limits}"
        "try:\n"
        "    NITF.parse(Document(sys.stdin.buffer.read()))\n"
        "except FormatError:\n"
        "    print(r.getrusage(r.RUSAGE_SELF).ru_maxrss - start.ru_maxrss)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=bomb.encode(), capture_output=True, check=True
    )
    unit = 1 if sys.platform == "darwin" else 1024
    assert int(done.stdout) * unit < 100 * 1024 * 1024


@pytest.mark.hostile(case=13)
@SKELETONS
@pytest.mark.parametrize(
    "declaration",
    [
        "<!ENTITY x SYSTEM '{uri}'>",
        "<!ENTITY % x SYSTEM '{uri}'> %x;",
        "<!ENTITY x PUBLIC 'p' '{uri}'>",
    ],
)
def test_an_external_entity_is_refused(
    root: str, skeleton: str, declaration: str, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    doctype = f"<!DOCTYPE {root} [{declaration.format(uri=secret.as_uri())}]>"
    with pytest.raises(FormatError, match="declares entities of its own"):
        parse(doctype + skeleton.format("&x;"))


@pytest.mark.hostile(case=13)
@SKELETONS
@pytest.mark.parametrize("scheme", ["file", "http", "https"])
def test_a_dtd_that_is_named_is_not_loaded(
    root: str, skeleton: str, scheme: str, tmp_path: Path
) -> None:
    dtd = tmp_path / "nitf.dtd"
    dtd.write_text('<!ENTITY x "the secret">')
    where = dtd.as_uri() if scheme == "file" else f"{scheme}://127.0.0.1:9/nitf.dtd"
    doctype = f'<!DOCTYPE {root} PUBLIC "-//IPTC//DTD NITF 3.6//EN" "{where}">'
    opened: list[str] = []
    _watch(opened)
    parsed = parse(doctype + skeleton.format("A ferry &x; &eacute;"))
    _WATCHERS.remove(opened)
    assert headlines(parsed) == ["A ferry &x; é"]
    assert opened == []


_WATCHERS: list[list[str]] = []


def _watch(opened: list[str]) -> None:
    """Note every file and socket that this process opens, modules it imports aside."""
    if not _WATCHERS:
        sys.addaudithook(_note)
    _WATCHERS.append(opened)


def _note(event: str, args: tuple[object, ...]) -> None:
    if event.startswith("socket.") or (
        event == "open" and not str(args[0]).endswith((".py", ".pyc"))
    ):
        for opened in _WATCHERS:
            opened.append(f"{event} {args[0]}")


@pytest.mark.hostile(case=14)
@SKELETONS
@pytest.mark.parametrize("depth", [DEPTH_LIMIT, 200_000])
def test_xml_that_is_nested_too_deep_is_refused(root: str, skeleton: str, depth: int) -> None:
    with pytest.raises(FormatError, match="nested more than"):
        parse(skeleton.format("<em>" * depth + "word" + "</em>" * depth))


@pytest.mark.hostile(case=14)
def test_xml_nested_as_deep_as_is_allowed_keeps_its_words() -> None:
    depth = DEPTH_LIMIT - 10
    body = "<body.content>" + "<block>" * depth + "word" + "</block>" * depth + "</body.content>"
    text = f"<nitf><body>{body}</body></nitf>"
    assert "word" in repr(parse(text).articles[0])


@pytest.mark.hostile(case=14)
def test_xml_with_too_many_elements_is_refused() -> None:
    with pytest.raises(FormatError, match="more than"):
        parse(NITF.format("<br/>" * ELEMENT_LIMIT))


DEEP = "[" * 200_000
HARMFUL = {
    "deep bodies": '{"uri": "urn:x:1", "bodies": ' + DEEP,
    "deep associations": '{"uri": "urn:x:1", "associations": [' * 100_000,
    "NaN": '{"uri": "urn:x:1", "headline_main": NaN}',
    "digits": '{"uri": "urn:x:1", "headline": "H", "urgency": ' + "1" * 5_000 + "}",
    "no text": '{"uri": 7, "headline": "H"}',
    "no list": '{"uri": "urn:x:1", "headlines": {"value": "H"}}',
}


@pytest.mark.hostile(case=16)
@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL.keys())
def test_harmful_ninjs_is_refused(text: str) -> None:
    document = Document(text.encode())
    with pytest.raises(FormatError):
        registry.choose(document, "ninjs").parse(document)


@pytest.mark.hostile(case=16)
def test_harmful_lines_are_named_and_the_others_come() -> None:
    good = '{"uri": "urn:x:good", "headline": "Good", "versioncreated": "2021-05-04T06:00:00Z"}'
    parsed = parse("\n".join([good, *HARMFUL.values(), good]), "file:///a.jsonl")
    assert headlines(parsed) == ["Good", "Good"]
    assert len(parsed.problems) == len(HARMFUL)


@pytest.mark.hostile(case=16)
@pytest.mark.parametrize("kind", ["text/plain", "text/html", "application/nitf+xml"])
def test_a_lone_surrogate_in_ninjs_is_replaced(kind: str) -> None:
    body = f'"bodies": [{{"contentType": "{kind}", "value": "<p>C \\udc80 d</p>"}}]'
    text = f'{{"uri": "urn:x:1", "headlines": [{{"value": "A \\ud800 b"}}], {body}}}'
    parsed = parse(text, "file:///a.json")
    assert headlines(parsed) == ["A \ufffd b"]
    assert "C \ufffd d" in repr(parsed.articles[0].body)


@pytest.mark.hostile(case=16)
@pytest.mark.parametrize("width", ["1e999", "-5", "1e15", '"wide"', "true", "null"])
def test_a_size_that_no_picture_has_is_not_known(width: str) -> None:
    parsed = parse(
        '{"uri": "urn:x:1", "type": "picture", "headlines": [{"value": "H"}], "renditions":'
        f' [{{"name": "main", "href": "https://e.example/a.jpg", "width": {width}}}]}}',
        "file:///a.json",
    )
    (figure,) = parsed.articles[0].body
    assert "width=None" in repr(figure)


WRONG = "<versionCreated>soon</versionCreated></itemMeta>"
UNKNOWN = '<inlineXML contenttype="a&#x9f;b"><x/></inlineXML>'


@pytest.mark.hostile(case=2)
@pytest.mark.parametrize(
    "text",
    [
        G2.format("H").replace("urn:x:1", "a&#x7f;b" + "c" * 9_000).replace("</itemMeta>", WRONG),
        G2.format("H").replace("</newsItem>", f"<contentSet>{UNKNOWN}</contentSet></newsItem>"),
        '{"uri": "urn:x:1", "headlines": [{"value": "H"}], "bodies":'
        ' [{"contentType": "text/\\u007fxml", "value": "x"}]}',
    ],
    ids=["guid", "newsml-g2 text", "ninjs text"],
)
def test_a_problem_is_told_in_one_clean_line(text: str) -> None:
    (problem,) = parse(text, "file:///a.json" if text.startswith("{") else "file:///a.xml").problems
    assert problem.isprintable()
    assert len(problem) < 200
