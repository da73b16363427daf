"""TextBlob's polarity, a weak indicator."""

from __future__ import annotations

from analysis.metric import Example, Metric
from analysis.metrics._counting import TEXT_VOICES, mean_over_sentences

METRIC = Metric(
    id="polarity",
    label="Polarity (TextBlob)",
    family="Loaded language",
    definition=("Mean of TextBlob's polarity over the sentences most of whose words are in the voice."),
    unit="score",
    bounds=(-1.0, 1.0),
    reading=(
        "A weak indicator: below 0 more words that are negative in reviews, above 0 more that are positive. "
        "It does not tell whom they are about."
    ),
    source=("TextBlob, pattern lexicon (De Smedt & Daelemans 2012)."),
    caveats=("News on bad events scores low whatever its tone."),
    needs=("sentences",),
    by_voice=TEXT_VOICES,
    interval="bootstrap",
    examples=(Example("The council met on Monday.", "writer", 0.0),),
    compute=mean_over_sentences(lambda sentence: sentence.polarity),
)
