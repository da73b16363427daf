"""Sources across articles: which cards are one source, what is counted of it, and when there are too few to say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import TEXT, analysis, article, span
from comparing import bare, card, speaking

from analysis.annotation import VoiceSpan
from analysis.article import Article
from analysis.corpus_sources import FLOOR, direct_share, gather, source_key, stance_share, table, verbs

HERE = Article("The ferry sailed.")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (card("s1", "Ilse Varga"), card("s2", "ILSE VARGA"), True),
        (card("s1", "Councillor Ilse Varga"), card("s2", "Ilse Várga"), True),
        (card("s1", "Ilse Varga Jr."), card("s2", "Ilse Varga"), True),
        (card("s1", "Ilse Varga"), card("s2", "Varga"), False),
        (card("s1", "Ilse Varga"), card("s2", "Ilse Varga", type="organization"), False),
        (card("s1", "The Harbour Board", type="organization"), card("s2", "Harbour Board", type="organization"), True),
        (card("s1", "U.N.", type="organization"), card("s2", "UN", type="organization"), True),
        (card("s1", "the harbour board", type="organization"), card("s2", "the harbour board", type="organization"), False),
        (card("s1", "A docker", named=False, type="anonymous"), card("s1", "A docker", named=False, type="anonymous"), False),
        (card("s1", "Critics", named=True, type="anonymous"), card("s1", "Critics", named=True, type="anonymous"), False),
        (card("s1", "The", named=True, type="organization"), card("s1", "?!", named=True, type="organization"), False),
    ],
)
def test_cards_of_two_articles_are_one_source_by_type_and_normalised_name(one: object, other: object, same: bool) -> None:
    there = replace(HERE, text="The ferry stayed.")
    assert (source_key(one, HERE) == source_key(other, there)) is same  # type: ignore[arg-type]


def test_an_unnamed_source_keeps_its_id_and_no_id_holds_a_name() -> None:
    docker = card("s1", "A docker", named=False, type="anonymous")
    assert source_key(docker, HERE) == source_key(docker, replace(HERE, id="other", published="2031-01-01"))
    assert set(source_key(card("s1", "Decade Fade"), HERE)) <= set("0123456789abcdef")


def test_the_table_adds_up_what_the_articles_give_a_source() -> None:
    gathered = gather([analysis(), analysis(article=article(text=TEXT, outlet="Quay Post", title="Again")), speaking()])
    found = table(gathered)
    assert list(found["name"]) == ["Ilse Varga", "A person close to the board", "A person close to the board"]
    varga = found.iloc[0]
    assert (varga["articles"], varga["outlets"], varga["words"], varga["attributions"]) == (2, 2, 20, 2)
    assert (varga["neutral"], varga["doubting"], varga["named"]) == (2, 0, True)
    assert list(found["doubting"]) == [0, 1, 1]
    assert found["direct_share"].isna().all(), f"below {FLOOR} words there are too few to say"

    first = table(gathered, {0})
    assert list(first["articles"]) == [1, 1]
    assert first.loc[found.index[0], "words"] == 10
    assert table(gathered, {2}).empty
    assert list(table(gather([])).columns) == list(found.columns)


def test_an_article_without_outlet_is_counted_and_adds_no_outlet() -> None:
    found = table(gather([analysis(article=article(outlet=None))]))
    assert list(found["outlets"]) == [0, 0]
    assert list(found["articles"]) == [1, 1]


def test_the_name_shown_is_the_one_that_most_words_stand_under() -> None:
    few, many = card("s1", "Dr Ilse Varga", words=3), card("s7", "Ilse Varga", words=30)
    assert list(table(gather([speaking(few), speaking(many, text="It stayed.")]))["name"]) == ["Ilse Varga"]


def test_verbs_stand_by_stance_and_number() -> None:
    told = analysis()
    say, insist, _ = told.attributions
    more = [replace(say, id=f"b{n}", verb=verb, stance=stance) for n, (verb, stance) in enumerate(
        [("claim", "doubting"), ("say", "neutral"), ("add", "neutral"), (None, None)])]  # fmt: skip
    gathered = gather([replace(told, attributions=(say, insist, *more))])
    source = table(gathered).query("name == 'Ilse Varga'").index[0]
    found = verbs(gathered, source)
    assert list(zip(found["verb"], found["stance"], found["attributions"], strict=True)) == [
        ("say", "neutral", 2), ("add", "neutral", 1), ("claim", "doubting", 1)]  # fmt: skip
    assert verbs(gathered, source, {5}).empty


def quoted(words: int, reported: int, at: int) -> object:
    """An article that gives Ilse Varga so many quoted words and so many reported ones."""
    text = " ".join(["aye"] * words + ["nay"] * reported) + f" {at}"
    middle, end = 4 * words, 4 * (words + reported)
    voices = (VoiceSpan(0, middle, "direct", "s1"), VoiceSpan(middle, end, "indirect", "s1"), VoiceSpan(end, len(text), "writer"))
    return bare(text, voices=voices, sources=(card("s1", "Ilse Varga", words=words + reported),))


def test_the_quoted_share_has_an_interval_from_eight_articles_on_and_none_of_few_words() -> None:
    eight = direct_share(gather([quoted(10 + n, 20 - n, n) for n in range(8)]).cards)  # type: ignore[misc]
    assert (eight.numerator, eight.denominator) == (108, 240)
    assert eight.low is not None
    assert eight.low < eight.value < eight.high
    seven = direct_share(gather([quoted(10 + n, 20 - n, n) for n in range(7)]).cards)  # type: ignore[misc]
    assert seven.value == pytest.approx(91 / 210)
    assert seven.low is None
    few = direct_share(gather([quoted(FLOOR - 1, 0, 0)]).cards)  # type: ignore[list-item]
    assert (few.value, few.denominator) == (None, FLOOR - 1)
    assert direct_share(gather([]).cards).value is None


def test_the_share_of_a_stance_is_of_attributions_with_a_verb_and_too_few_below_five() -> None:
    row = table(gather([analysis()])).iloc[0]
    assert stance_share(row, "neutral").value is None
    more = row.copy()
    more["doubting"], more["neutral"] = 2, 6
    share = stance_share(more, "doubting")
    assert (share.value, share.numerator, share.denominator) == (0.25, 2, 8)
    assert share.low == pytest.approx(0.0715, abs=1e-3)  # Wilson (1927) for 2 of 8
    assert share.high == pytest.approx(0.5907, abs=1e-3)


def test_words_are_counted_in_the_span_of_the_source_alone() -> None:
    cards = gather([analysis()]).cards.set_index("source_id")
    assert cards.loc["s1", "direct"] == 10  # both halves of the quotation, between blanks
    assert cards.loc["s1", "spoken"] == 10
    assert cards.loc["s2", "direct"] == 0
    assert cards.loc["s2", "spoken"] == len(TEXT[slice(*span("that the price was perhaps a little low"))].split())
