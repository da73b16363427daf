"""The article page's table of parties: the most words first, silent ones last, every number a link to its words."""

from __future__ import annotations

from builders import analysis, span

from analysis.annotation import Mention, Party
from dashboard import article_parties
from dashboard.item import Item

BOARD, VARGA = span("The harbour board"), span("Ilse Varga")


def item(*parties: Party) -> Item:
    mentions = (Mention(*BOARD, "p1", "writer"), Mention(*VARGA, "p2", "writer"))
    return Item("key", analysis(parties=parties, mentions=mentions))


SILENT = Party("p1", "the board", ("The harbour board",), "organization", None, 3, 0)
HEARD = Party("p2", "Ilse Varga", ("Ilse Varga",), "person", "s1", 1, 10, ("s1",))


def test_a_silent_party_stands_last_and_says_so() -> None:
    rows = article_parties.table(item(SILENT, HEARD))["rows"]
    assert [row["name"] for row in rows] == ["Ilse Varga", "the board"]
    assert [cell["text"] for cell in rows[1]["cells"]] == ["3 ×", "silent"]
    assert rows[1]["cells"][1]["query"] is None


def test_a_number_opens_the_words_behind_it() -> None:
    shown = item(SILENT, HEARD)
    named, given = article_parties.table(shown)["rows"][0]["cells"]
    assert named["query"] == {"id": "key", "mark": f"w{VARGA[0]}-{VARGA[1]}"}
    assert (given["text"], given["note"]) == ("10 words", "")
    spans = sorted(s for a in shown.analysis.attributions if a.source_id == "s1" for s in a.content)
    assert given["query"] == {"id": "key", "mark": "w" + ".".join(f"{a}-{b}" for a, b in spans)}


def test_words_of_those_who_speak_for_a_party_are_told_apart() -> None:
    board = Party("p1", "the board", ("The harbour board",), "organization", None, 3, 8, ("s2",))
    [row] = article_parties.table(item(board))["rows"]
    assert (row["cells"][1]["text"], row["cells"][1]["note"]) == ("8 words", "through others")


def test_the_sentence_above_the_table_tells_words_against_namings() -> None:
    told = "Of 2 parties, 1 is silent. Ilse Varga has 100% of the words given to parties and 25% of the namings."
    assert article_parties.told(item(SILENT, HEARD)) == told
    assert article_parties.told(item(SILENT)) == "Of 1 party, 1 is silent."
    assert article_parties.told(item()) == "Of 0 parties, none is silent."
