"""The report on one article: it stands alone, holds the whole text and every figure, and nothing of it is read as markup."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from builders import TEXT, TITLE, analysis, article, relocated, span

from analysis import methods, report, store
from analysis.annotation import Annotation, Party
from analysis.metric import metrics
from analysis.report.command import of_corpus
from analysis.report.pieces import cut, lines
from analysis.result import Analysis
from analysis.right_rates import briefly
from analysis.store.record import record
from analysis.worth_a_look import LEAST, Place
from dashboard import files

#: What a hostile or a careless article may hold.
HOSTILE = (
    "<script>alert(1)</script>",
    "</style><script src=//evil.example/x.js></script>",
    '<img src="https://evil.example/p.gif" onerror="alert(1)">',
    "<style>@import url(//evil.example)</style><base href=//evil.example>",
    "{{ 7 * 7 }}{% include 'report.css' %}{# #}",
    "*bold* [link](javascript:alert(1)) # head `code` $x^2$ :smile:",
    "&lt;b&gt; &amp; ]]> --> \" ' \\",
    "\u202eevil\u2066 العربية עברית 🦊 👩‍👩‍👧",
)


class Seen(HTMLParser):
    """Elements and attributes of a page, and the words of each element that can be found by its class."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._style = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._style = False

    def handle_data(self, data: str) -> None:
        if not self._style:
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)


@pytest.fixture(scope="module")
def page() -> str:
    return report.html(analysis())


@pytest.fixture(scope="module")
def seen(page: str) -> Seen:
    return Seen(page)


def shown_text(page: str) -> list[str]:
    """The lines of the text as they stand on the page, letters and numbers of marks left out."""
    body = page.partition('<div class="text" dir="auto">')[2].partition("</div>")[0]
    found = re.findall(r"<p[^>]*>(.*?)</p>", re.sub(r"<sup.*?</sup>", "", body), re.DOTALL)
    return [Seen(line).text for line in found]


def test_the_whole_text_stands_in_it_to_the_letter(page: str) -> None:
    assert shown_text(page) == [TITLE, *(line for line in TEXT.split("\n") if line)]


def test_head_and_foot_say_what_it_is_on_and_how_it_was_made(page: str, seen: Seen) -> None:
    assert f"<h1><bdi>{TITLE}</bdi></h1>" in page
    for part in ("Tidewater Courier", "2031-04-02", "port", "50 words", "The encoding was guessed."):
        assert part in seen.text
    result = analysis()
    assert methods.paragraph([result]) in seen.text
    assert methods.citation(result.version.settings) in seen.text
    assert result.article.sha256 in seen.text


def test_every_figure_stands_in_it_with_interval_counts_and_right_rate_or_why_there_is_none(seen: Seen) -> None:
    for metric in metrics():
        assert metric.label in seen.text
    assert "nothing to count it over" in seen.text
    assert briefly("accusation/construction@1") in seen.text
    assert "agentless passive: unchecked" in seen.text


def test_every_mark_is_listed_with_its_number_words_reason_and_rule(page: str) -> None:
    result = analysis()
    for mark in result.annotations:
        assert mark.why in Seen(page).text
        assert mark.rule in page
    # In the order of the text; the letter and the number stand behind the marked words too, as a link to the list.
    rows = re.findall(r'<tr id="m(\d+)"><td>(\w+)</td><td class="words"><bdi>.*?<b>(.*?)</b>', page)
    assert [(number, name) for number, name, _ in sorted(rows)] == [("1", "L1"), ("2", "L2"), ("3", "A3"), ("4", "H4")]
    assert {words for _, _, words in rows} == {a.text for a in result.annotations}
    assert 'recklessly</span><sup><a href="#m1">L1</a></sup>' in page
    assert "Plainer: without notice." in page


def test_voices_are_underlined_and_name_their_source(page: str) -> None:
    assert '<span class="v v-direct">“We read it in the minutes,”</span><sup class="source">[1]</sup>' in page
    assert ".v-direct { text-decoration-style: solid;" in page
    assert ".v-indirect { text-decoration-style: dashed;" in page
    assert '<span class="v-excluded">© Tidewater Courier. All rights reserved.</span>' in page


def test_sources_and_parties_have_their_cards(seen: Seen) -> None:
    told = " ".join(seen.text.split())
    assert "[1]Ilse Varga" in told
    assert "anonymous, not named" in told
    assert "the board2 ×silent" in told


def test_a_party_that_is_accused_says_what_became_of_its_reply() -> None:
    replies = {"speaks": "is heard", "declined": "declined", "no response": "gave no response", "not heard": "none found"}
    for reply, told in replies.items():
        one = Party("p1", "Quay Board", (), "organization", None, 2, 3, reply=reply)  # type: ignore[arg-type]
        assert f"<td>{told}</td></tr>" in report.html(analysis(parties=(one,)))


