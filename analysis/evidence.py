"""The words behind evidence ids: where in the text and in the title the words stand that a figure counts."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.annotation import Span
from analysis.result import Analysis


def spans(result: Analysis, ids: Iterable[str]) -> tuple[list[Span], list[Span]]:
    """Spans of the text and of the title: of annotations, attributions, sources, sentences (`t0`) and parties (their namings).

    An id that the analysis does not have adds nothing.
    """
    annotations = {a.id: a for a in result.annotations}
    attributions = {a.id: a for a in result.attributions}
    sources = {s.id: s for s in result.sources}
    sentences = {f"t{s.index}": s for s in result.sentences}
    parties = {p.id for p in result.parties}
    text: list[Span] = []
    title: list[Span] = []
    for i in ids:
        if i in annotations:
            a = annotations[i]
            (text if a.field == "text" else title).append((a.start, a.end))
        elif i in attributions:
            (text if attributions[i].field == "text" else title).extend(attributions[i].content)
        elif i in sources:
            told = (attributions[name] for name in sources[i].attributions)
            text.extend(span for a in told if a.field == "text" for span in a.content)
        elif i in sentences:
            text.append((sentences[i].start, sentences[i].end))
        elif i in parties:
            text.extend((m.start, m.end) for m in result.mentions if m.party_id == i)
    return text, title
