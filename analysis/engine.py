"""One article in, one analysis out. The command line, the dashboard and every batch call this and nothing else."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

from analysis import encoder, english, language
from analysis.annotation import Annotation, Attribution, Excluded, Field, Frame, Mention, Party, Sentence, Source
from analysis.annotators import (
    accusations,
    agentless_nominalisations,
    agentless_passives,
    anonymous_source,
    asked_spans,
    attribution,
    boilerplate,
    entities,
    headline_claims,
    headline_quotations,
    lexicon_finder,
    loaded_spans,
    one_sided,
    parties,
    portrayed_spans,
    rebuttals,
    replies,
    scare_quotes,
    sentences,
)
from analysis.annotators import sources as source_cards
from analysis.annotators.references import References
from analysis.annotators.voices import Voices, count_words, lay
from analysis.article import Article, Failure
from analysis.document import Document
from analysis.heads import reading
from analysis.heads.frames import reader as frames
from analysis.heads.reading import Reading
from analysis.lexicon import LexiconError, lexicons
from analysis.measure import measure
from analysis.metric import NO_HEADLINE, Material
from analysis.result import Analysis
from analysis.setup_error import SetupError
from analysis.version import version

#: Below this number of words a warning says that most figures will be too few to say; above the other, that it looks like
#: more than one article.
SHORT, LONG = 50, 20_000

#: Lexicons whose words mark nothing by themselves.
_CUES = frozenset({"reporting_verbs", "accusations", "nominalisations"})


def analyze(article: Article) -> Analysis | Failure:
    """Analyze one article.

    Returns:
        Its analysis, or a `Failure` (`empty`, `no_words`, `not_english`, `internal`) that says in one sentence what is wrong
        and what to do. Nothing is raised for any text.
    """
    problem = _refusal(article)
    if problem is not None:
        return problem
    try:
        return _analyze(article)
    except (SetupError, LexiconError):
        raise
    except Exception as error:  # one article must not end a run of thousands; the message names it for a report
        return _failure(
            article, "internal", f"could not be analyzed ({type(error).__name__}: {error}). Please report it with its text."
        )


def analyze_many(items: Iterable[Article | Failure], *, ahead: bool = True) -> Iterator[Analysis | Failure]:
    """Analyze articles in order; failures of the reader pass through in their place.

    Args:
        ahead: read on while articles are worked on, so that one is parsed while another is encoded. False where somebody
            waits for each answer before sending the next article.
    """
    workers = encoder.threads()
    if not ahead or workers == 1:
        for item in items:
            yield item if isinstance(item, Failure) else analyze(item)
        return
    pool = ThreadPoolExecutor(workers, thread_name_prefix="article")
    try:
        pending: deque[Failure | Future[Analysis | Failure]] = deque()
        for item in items:
            pending.append(item if isinstance(item, Failure) else pool.submit(analyze, item))
            if len(pending) > workers:
                yield _done(pending.popleft())
        while pending:
            yield _done(pending.popleft())
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _done(given: Failure | Future[Analysis | Failure]) -> Analysis | Failure:
    return given if isinstance(given, Failure) else given.result()


def _name(article: Article) -> str:
    if article.line is not None and article.origin:
        return f"Line {article.line:,} of {article.origin.removesuffix(f':{article.line}')}"
    known = article.origin or article.id or article.title
    return f"“{str(known)[:80]}”" if known is not None else "The article"


def _failure(article: Article, code: str, message: str) -> Failure:
    return Failure(code, f"{_name(article)} {message}", article.id, article.line, article.origin)


def _refusal(article: Article) -> Failure | None:
    if not article.text.strip():
        return _failure(article, "empty", "has no text. Check that the article's body is where the reader looks for it.")
    if not any(c.isalnum() for c in article.text):
        return _failure(article, "no_words", "holds no word, only marks. Check that it is a text.")
    code = english.language_of(article.text)
    if code not in ("en", None):
        shown = english.NAMES.get(code or "", f"language “{code}”")
        return _failure(article, "not_english", f"does not look English (it looks {shown}). Evenhand reads English only.")
    return None


def _document(article: Article) -> Document:
    title = article.title if article.title and any(c.isalnum() for c in article.title) else None
    excluded = boilerplate.find(article.text)
    body = language.parse(article.text, read_as=boilerplate.blanked(article.text, excluded))
    return Document(
        article=article,
        body=body,
        title=language.parse(title, "title", read_as=language.truecase(title, body)) if title is not None else None,
        excluded=excluded,
    )


def _analyze(article: Article) -> Analysis:
    document = _document(article)
    body, title = document.body, document.title
    hidden = [(e.start, e.end) for e in document.excluded]

    actors = entities.find(document.fields)
    named_at = portrayed_spans.of(body, actors)
    asked_of = {"text": list(named_at.values()), "title": []}
    kept = {p.field: headline_claims.kept(p) if title is not None else [] for p in document.fields}
    said = {p.field: reading.read(p, asked_spans.of(p), asked_of[p.field], kept[p.field]) for p in document.fields}
    found = attribution.find(body, said["text"], hidden)
    if title is not None:
        found += attribution.find(title, said["title"], first_id=len(found))
    attributions, cards, speakers = source_cards.resolve(document.fields, found, actors)

    own = {s.id for s in cards if s.name == source_cards.WRITER}
    marked = {p.field: scare_quotes.find(p, attributions, said[p.field].spans) for p in document.fields}
    for parsed in document.fields:
        attributions = scare_quotes.without(parsed, attributions, marked[parsed.field])
    held_off = {name: [span for span, _ in pieces] for name, pieces in marked.items()}
    voices = {
        p.field: lay(p, attributions, document.excluded if p is body else (), own, held_off[p.field]) for p in document.fields
    }
    sents, by_source = sentences.find(body, voices["text"], said["text"].wording)
    cards = _with_words(cards, by_source)
    by_id = {s.id: s for s in cards}

    read = [a for p in document.fields for a in loaded_spans.find(p, said[p.field].techniques, voices[p.field])]
    marks = loaded_spans.merged(read, _lexicon_marks(document, voices))
    for parsed in document.fields:
        marks += scare_quotes.marks(parsed, marked[parsed.field], voices[parsed.field])
    marks += anonymous_source.find(attributions, by_id, voices, {p.field: p.text for p in document.fields})
    marks += [a for p in document.fields for a in rebuttals.find(p, attributions, voices[p.field])]
    marks += [a for p in document.fields for a in agentless_passives.find(p, voices[p.field])]
    marks += [a for p in document.fields for a in agentless_nominalisations.find(p, voices[p.field])]
    named, mentions = parties.find(document.fields, attributions, cards, speakers, actors, voices["text"])
    marks += one_sided.find(body.text, sents, marks, named, mentions)
    mentions = portrayed_spans.toned(mentions, portrayed_spans.tones(named_at, said["text"].portrayal), voices["text"])
    accused = [
        a
        for p in document.fields
        for a in accusations.find(References(p, named, mentions), voices[p.field], attributions, by_id, named, sents)
    ]
    answered, silences = replies.find(References(body, named, mentions), voices["text"], accused, attributions, cards)
    named = replies.of_parties(named, answered)
    marks += [*answered, *silences]
    held, untold = _headline(document, said, voices, attributions, by_id)
    marks += held
    marks.sort(key=lambda a: (a.field == "title", a.start, a.end, a.kind))
    annotations = tuple(replace(a, id=f"n{n + 1}") for n, a in enumerate(marks))

    title_words: dict[str, int] = {}
    if title is not None:
        for (voice, _), n in count_words(title, voices["title"]).items():
            title_words[voice] = title_words.get(voice, 0) + n
    told = said["text"].frames
    framed = frames.frames(told) if told is not None and _length(sents) >= frames.LEAST_WORDS else ()
    material = _material(sents, by_source, attributions, cards, named, mentions, annotations, title_words, framed, untold)
    return Analysis(
        article=article,
        version=version(),
        language="en",
        words=material.words["all"],
        title_words=title_words,
        warnings=(*article.warnings, *_warnings(article, material, document.excluded)),
        voices=voices["text"].spans,
        title_voices=voices["title"].spans if title is not None else (),
        excluded=document.excluded,
        sentences=sents,
        attributions=tuple(attributions),
        sources=tuple(cards),
        parties=tuple(named),
        mentions=tuple(mentions),
        annotations=annotations,
        metrics=measure(material, seed=int(article.sha256[:8], 16)),
        frames=framed,
    )


def _with_words(cards: Sequence[Source], by_source: Sequence[dict[str, int]]) -> list[Source]:
    words: Counter[str] = Counter()
    for counts in by_source:
        words.update(counts)
    return [replace(s, words=words[s.id]) for s in cards]


def _lexicon_marks(document: Document, voices: Mapping[Field, Voices]) -> list[Annotation]:
    marking = tuple(lexicon for name, lexicon in lexicons().items() if name not in _CUES)
    out = []
    for parsed in document.fields:
        for lexicon, hits in zip(marking, lexicon_finder.find_all(parsed, marking), strict=True):
            for hit in hits:
                span = voices[parsed.field].at(hit.start)
                if span.voice == "excluded":
                    continue
                out.append(
                    Annotation(
                        id="",
                        kind=lexicon.kind,
                        field=parsed.field,
                        start=hit.start,
                        end=hit.end,
                        text=parsed.text[hit.start : hit.end],
                        voice=span.voice,
                        source_id=span.source_id,
                        party_id=None,
                        rule=f"{lexicon.kind}/lexicon@{lexicon.version}",
                        score=None,
                        why=hit.why,
                        neutral=hit.neutral,
                    )
                )
    return out


def _material(
    sents: tuple[Sentence, ...],
    by_source: tuple[dict[str, int], ...],
    attributions: Sequence[Attribution],
    cards: Sequence[Source],
    named: Sequence[Party],
    mentions: Sequence[Mention],
    annotations: tuple[Annotation, ...],
    title_words: dict[str, int],
    framed: tuple[Frame, ...],
    untold: str | None,
) -> Material:
    kept = [n for n, s in enumerate(sents) if sum(s.words.values())]
    words = {v: sum(sents[n].words[v] for n in kept) for v in ("writer", "direct", "indirect")}
    words["all"] = sum(words.values())
    words["headline"] = title_words.get("headline", 0)
    return Material(
        words=words,
        sentences=tuple(sents[n] for n in kept),
        attributions=tuple(attributions),
        sources=tuple(cards),
        parties=tuple(named),
        mentions=tuple(mentions),
        annotations=annotations,
        source_words=tuple(by_source[n] for n in kept),
        frames=framed,
        headline=untold,
    )


def _headline(
    document: Document,
    said: Mapping[Field, Reading],
    voices: Mapping[Field, Voices],
    attributions: Sequence[Attribution],
    cards: Mapping[str, Source],
) -> tuple[list[Annotation], str | None]:
    """The marks of the headline that is held against the body, and why its claim was not, or None."""
    title = document.title
    if title is None:
        return [], NO_HEADLINE
    marks = headline_quotations.find(title, document.body)
    claimed, told = said["title"].states, said["text"].states
    if claimed is None or told is None:
        return marks, "no learned head is switched on, so that nothing reads headline and body"
    if len(claimed) < headline_claims.LEAST_HEADLINE:
        return marks, "too few words of the headline carry a statement"
    body = headline_claims.Body(document.body, voices["text"], told, document.excluded, cards)
    return marks + headline_claims.find(title, claimed, body, attributions), None


def _length(sents: Sequence[Sentence]) -> int:
    """Words of the text, boilerplate left out."""
    return sum(s.words[v] for s in sents for v in ("writer", "direct", "indirect"))


def _warnings(article: Article, material: Material, excluded: Sequence[Excluded]) -> list[str]:
    words = material.words["all"]
    out = []
    if words < SHORT:
        out.append(f"Only {words} words: most figures are too few to say.")
    if words > LONG:
        out.append(f"{words} words: this is longer than a news article. Check that it is one article.")
    if english.language_of(article.text) is None:
        out.append("Too short to tell the language; it was read as English.")
    if re.search("[\ud800-\udfff]", article.text):
        out.append("The text holds broken characters (lone surrogates); they were read as unknown marks.")
    return out