def test_it_asks_for_nothing_and_runs_nothing(page: str, seen: Seen) -> None:
    tags = {tag for tag, _ in seen.tags}
    assert not tags & {"script", "img", "iframe", "link", "object", "embed", "form", "base", "video", "audio"}
    policy = next(a["content"] for tag, a in seen.tags if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    for _, attributes in seen.tags:
        assert not {name for name in attributes if name.startswith("on") or name in ("src", "srcset", "data", "action")}
        assert (attributes.get("href") or "#").startswith("#")
    assert "url(" not in page
    assert "@import" not in page


def filled(words: str) -> str:
    """The report on an article that holds the words wherever an article, or a finder, can put words."""
    result = relocated(words, words, outlet=words, author=words, topic=words, url=words, published=words)
    mark = replace(result.annotations[0], why=words, neutral=words)
    party = Party("p1", words, (words,), "person", None, 5, 0, reply="not heard")
    accused = Annotation("n2", "accusation", "text", 0, len(words), words, "writer", "s1", "p1", "accusation/construction@1",
                         None, words, None, "not heard")  # fmt: skip
    return report.html(replace(result, annotations=(mark, accused), parties=(party,), warnings=(words,)))


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_the_article_are_never_markup(words: str) -> None:
    page = filled(words)
    found, calm = Seen(page), Seen(filled("Gulls over the quay."))
    assert [(tag, sorted(a)) for tag, a in found.tags] == [(tag, sorted(a)) for tag, a in calm.tags]
    assert shown_text(page) == [words, words]
    assert found.text.count(words) > 15


@pytest.mark.parametrize("mark", ["\x00", "\x1b[31m", "\ud800", "\x85", "\r"])
def test_what_no_page_can_hold_is_replaced_and_the_file_is_whole(mark: str) -> None:
    made = report.file_bytes(relocated(f"Gulls{mark} over", "Gulls"))
    assert made.decode().rstrip().endswith("</html>")
    assert f"Gulls\ufffd{mark[1:]} over".encode() in made


def test_the_same_analysis_gives_the_same_bytes() -> None:
    assert report.file_bytes(analysis()) == report.file_bytes(analysis())


def test_an_article_of_which_nothing_is_known_has_a_report() -> None:
    bare = relocated("Gulls.", None, outlet=None, published=None, topic=None, origin=None, id=None)
    page = report.html(replace(bare, sources=(), annotations=(), metrics=(), sentences=()))
    told = Seen(page).text
    for said in (
        "[Gulls. …]",
        "Nothing stands out",
        "No source is given any words.",
        "No party was found.",
        "No word was marked.",
    ):
        assert said in told


def test_marks_that_overlap_are_cut_at_every_edge_and_striped() -> None:
    first, second = analysis().annotations[0], analysis().annotations[1]
    wide = replace(second, kind="hedge", start=first.start - 6, end=first.end, id="n9")
    text, voices = TEXT, analysis().voices
    pieces = cut(text, (0, len(text.split("\n")[0])), voices, [(1, wide), (2, first)], {})
    assert "".join(piece.text for piece in pieces) == text.split("\n")[0]
    assert [(p.text, p.kinds, p.ends) for p in pieces if p.kinds] == [
        ("board ", ("hedge",), ()), ("recklessly", ("hedge", "loaded_language"), (1, 2)),
    ]  # fmt: skip
    assert "repeating-linear-gradient" in report.html(analysis(annotations=(first, wide)))


def test_a_mark_over_several_lines_ends_in_each_and_no_word_is_lost() -> None:
    start, end = span("first.")[0], span("“We read")[1]
    mark = replace(analysis().annotations[0], start=start, end=end)
    told = [cut(TEXT, line, analysis().voices, [(1, mark)], {}) for line in lines(TEXT)]
    assert ["".join(p.text for p in pieces) for pieces in told] == [TEXT[a:b] for a, b in lines(TEXT)]
    assert [sum(1 in p.ends for p in pieces) for pieces in told] == [1, 1, 0, 0]


def test_reports_are_packed_under_names_that_lead_nowhere() -> None:
    names = ["../../etc/passwd", "Où est l’été?", "العربية", "a" * 99, ""]
    slugs = [files.slug(name) for name in names]
    assert slugs == ["etc-passwd", "ou-est-lete", "article", "a" * 40, "article"]
    packed = files.zipped((f"{n}-{slug}.html", slug.encode()) for n, slug in enumerate(slugs))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert [info.filename for info in archive.infolist()] == [f"{n}-{slug}.html" for n, slug in enumerate(slugs)]
    assert packed == files.zipped((f"{n}-{slug}.html", slug.encode()) for n, slug in enumerate(slugs))


def test_findings_stand_at_the_head_with_their_words() -> None:
    title_mark = Annotation("n5", "loaded_language", "title", 0, 7, "Harbour", "headline", None, None, "loaded_language/head@1",
                            None, "")  # fmt: skip
    values = tuple(
        replace(v, value=1.0, low=None, high=None, missing=None, annotations=("n5",)) for v in analysis().metrics
        if v.id == "headline_loaded"
    )  # fmt: skip
    page = report.html(analysis(annotations=(title_mark,), metrics=values, parties=(), article=article()))
    look = page.partition("Worth a look")[2].partition("</section>")[0]
    assert "The headline uses loaded words: “Harbour”" in Seen(look).text
    assert "<bdi><b>Harbour</b> board" in look


@pytest.mark.usefixtures("data")
def test_figures_of_a_stored_corpus_are_what_an_article_is_held_against_without_itself() -> None:
    own = analysis()
    figure = next(v for v in own.metrics if (v.id, v.voice) == ("loaded_rate", "writer"))
    corpus = store.create("quay")

    def with_rate(number: int) -> Analysis:
        return replace(relocated(f"Text {number}."), metrics=(replace(figure, value=float(number), missing=None),))

    others = [with_rate(n) for n in range(LEAST)]
    corpus.put([record(r.article, r, "5e") for r in (own, *others)])
    found = of_corpus(corpus, own)
    assert found.place("loaded_rate", "writer", 4.5) == Place(25.0, LEAST, (4.75, 14.25))
    assert found.place("loaded_rate", "direct", 1.0) is None
    among = of_corpus(corpus, others[0]).place("loaded_rate", "writer", 4.5)
    assert among is not None
    assert among.articles == LEAST - 1 + (figure.value is not None)
