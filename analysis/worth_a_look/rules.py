"""The rules that say what of an article is worth a look, in the order in which they are asked.

Each looks at one thing, says nothing where its figure is missing, and answers with its most marked case. None judges: the words
may be right, fair and called for. Bounds are Evenhand's own, chosen so that most even articles pass them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from analysis.annotation import MetricValue, Party
from analysis.metric import metrics
from analysis.result import Analysis
from analysis.right_rates import of_kinds
from analysis.worth_a_look.finding import Finding, counted
from analysis.worth_a_look.others import Others, Place

#: Characters of a name or of marked words that a sentence shows.
_LONGEST = 60


@dataclass(frozen=True)
class Seen:
    """What rules look at: an analysis, and the figures of other articles where there are any."""

    result: Analysis
    others: Others | None

    def value(self, metric: str, voice: str) -> MetricValue | None:
        """A figure, also one without a value; None where the analysis does not have it at all."""
        return next((v for v in self.result.metrics if (v.id, v.voice) == (metric, voice)), None)

    def known(self, metric: str, voice: str) -> tuple[float, float, float, MetricValue] | None:
        """Value and interval of a figure that has both, and the figure."""
        found = self.value(metric, voice)
        if found is None or found.value is None or found.low is None or found.high is None:
            return None
        return found.value, found.low, found.high, found

    def place(self, value: MetricValue) -> Place | None:
        """Where a figure stands among the other articles."""
        return self.others.place(value.id, value.voice, value.value) if self.others else None

    def finding(
        self, rule: str, says: str, value: MetricValue, kinds: tuple[str, ...], evidence: tuple[str, ...] | None = None,
        of: str | None = None,
    ) -> Finding:  # fmt: skip
        """A finding; `kinds` are what its finders make, `of` says what it counts where the figure's counts do not."""
        metric = next(m for m in metrics() if m.id == value.id)
        ids = value.annotations if evidence is None else evidence
        told = counted(metric, value) if of is None else of
        return Finding(rule, says, metric, value, ids, told, of_kinds(self.result, kinds), self.place(value))


@dataclass(frozen=True)
class Rule:
    """A rule of choice.

    Attributes:
        when: what it needs, in plain words, for the documentation.
        find: what it finds, or None.
    """

    id: str
    when: str
    find: Callable[[Seen], Finding | None]


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 2].rstrip()} …"


def _many(number: float, one: str, more: str | None = None) -> str:
    return f"{number:,.0f} {one if number == 1 else more or one + 's'}"


def _no_reply(seen: Seen) -> Finding | None:
    value = seen.value("unanswered_accusations", "all")
    against: dict[str, list[str]] = {}
    for a in seen.result.annotations:
        if a.kind == "accusation" and a.field == "text" and a.voice != "excluded" and a.reply == "not heard" and a.party_id:
            against.setdefault(a.party_id, []).append(a.id)
    names = {p.id: p.name for p in seen.result.parties}
    known = {party: ids for party, ids in against.items() if party in names}
    if value is None or not known:
        return None
    party, ids = max(known.items(), key=lambda found: len(found[1]))
    many = _many(len(ids), "accusation")
    says = f"{many} against {_short(names[party])} and no reply that the rules could find"
    return seen.finding("no_reply_found", says, value, ("accusation", "reply"), tuple(ids))


def _accusing_writer(seen: Seen) -> Finding | None:
    value = seen.value("accusation_rate", "writer")
    if value is None or not value.annotations:
        return None
    counted = set(value.annotations)
    own = [a for a in seen.result.annotations if a.id in counted and a.source_id is None]  # not "X accused Y", which is X's
    if not own:
        return None
    parties = {p.id: p.name for p in seen.result.parties}
    accused = {parties.get(a.party_id or "") for a in own}
    [whom] = accused if len(accused) == 1 else [None]
    against = f", against {_short(whom)}" if whom else ""
    says = f"{_many(len(own), 'accusation')} {'is' if len(own) == 1 else 'are'} the writer's own{against}"
    return seen.finding("writer_accuses", says, value, ("accusation",), tuple(a.id for a in own))


