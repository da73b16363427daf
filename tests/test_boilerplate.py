"""What is boilerplate and, as important, what is not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotators.boilerplate import find

BODY = "The harbour board met on Monday and put off its decision until the spring.\n\nNobody on the quay was surprised."

LINES = [
    ("Copyright 2024,", "copyright line"),
    ("© 2021 The Bay Courier. All rights reserved.", "copyright line"),
    ("(c) 2019, Harbour Press Ltd", "copyright line"),
    ("COPYRIGHT 2016 BAYSIDE.EXAMPLE", "copyright line"),
    ("All rights reserved.", "copyright line"),
    ("This material may not be published, broadcast or rewritten.", "copyright line"),
    ("Read more: Ferry timetable for the winter", "related link"),
    ("RELATED: What the harbour costs", "related link"),
    ("SEE ALSO: A short history of the quay", "related link"),
    ("(MORE: The tide tables explained)", "related link"),
    ("Read the rest here.", "related link"),
    ("Read more about the harbour vote here.", "related link"),
    ("Read more »", "related link"),
    ("Click here to see the map", "related link"),
    ("WATCH: Boats leave the bay", "related link"),
    ("Sign up for our newsletter", "newsletter sign-up"),
    ("Get the day's harbour news in your inbox every morning", "newsletter sign-up"),
    ("Subscribe now", "newsletter sign-up"),
    ("Like this story? Sign up here.", "newsletter sign-up"),
    ("Advertisement", "advertisement"),
    ("ADVERTISEMENT:", "advertisement"),
    ("Story continues below", "advertisement"),
    ("Article continues below this ad", "advertisement"),
    ("Share on Facebook", "share button"),
    ("Tweet", "share button"),
    ("Share | Tweet | Email | Print", "share button"),
    ("Follow Ines Okafor on Twitter", "social media link"),
    ("Follow us on Instagram @baycourier", "social media link"),
    ("Getty Images", "photo credit"),
    ("(Photo: Ines Okafor)", "photo credit"),
    ("Photo by Ines Okafor", "photo credit"),
    ("Ines Okafor/AP", "photo credit"),
    ("Fishing boats at the quay on Monday. (AP Photo/Ines Okafor)", "photo caption"),
    ("FILE - In this picture of May 2, a ferry leaves the bay.", "photo caption"),
    ("Fishing boats at the quay. | Ines Okafor/Getty Images", "photo caption"),
    ("Reporting by Ines Okafor; Editing by Jo Lindqvist", "contributor line"),
    ("The Associated Press contributed to this report.", "contributor line"),
    ("— Ines B. Okafor and Jo Lindqvist Jr. contributed to this story.", "contributor line"),
    ("Contributing: Ines Okafor, Jo Lindqvist", "contributor line"),
    ("The views expressed in this article are the author's own.", "disclaimer line"),
    ("Updated at 4:15 p.m. ET", "time stamp"),
    ("Last updated: 3 March 2021, 10:04", "time stamp"),
    ("[pullquote]", "page button"),
]

STAMPS = [
    ("(AP) — ", "agency stamp"),
    ("( – ", "agency stamp"),
    ("(CNN) ", "agency stamp"),
    ("(Reuters) - ", "agency stamp"),
    ("WASHINGTON (Reuters) - ", "agency stamp"),
    ("LONDON, March 3 (AP) -- ", "agency stamp"),
    ("DES MOINES, Iowa (AP) — ", "agency stamp"),
    ("SEOUL, South Korea (Bay Wire) – ", "agency stamp"),
    ("Washington (CNN) -- ", "agency stamp"),
    ("LAS VEGAS — ", "dateline"),
    ("BOCA RATON, Fla. — ", "dateline"),
    ("BERLIN—", "dateline"),
]

PROSE = [
    "Read more than one page and you will see why the harbour board hesitated.",
    "Read more carefully, the report says the opposite.",
    "Copyright law was the least of the singer's worries.",
    "The copyright of 2019 belonged to the widow, the court found.",
    "“All rights reserved,” the mayor joked as she pinned the badge on.",
    "More than sixty people came.",
    "Related charges were dropped in May.",
    "Sign up for the course ended on Friday, the college said.",
    "Residents can sign up for the newsletter on the town's website.",
    "Subscribers left in droves.",
    "Tweeting from the hall, she called the vote a disgrace.",
    "Share prices fell by a tenth.",
    "Advertisements for the ferry ran for a year.",
    "Advertisement spending fell again.",
    "Like Okafor on Facebook, the mayor answered every complaint herself.",
    "Follow the money and you reach the harbour board.",
    "Media sources in the capital said the talks had failed.",
    "Photos by the hundred arrived at the office that night.",
    "Image problems have dogged the ferry line.",
    "Getty Images was sued by the photographer in March.",
    "The photographs were sold to Getty Images.",
    "The ferry line will lay up two boats this winter to save money. (AP)",
    "From Bloomberg:",
    "Facebook and Twitter?",
    "He missed dinner (Bloomberg will be at the next one).",
    "Reporting by the town's own auditors showed a gap of two million.",
    "The storm contributed to this year's losses.",
    "Editing by committee never works, she said.",
    "The views expressed by the senator were his own, an aide said.",
    "Updated plans for the quay will be shown in June.",
    "Updated 5 times, the plan still pleased nobody.",
    "By early Monday the boats had gone.",
    "Click through rates fell by half last year.",
    "File taxes early, the office advised.",
    "Video from the quay shows two men running.",
    "Close the landing and the island dies, they said.",
    "The story continues below deck.",
]

NO_STAMP = [
    "NATO — the alliance of the West — met on Monday.",
    "Jo Lindqvist (D) - the senator who lost - will not run again.",
    "Sen. Jo Lindqvist (D-Calif.) — who lost in May — will not run again.",
    "The Associated Press (AP) chief said on Monday that nothing would change.",
    "The Associated Press (AP) — the wire service — will not change.",
    "BOATS LEAVE BAY — ISLANDERS FURIOUS",
    "HARBOUR BOARD VOTES TO WAIT, AGAIN - Ines Okafor of the Courier was there.",
    "ISLAND’S ONLY CLINIC CLOSED - Ines Okafor of the Courier was there.",
    "I — like many others — was late.",
    "The harbour (built in 1908) - Europe's oldest - is closed.",
    "COVID-19 — the disease — came back.",
]


def marked(text: str) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.reason) for span in find(text)]


@pytest.mark.parametrize(("line", "reason"), LINES)
def test_a_line_of_boilerplate_is_marked_from_end_to_end(line: str, reason: str) -> None:
    assert marked(f"{BODY}\n\n  {line} \n\n{BODY}") == [(line, reason)]
    assert marked(f"{BODY}\r\n{line}") == [(line, reason)]


@pytest.mark.parametrize(("stamp", "reason"), STAMPS)
def test_the_stamp_that_opens_the_story_is_marked_to_its_dash(stamp: str, reason: str) -> None:
    assert marked(stamp + BODY) == [(stamp, reason)]


@pytest.mark.parametrize("sentence", PROSE)
def test_a_sentence_of_the_story_stays(sentence: str) -> None:
    assert marked(f"{BODY}\n{sentence}\n{BODY}") == []


@pytest.mark.parametrize("sentence", NO_STAMP)
def test_a_sentence_with_a_dash_is_no_stamp(sentence: str) -> None:
    assert marked(f"{sentence}\n\n{BODY}") == []


def test_a_stamp_counts_only_where_the_story_opens() -> None:
    late = "\n\n".join([BODY] * 4 + ["WASHINGTON (Reuters) - The board met."])
    assert marked(late) == []
    after_caption = f"By Ines Okafor\n\nFILE - A ferry leaves the bay.\n\nLONDON (AP) — {BODY}"
    assert [reason for _, reason in marked(after_caption)] == ["byline", "photo caption", "agency stamp"]


def test_a_byline_counts_only_near_the_top() -> None:
    assert marked(f"By Ines Okafor\n\n{BODY}") == [("By Ines Okafor", "byline")]
    assert marked("\n".join([BODY] * 8 + ["By Ines Okafor"])) == []


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "\n" * 100_000,
        "A" * 500_000,
        ("A " * 290 + "\n") * 1_000,
        ("— " * 280 + "\n") * 500,
        ("(Photo " * 80 + "\n") * 1_000,
        ("Anna Bell, " * 50 + "\n") * 1_000,
        ("updated " + "1 " * 280 + "\n") * 1_000,
        ("A. " * 190 + "\n") * 1_000,
        ("get your in box " * 35 + "\n") * 1_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_text_takes_no_longer_than_its_length(text: str) -> None:
    started = time.process_time()
    assert find(text) == ()
    assert time.process_time() - started < 5


PIECES = st.sampled_from(
    [line for line, _ in LINES] + [stamp for stamp, _ in STAMPS] + PROSE + ["\n", "\r\n", " ", "\u2028", "“", "\ud800"]
)


@given(st.one_of(st.text(), st.lists(PIECES | st.text(max_size=5)).map("".join)))
def test_spans_are_ordered_disjoint_and_hold_no_blank_edges(text: str) -> None:
    at = 0
    for span in find(text):
        assert at <= span.start < span.end <= len(text)
        assert not text[span.start].isspace()
        assert 2 <= len(span.reason.split()) <= 3 or span.reason in ("advertisement", "byline", "dateline")
        at = span.end
