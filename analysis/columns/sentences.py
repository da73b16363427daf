"""The table `sentences`."""

from __future__ import annotations

from analysis.columns.declaration import END, KEY, START, Column, Table

BABE = "Wording head, after the guideline of BABE (Spinde et al. 2021)"
LEARNED = "A learned judgement; empty where the head is switched off. Its measured figures stand in docs/benchmarks.md."
WEAK = "A weak indicator: near chance at finding biased sentences."


def _sentence_words(voice: str) -> Column:
    return Column(f"words_{voice}", "integer", f"Words, {voice}", f"Words of the sentence in the voice {voice}.",
                  lambda c, i: i.words.get(voice, 0), "words", "0 or more")  # fmt: skip


def _sentence_share(voice: str) -> Column:
    return Column(f"share_{voice}", "number", f"Share, {voice}", f"Share of the sentence's characters in the voice {voice}; "
                  "empty where all of it is boilerplate.", lambda c, i: i.voice.get(voice, 0.0) if i.voice else None,
                  "share of characters", "0 to 1", optional=True)  # fmt: skip


SENTENCES = Table("sentences", "one sentence of a text", lambda c: c.result.sentences, (
    *KEY,
    Column("sentence_id", "string", "Sentence id", "t and the index; the evidence of metrics names sentences so.",
           lambda c, i: f"t{i.index}"),
    Column("sentence", "integer", "Sentence", "Index within the article, counted from 0.", lambda c, i: i.index,
           range="0 or more"),
    Column("start", "integer", "Start", START, lambda c, i: i.start, "code points", "0 or more"),
    Column("end", "integer", "End", END, lambda c, i: i.end, "code points", "1 or more"),
    Column("text", "string", "Text", "The sentence.", lambda c, i: c.field("text")[i.start : i.end], optional=True, text=True),
    *(_sentence_words(voice) for voice in ("writer", "direct", "indirect")),
    *(_sentence_share(voice) for voice in ("writer", "direct", "indirect")),
    Column("loaded", "number", "Loaded", "Probability that coders shown the sentence alone mark it as biased by word choice.",
           lambda c, i: i.loaded, "probability", "0 to 1", BABE, LEARNED, optional=True),
    Column("loaded_words", "string", "Loaded words", "Of a sentence with a probability of .5 or more, the words that make it so, "
           "parted by a comma.", lambda c, i: ", ".join(c.field("text")[a:b] for a, b in i.loaded_words) or None,
           optional=True, text=True),
    Column("loaded_without", "number", "Loaded without them", "What the probability would be without these words, all else as it "
           "is read.", lambda c, i: i.loaded_without, "probability", "0 to 1", BABE, LEARNED, optional=True),
    Column("opinion", "number", "Opinion", "Probability that coders call the sentence subjective.",
           lambda c, i: i.opinion, "probability", "0 to 1", "Wording head, after the guideline of CheckThat! 2025, task 1",
           LEARNED, optional=True),
    Column("lexical_bias", "number", "Lexical bias", "Probability that coders of the whole article mark a phrase in it.",
           lambda c, i: i.lexical_bias, "probability", "0 to 1", "Wording head, after the guideline of BASIL (Fan et al. 2019)",
           LEARNED, optional=True),
    Column("subjectivity", "number", "Subjectivity", "TextBlob's subjectivity of the sentence: 0 objective, 1 subjective.",
           lambda c, i: i.subjectivity, "score", "0 to 1", "TextBlob, pattern lexicon", WEAK, optional=True),
    Column("polarity", "number", "Polarity", "TextBlob's polarity of the sentence: below 0 negative, above 0 positive.",
           lambda c, i: i.polarity, "score", "from -1 to 1", "TextBlob, pattern lexicon", WEAK, optional=True),
))  # fmt: skip