#: A silent party is told of where it is named this often and among so many of the parties named most.
_NAMED, _FIRST = 3, 3


def _silent_party(seen: Seen) -> Finding | None:
    value = seen.value("silent_parties", "all")
    parties = seen.result.parties
    most = sorted(parties, key=lambda p: -p.mentions)[:_FIRST]
    silent: list[Party] = [p for p in most if p.silent and p.mentions >= _NAMED]
    if value is None or not silent:
        return None
    party = silent[0]
    title = " and in the headline" if party.in_title else ""
    says = f"{_short(party.name)} is named {party.mentions} times{title} and given no words"
    if any(a.kind == "no_reply" and a.party_id == party.id for a in seen.result.annotations):
        says += "; the text says that it gave no answer"
    namings = sum(p.mentions for p in parties)
    are = "is" if value.value == 1 else "are"
    of = f"{value.value or 0:.0f} of {_many(len(parties), 'party', 'parties')} {are} silent, "
    of += f"{party.mentions} of {namings:,} namings are its own"
    return seen.finding("silent_party", says, value, ("parties", "attributions"), (party.id,), of)


def _beyond_body(seen: Seen) -> Finding | None:
    value = seen.value("headline_drops_attribution", "headline")
    if value is None or not value.value:
        return None
    says = "The headline states as a fact what the body only lays to a source"
    of = f"of {_many(seen.result.title_words.get('headline', 0), 'word')} of the headline"
    return seen.finding("headline_drops_attribution", says, value, ("dropped_attribution",), of=of)


def _loaded_headline(seen: Seen) -> Finding | None:
    value = seen.value("headline_loaded", "headline")
    if value is None or not value.value:
        return None
    words = [a.text for a in seen.result.annotations if a.id in set(value.annotations)]
    says = f"The headline uses loaded words: {_short(', '.join(f'“{w}”' for w in words))}"
    of = f"of {_many(seen.result.title_words.get('headline', 0), 'word')} of the headline"
    return seen.finding("loaded_headline", says, value, ("loaded_language",), of=of)


#: Attributed words below which shares of them say little.
_WORDS = 100


def _one_source(seen: Seen) -> Finding | None:
    found = seen.known("top_source_share", "all")
    if found is None:
        return None
    share, low, _, value = found
    if share < 0.75 or low < 0.5 or (value.denominator or 0) < _WORDS:
        return None
    source = next((s for s in seen.result.sources if s.id in value.annotations), None)
    says = (
        f"Three quarters or more of the attributed words are those of one source, {_short(source.name) if source else 'unnamed'}"
    )
    return seen.finding("one_source", says, value, ("attributions",))


def _anonymous(seen: Seen) -> Finding | None:
    found = seen.known("anonymous_share", "all")
    if found is None or found[0] < 0.5 or found[1] < 0.25 or (found[3].denominator or 0) < _WORDS:
        return None
    says = "Sources without a name carry half or more of the attributed words"
    return seen.finding("unnamed_sources", says, found[3], ("anonymous_source", "attributions"))


def _name_calling(seen: Seen) -> Finding | None:
    found = seen.known("name_calling_rate", "writer")
    if found is None or len(found[3].annotations) < 2:
        return None
    words = [a.text for a in seen.result.annotations if a.id in set(found[3].annotations)]
    says = f"The writer's own words name in a way that judges: {_short(', '.join(f'“{w}”' for w in words))}"
    return seen.finding("name_calling", says, found[3], ("name_calling",))


def _opinion(seen: Seen) -> Finding | None:
    found = seen.known("opinion_sentences", "writer")
    if found is None or found[1] < 1 / 3:
        return None
    return seen.finding("writer_opinion", "Many of the writer's own sentences read as opinion", found[3], ("sentences",))


def _portrayal(seen: Seen) -> Finding | None:
    found = seen.known("portrayal_gap", "writer")
    main = [_short(p.name) for p in sorted(seen.result.parties, key=lambda p: -p.mentions)[:2]]
    if found is None or found[1] <= 0 <= found[2] or len(main) < 2:
        return None
    kindly, less = main if found[0] > 0 else reversed(main)
    says = f"The writer's sentences speak more kindly of {kindly} than of {less}"
    return seen.finding("portrayal", says, found[3], ("mentions",), of=f"over {len(found[3].annotations)} sentences")


