"""Who says what: attributions after PolNeAR's notion (Newell et al. 2018), in four steps.

0. A quotation with a name behind a dash is its speaker's (`signed_quotations.py`).
1. The learned head reads source, cue and content spans and which belong together (`attribution_by_head.py`). Where it is
   switched off, syntax and the reporting-verb lexicon stand in for it (`attribution_by_rules.py`).
2. A quotation that stands mostly in a content belongs to it, whole, with its marks; another does not belong to it at all.
3. A quotation without a content looks for its cue in its own sentence, then goes on from the attribution before it.
4. Contents that stand inside another's get it as their parent; form, stance and certainty follow.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotation import Attribution, Span
from analysis.annotators import attribution_by_head, attribution_by_rules, loose_quotations, signed_quotations
from analysis.annotators.drafts import Page
from analysis.document import Parsed
from analysis.heads.reading import Reading


def find(parsed: Parsed, said: Reading, excluded: Sequence[Span] = (), first_id: int = 0) -> list[Attribution]:
    """Attributions of a parsed field in order of their first character; `source_id` is left to the resolver.

    `said`: what the learned heads say of the field; where one is switched off, rules stand in for it.
    `excluded`: boilerplate, in which nothing is looked for. `first_id`: number of the first id.
    """
    page = Page(parsed, excluded, said.spans)
    if not parsed.tokens:
        return []
    for draft in signed_quotations.find(page):
        page.add(draft)
    if said.attribution is not None:
        attribution_by_head.add(page, said.attribution)
    else:
        attribution_by_rules.add(page)
    loose_quotations.add(page)
    return page.finish(first_id)
