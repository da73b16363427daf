"""Hostile inputs for every reader: whole files with a few edits, outside or in what they pack, and bytes of no kind."""

# ruff: noqa: E501 (markup is easier to read in one line)

from __future__ import annotations

import io

from hypothesis import strategies as st
from papers import pdf, pdf_page, set_in_lines, word, word_paragraph

from analysis import readers
from analysis.article import Article, Failure
from analysis.wire import dump, failure_to_wire

BODY = "The council of Harrow Bay voted on Tuesday to close the landing. “We cannot pay for it,” said Mayor Ines Okafor."
WORD = (
    word_paragraph("Ferry landing stays shut", "Title")
    + word_paragraph(BODY)
    + f"<w:tbl><w:tr><w:tc>{word_paragraph(BODY)}</w:tc></w:tr></w:tbl>"
)
DRAWN = pdf_page([(72, 740, 20, "Ferry landing stays shut"), *set_in_lines(BODY, top=700)])
HTML = (
    f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Ferry</title></head><body><nav><a href=/>Home</a></nav><article><h1>Ferry"
    f"</h1><p>{BODY}</p><ul><li>One boat</li></ul><p>{BODY}</p></article><script>var a = 1;</script></body></html>"
)
ATOM = (
    f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Quay</title><entry><id>1</id><title>Ferry</title>'
    f'<updated>2023-11-07T18:20:00Z</updated><content type="html">&lt;p&gt;{BODY}&lt;/p&gt;</content></entry></feed>'
)
RSS = f'<rss version="2.0"><channel><title>Quay</title><item><title>Ferry</title><description><![CDATA[<p>{BODY}</p>]]></description></item></channel></rss>'
LINES = f'{{"id": 1, "text": "{BODY}", "title": null}}\n{{"id": "b", "text": "The boats left.", "published": "2023-11-07"}}\n'
#: Ending -> whole files of that format.
WHOLE: dict[str, tuple[bytes, ...]] = {
    ".txt": (f"Ferry landing stays shut\n\n{BODY}\n".encode(), BODY.encode("utf-16"), BODY.encode("cp1252")),
    ".md": (f"---\ntitle: Ferry\ndate: 2023-11-07\n---\n\n# Ferry\n\n{BODY} [a](b) *c* `d`\n\n> e\n\n- f\n".encode(),),
    ".html": (HTML.encode(),),
    ".csv": (f'id,title,text\n1,Ferry,"{BODY}"\n2,Boat,"Two\nlines"\n'.encode(), f"id;text\n1;{BODY}\n".encode()),
    ".tsv": (f"id\ttext\n1\t{BODY}\n".encode(),),
    ".jsonl": (LINES.encode(),),
    ".json": (f'[{{"id": 1, "text": "{BODY}"}}, {{"text": ["a"]}}]'.encode(), LINES.encode()),
    ".rss": (RSS.encode(),),
    ".atom": (ATOM.encode(),),
    ".pdf": (pdf([DRAWN]), pdf([DRAWN, DRAWN], packed=True)),
    ".docx": (word(WORD),),
    "": (HTML.encode(), ATOM.encode(), LINES.encode(), pdf([DRAWN]), word(WORD), BODY.encode()),
}
FRAGMENTS = [
    *(bytes([byte]) for byte in b',;"\n\r\t{}[]<>()#-/\\\0\xff\x80'),
    *b'<p> </p> <html> <body> <!-- --> &amp; &#x0; &#xD800; ]]> <![CDATA[ <!DOCTYPE <?xml \\ud800 \\u0000 --- sep=; endobj stream >> << 0 R'.split(),
    *b"/Kids /Length /Filter /FlateDecode /ToUnicode BT ET Tj ' TJ 1e999 -1 99999999999 NaN null true".split(), b"\xef\xbb\xbf", b"\xff\xfe", b"PK\x03\x04",
    b"%PDF-1.7\n", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", "\u2028\u202e\u200d".encode(), b"A" * 3_000, b"9" * 400,
]  # fmt: skip
#: Where, as a share of the length in thousandths; how much is taken out; what is put in.
PLACES, TAKEN, PUT = range(1001), (0, 0, 1, 2, 9, 60, 10_000), (b"", *FRAGMENTS)


def _edit(number: int) -> tuple[int, int, bytes]:
    number, place = divmod(number, len(PLACES))
    put, taken = divmod(number, len(TAKEN))
    return place, TAKEN[taken], PUT[put]


#: Each edit is drawn as one number: three draws an edit would take longer than what is tried.
EDITS = st.lists(st.integers(0, len(PLACES) * len(TAKEN) * len(PUT) - 1).map(_edit), max_size=5)
CODES = frozenset(
    "not_found unreadable unsupported_format empty binary too_large no_text text_not_string bad_id no_text_column bad_row bad_table "
    "not_utf8 not_json not_object encrypted damaged not_pdf not_word not_feed forbidden_xml".split()
)


def edited(data: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    for where, taken, put in edits:
        at = len(data) * where // 1000
        data = data[:at] + put + data[at + taken :]
    return data


def _inside(edits: list[tuple[int, int, bytes]], ending: str) -> bytes:
    """The same edits in what a file packs, so that the file around it is whole."""
    if ending == ".docx":
        return word(edited(WORD.encode(), edits).decode("latin-1"))
    return pdf([edited(DRAWN, edits)], packed=True)


_NAMES = st.sampled_from([*WHOLE, *readers.FORMATS, ".weird"]).flatmap(
    lambda ending: st.sampled_from([f"x{ending}", f"a/b{ending}"])
)
#: A file's name and bytes.
FILES = st.one_of(
    st.sampled_from([(ending, data) for ending, many in WHOLE.items() for data in many]).flatmap(
        lambda whole: EDITS.map(lambda edits: (f"x{whole[0]}", edited(whole[1], edits)))
    ),
    st.tuples(EDITS, st.sampled_from([".docx", ".pdf"])).map(lambda made: (f"x{made[1]}", _inside(*made))),
    st.tuples(
        _NAMES, st.lists(st.sampled_from([*FRAGMENTS, b" words of a story ", b'{"text": "a"}']), max_size=20).map(b"".join)
    ),
    st.tuples(st.sampled_from(["", "/", "\ud800.txt", "a\0b.csv", "x.pdf", "x.docx"]), st.binary(max_size=200)),
)
#: Standard input, after the wire schema.
WIRE = st.one_of(
    EDITS.map(lambda edits: edited(LINES.encode(), edits)),
    st.lists(
        st.sampled_from([*FRAGMENTS, LINES.encode(), b'{"text": "\\ud83d"}\n', b'{"id": {}, "text": "a"}\n']), max_size=12
    ).map(b"".join),
)


def check_file(name: str, data: bytes) -> None:
    """Whatever the bytes, there are articles with words and failures with a sentence, and nothing is raised."""
    for found in readers.read_bytes(name, data):
        _check(found)


def check_wire(data: bytes) -> None:
    """Each line that is not blank gives one result, in order, under its number."""
    found = list(readers.read(["-"], stdin=io.BytesIO(data)))
    lines = [n for n, one in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1) if one.strip(b" \t\r\n")]
    assert [one.line for one in found] == lines
    for one in found:
        _check(one)


def _check(found: Article | Failure) -> None:
    if isinstance(found, Article):
        assert found.text.strip()
        assert found.origin is not None
        return
    assert found.code in CODES, found
    assert found.message.endswith("."), found
    assert "\n" not in found.message
    dump(failure_to_wire(found)).encode()