def _doubt(seen: Seen) -> Finding | None:
    found = seen.known("verb_asymmetry", "all")
    order = sorted((s for s in seen.result.sources if s.words), key=lambda s: (-s.words, s.first, s.id))[:2]
    if found is None or found[1] <= 0 <= found[2] or len(order) < 2:
        return None
    doubted, other = (_short(s.name) for s in (order if found[0] > 0 else reversed(order)))
    told = [a for a in seen.result.attributions if a.field == "text" and a.stance is not None and a.parent is None]
    first, second = (sum(a.source_id == s.id for a in told) for s in order)
    says = f"Reporting words cast more doubt on {doubted} than on {other}, the other of the two most quoted sources"
    return seen.finding("doubt", says, found[3], ("attributions",), of=f"{first} and {second} attributions")


#: Figures that are held against other articles. Few, since of many some lie far out by chance alone.
_COMPARED = (
    ("loaded_reading", "writer"), ("loaded_rate", "writer"), ("opinion_sentences", "writer"), ("attributed_share", "all"),
    ("direct_share", "all"), ("effective_sources", "all"), ("official_share", "all"), ("doubting_verbs", "all"),
    ("hedge_rate", "writer"), ("agentless_passive_rate", "writer"),
)  # fmt: skip
#: Percentile from either end within which such a figure must lie.
_FAR = 10


def _far_out(seen: Seen) -> Finding | None:
    found = max(_outside(seen), key=lambda x: x[0], default=None)
    if found is None:
        return None
    _, value, place = found
    label = next(m.label for m in metrics() if m.id == value.id)
    side = "above" if place.percentile > 50 else "below"
    says = f"{label}: the whole interval lies {side} the middle half of other articles"
    of = next((m.needs for m in metrics() if m.id == value.id), ())
    return seen.finding("far_from_others", says, value, of)


def _outside(seen: Seen) -> Iterator[tuple[float, MetricValue, Place]]:
    for metric, voice in _COMPARED:
        known = seen.known(metric, voice)
        place = seen.place(known[3]) if known else None
        if known is None or place is None or _FAR < place.percentile < 100 - _FAR:
            continue
        _, low, high, value = known
        if low > place.quartiles[1] or high < place.quartiles[0]:
            yield abs(place.percentile - 50), value, place


#: In the order asked: what concerns people who cannot answer first, then whose words there are, then the writer's own.
RULES = (
    Rule("no_reply_found", "a party is accused in the text and not heard on it, as far as the rules can tell", _no_reply),
    Rule("writer_accuses", "an accusation is the writer's own: the text gives it to nobody else", _accusing_writer),
    Rule("silent_party", f"one of the {_FIRST} parties named most is named {_NAMED} times or more and given no words",
         _silent_party),
    Rule("headline_drops_attribution", "the headline states without a source what the body only lays to one", _beyond_body),
    Rule("loaded_headline", "the headline's own words hold a loaded one", _loaded_headline),
    Rule("one_source", f"three quarters or more of at least {_WORDS} attributed words are one source's, and the interval's lower "
         "end is a half or more", _one_source),
    Rule("unnamed_sources", f"half or more of at least {_WORDS} attributed words are of sources without a name, and the "
         "interval's lower end is a quarter or more", _anonymous),
    Rule("name_calling", "two cases or more of name calling stand in the writer's own voice", _name_calling),
    Rule("writer_opinion", "of the share of the writer's sentences that state opinion, the interval's lower end is a third or "
         "more", _opinion),
    Rule("portrayal", "the interval of the portrayal gap between the two parties named most leaves 0 out", _portrayal),
    Rule("doubt", "the interval of the difference in doubt towards the two most quoted sources leaves 0 out", _doubt),
    Rule("far_from_others", f"of {len(_COMPARED)} figures, the one farthest out whose interval lies wholly outside the quartiles "
         f"of the other articles and whose value is among their highest or lowest {_FAR} %", _far_out),
)  # fmt: skip
