"""Analyses put together by hand, for tests that need one and not the finders that make them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from analysis.annotation import (
    Annotation,
    Attribution,
    Excluded,
    Mention,
    MetricValue,
    Party,
    Sentence,
    Source,
    Span,
    VoiceSpan,
)
from analysis.article import Article, Failure
from analysis.metric import metrics
from analysis.result import Analysis, Version

TITLE = "Harbour board “never asked” the crane crews, union says"
TEXT = (
    "The harbour board recklessly sold the east quay, and nobody on the cranes heard of it first.\n\n"
    "“We read it in the minutes,” said Ilse Varga, who drives the tall crane, “and we are furious.”\n\n"
    "A person close to the board insisted that the price was perhaps a little low.\n\n"
    "© Tidewater Courier. All rights reserved."
)
VERSION = Version("0.1.0", "5e" * 32, {"parser": "core_web_sm 3.8.0", "attribution": "rules 1"}, {"loaded": "1 ab12"})


def span(words: str, text: str = TEXT) -> Span:
    """Offsets of the first place where the words stand."""
    start = text.index(words)
    return start, start + len(words)


def article(**changes: Any) -> Article:
    """The article about the harbour."""
    base = Article(
        text=TEXT, id="quay-1", title=TITLE, outlet="Tidewater Courier", published="2031-04-02", topic="port", origin="quay.txt"
    )
    return replace(base, **changes)


def failure(**changes: Any) -> Failure:
    """An input that was no JSON."""
    return replace(Failure("not_json", "Line 7 is not JSON: check its quotation marks.", None, 7, "feed.jsonl"), **changes)


def metric_values() -> tuple[MetricValue, ...]:
    """A value for every declared metric and voice; every third is missing."""
    keys = [(metric, voice) for metric in metrics() for voice in metric.by_voice]
    return tuple(
        MetricValue(m.id, voice, None, m.unit, 0, 0, None, None, (), "nothing to count it over")
        if n % 3 == 2
        else MetricValue(m.id, voice, n / 7, m.unit, n, 7, n / 9, n / 5, ("n1", "n2"), None)
        for n, (m, voice) in enumerate(keys)
    )


def analysis(**changes: Any) -> Analysis:
    """The analysis of the article about the harbour, as a careful reader would mark it."""
    quote, rest = span("“We read it in the minutes,”"), span("“and we are furious.”")
    claim, notice = span("that the price was perhaps a little low"), span("© Tidewater Courier. All rights reserved.")
    edges = [(0, "writer", None), (quote[0], "direct", "s1"), (quote[1], "writer", None), (rest[0], "direct", "s1"),
             (rest[1], "writer", None), (claim[0], "indirect", "s2"), (claim[1], "writer", None),
             (notice[0], "excluded", None)]  # fmt: skip
    ends = [start for start, _, _ in edges[1:]] + [len(TEXT)]
    voices = tuple(VoiceSpan(start, end, voice, who) for (start, voice, who), end in zip(edges, ends, strict=True))
    title_quote = span("“never asked”", TITLE)
    base = Analysis(
        article=article(),
        version=VERSION,
        language="en",
        words=50,
        title_words={"direct": 2, "headline": 7},
        warnings=("The encoding was guessed.", "The title was taken from the first line: “Harbour board …”."),
        voices=voices,
        title_voices=(
            VoiceSpan(0, title_quote[0], "headline"),
            VoiceSpan(*title_quote, "direct"),
            VoiceSpan(title_quote[1], len(TITLE), "headline"),
        ),
        excluded=(Excluded(*notice, "copyright line"),),
        sentences=_sentences(),
        attributions=(
            Attribution("a1", "text", "direct", None, (span("Ilse Varga, who drives the tall crane"),), (span("said"),),
                        (quote, rest), "s1", "neutral", 0.95, "say", "quotation", "“said” lays the quotation to “Ilse Varga”."),
            Attribution("a2", "text", "indirect", None, (span("A person close to the board"),), (span("insisted"),), (claim,),
                        "s2", "doubting", 0.8, "insist", "clause", "“insisted” reports what follows."),
            Attribution("a3", "title", "mixed", None, (span("union", TITLE),), (span("says", TITLE),), ((0, TITLE.index(",")),),
                        None, "neutral", 0.7, "say", "clause", "“says” reports what stands before it."),
        ),
        sources=(
            Source("s1", "Ilse Varga", ("Ilse Varga", "who"), True, "person", "crane driver", 10, ("a1",), span("Ilse Varga")[0]),
            Source("s2", "A person close to the board", ("A person close to the board",), False, "anonymous", None, 8, ("a2",),
                   span("A person close")[0]),
        ),
        parties=(Party("p1", "the board", ("The harbour board", "the board"), "organization", None, 2, 0),),
        mentions=(Mention(*span("The harbour board"), "p1", "writer"),),
        annotations=(
            _mark("n1", "loaded_language", "recklessly", "writer", None, "loaded_language/lexicon@1", neutral="without notice"),
            _mark("n2", "loaded_language", "furious", "direct", "s1", "loaded_language/lexicon@1"),
            _mark("n3", "hedge", "perhaps", "indirect", "s2", "hedge/lexicon@1"),
            _mark("n4", "anonymous_source", "A person close to the board", "writer", "s2", "anonymous_source/card@1"),
        ),
        metrics=metric_values(),
    )  # fmt: skip
    return replace(base, **changes)


def _sentences() -> tuple[Sentence, ...]:
    told = (
        ("The harbour board recklessly sold the east quay, and nobody on the cranes heard of it first.",
         {"writer": 1.0}, {"writer": 17}),
        ("“We read it in the minutes,” said Ilse Varga, who drives the tall crane, “and we are furious.”",
         {"writer": 0.47, "direct": 0.53, "indirect": 0.0}, {"writer": 8, "direct": 10, "indirect": 0}),
        ("A person close to the board insisted that the price was perhaps a little low.",
         {"writer": 0.48, "direct": 0.0, "indirect": 0.52}, {"writer": 7, "direct": 0, "indirect": 8}),
        ("© Tidewater Courier. All rights reserved.", {}, {}),
    )  # fmt: skip
    return tuple(
        Sentence(n, *span(text), voice, words, None if not words else 0.25 * n, None if not words else 0.5 - n)
        for n, (text, voice, words) in enumerate(told)
    )


def _mark(name: str, kind: str, words: str, voice: Any, source: str | None, rule: str, neutral: str | None = None) -> Annotation:
    start, end = span(words)
    why = f"“{words}” colours what it tells."
    return Annotation(
        name, kind, "text", start, end, words, voice, source, None, rule, 0.5 if kind == "hedge" else None, why, neutral
    )


def relocated(text: str, title: str | None = None, **changes: Any) -> Analysis:
    """An analysis of any text, all of it in the writer's voice, in one sentence with one mark over all."""
    whole = (0, len(text))
    mark = Annotation(
        "n1", "loaded_language", "text", *whole, text, "writer", None, None, "loaded_language/lexicon@1", None, f"“{text}”"
    )
    return analysis(
        article=article(text=text, title=title, **changes),
        voices=(VoiceSpan(*whole, "writer"),),
        title_voices=(VoiceSpan(0, len(title), "headline"),) if title else (),
        title_words={"headline": 1} if title else {},
        excluded=(),
        sentences=(Sentence(0, *whole, {"writer": 1.0}, {"writer": 1}, 0.0, 0.0),),
        attributions=(),
        sources=(Source("s1", text, (text,), True, "person", text, 0, (), 0),),
        parties=(),
        mentions=(),
        annotations=(mark,),
        warnings=(),
        words=1,
    )


WORD = re.compile(r"\w+")


def word_runs(text: str, length: int = 4) -> set[str]:
    """Every run of so many words, as it stands in the text."""
    found = list(WORD.finditer(text))
    return {text[a.start() : b.end()] for a, b in zip(found, found[length - 1 :], strict=False)}


def quoted_fragments(text: str) -> set[str]:
    """What stands inside quotation marks, where it is longer than a letter or two."""
    return set(re.findall('[“"]([^”"]{3,})[”"]', text))
