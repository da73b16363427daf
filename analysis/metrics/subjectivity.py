"""TextBlob's subjectivity, a weak indicator."""

from __future__ import annotations

from analysis.metric import Example, Metric
from analysis.metrics._counting import TEXT_VOICES, mean_over_sentences

METRIC = Metric(
    id="subjectivity",
    label="Subjectivity (TextBlob)",
    family="Loaded language",
    definition=("Mean of TextBlob's subjectivity over the sentences most of whose words are in the voice."),
    unit="score",
    bounds=(0.0, 1.0),
    reading=("A weak indicator: it sums up adjectives and adverbs of a review lexicon. Read it only beside the others."),
    source=("TextBlob, pattern lexicon (De Smedt & Daelemans 2012)."),
    caveats=("Near chance at finding biased sentences (AUC .57 on BABE)."),
    needs=("sentences",),
    by_voice=TEXT_VOICES,
    interval="bootstrap",
    examples=(Example("The council met on Monday.", "writer", 0.0),),
    compute=mean_over_sentences(lambda sentence: sentence.subjectivity),
)
