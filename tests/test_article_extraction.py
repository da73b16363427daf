"""The score of another benchmark of web pages, by its own definition, on a checkout made up in its format."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmarks import article_extraction, web_pages
from benchmarks.article_extraction import Compared, compared, scores

BODY = (
    "The council of Harrow Bay voted on Tuesday to close the ferry landing for the winter, ending a quarrel of two years.",
    "Rowers had asked for a hearing in spring and were given ten minutes at the end of a long meeting about drains.",
    "The mayor said that the landing would open again in May, if the town finds somebody who repairs the planks for less.",
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Two pages, one whose menu and footer stand around the article and one that holds no article."""
    article = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    menu = "<nav><a href=/>Home</a><a href=/b>Boats</a></nav>"
    html = {
        "aa11": f"<html><body>{menu}<article><h1>Ferry</h1>{article}</article><footer>Terms</footer></body></html>",
        "bb22": f"<html><body>{menu}</body></html>",
    }
    (tmp_path / "html").mkdir()
    for name, page in html.items():
        (tmp_path / "html" / f"{name}.html.gz").write_bytes(gzip.compress(page.encode()))
    truth = {name: {"articleBody": "\n\n".join(BODY), "url": f"https://courier.example/{name}"} for name in html}
    (tmp_path / "ground-truth.json").write_text(json.dumps(truth), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("found", "wanted", "expected"),
    [
        ("one two three four five", "one two three four five", Compared(2, 2, 2)),
        ("one two three four", "One two three four", Compared(0, 1, 1)),  # case counts
        ("a a a a a a", "a a a a a", Compared(2, 3, 2)),  # so does how often
        ("one, two — three!", "one two three", Compared(1, 1, 1)),  # shorter than a shingle; marks do not count
        ("", "one two", Compared(0, 0, 1)),
        ("…", "", Compared(0, 0, 0)),
    ],
)
def test_texts_are_compared_by_runs_of_four_words(found: str, wanted: str, expected: Compared) -> None:
    assert compared(found, wanted) == expected


def test_pages_weigh_the_same_and_one_without_text_has_no_precision() -> None:
    f1, precision, recall = scores([Compared(1, 2, 1), Compared(900, 900, 1_000), Compared(0, 0, 50)])
    assert precision == pytest.approx((0.5 + 1) / 2)
    assert recall == pytest.approx((1 + 0.9 + 0) / 3)
    assert f1 == pytest.approx(2 * precision * recall / (precision + recall))
    assert scores([Compared(0, 0, 9)]) == (0.0, 0.0, 0.0)


def test_a_checkout_is_read_and_scored(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert web_pages.of_checkout(checkout) == 0
    ours, alone = capsys.readouterr().out.splitlines()[2:]
    name, f1, _, precision, recall, pages = (cell.strip() for cell in ours.strip("|").split("|"))
    assert (name, pages) == ("Evenhand", "2")
    # The article of one page to the word, and nothing of the other.
    assert (f1, precision, recall) == ("0.667", "1.000", "0.500")
    assert alone.startswith("| trafilatura alone |")


def test_a_reader_that_falls_below_is_told_by_the_exit_status(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_pages, "read", lambda *_: "Home Terms")
    assert web_pages.of_checkout(checkout) == 1


def test_what_is_no_checkout_is_refused(checkout: Path) -> None:
    with pytest.raises(SystemExit, match=r"no ground-truth\.json: give a checkout"):
        list(article_extraction.pages(checkout / "html"))
    (checkout / "html" / "bb22.html.gz").unlink()
    with pytest.raises(SystemExit, match=r"bb22\.html\.gz is missing"):
        list(article_extraction.pages(checkout))
