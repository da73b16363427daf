"""The three things of an article that are most worth a look, in plain words: chosen by fixed rules, never a verdict or a score.

The rules (`rules.RULES`) are asked in their order. Each gives at most one finding; one whose words all stand in an earlier
finding is passed over; the first three are told. docs/worth-a-look.md lists the rules.
"""

from __future__ import annotations

from analysis.result import Analysis
from analysis.worth_a_look.finding import Finding
from analysis.worth_a_look.others import LEAST, Others, Place
from analysis.worth_a_look.rules import RULES, Rule, Seen

__all__ = ["LEAST", "MOST", "NOTE", "NOTHING", "RULES", "Finding", "Others", "Place", "Rule", "look"]

#: Findings that are told at most.
MOST = 3

#: What is said where no rule finds anything.
NOTHING = (
    f"Nothing stands out by the {len(RULES)} rules that choose what is worth a look. That does not say that the article is even."
)

#: What is said beside findings.
NOTE = "Chosen by fixed rules, in a fixed order. A hint where to look, no verdict: the words may be right and called for."


def look(result: Analysis, others: Others | None = None, most: int = MOST) -> tuple[Finding, ...]:
    """What is most worth a look, the first in the rules' order first; empty where nothing stands out.

    Args:
        others: figures of other articles, without this one's; figures are compared with nothing where None.
    """
    seen = Seen(result, others)
    found: list[Finding] = []
    taken: set[str] = set()
    for rule in RULES:
        finding = rule.find(seen)
        if finding is None or (finding.evidence and taken.issuperset(finding.evidence)):
            continue
        found.append(finding)
        taken.update(finding.evidence)
        if len(found) == most:
            break
    return tuple(found)
