"""Stands in for the engine where a batch is tested and not what it finds: quick, and ill in the ways that a text asks for."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from builders import relocated

from analysis.article import Article, Failure
from analysis.batch.run import Tally
from analysis.result import Analysis
from analysis.store.record import Record


class Deaf:
    """Hears nothing of a batch."""

    def failed(self, record: Record) -> None: ...
    def moved_on(self, tally: Tally) -> None: ...
    def waiting(self) -> None: ...


def analyze(article: Article) -> Analysis | Failure:
    """An analysis of any text; a text that begins with an illness shows it."""
    word, _, rest = article.text.partition(" ")
    match word:
        case "REFUSED":
            return Failure("not_english", "It does not look English.", article.id, article.line, article.origin)
        case "HANGS":
            time.sleep(600)
        case "DIES":
            os.kill(os.getpid(), signal.SIGKILL)
        case "DIES-ONCE" if not Path(rest).exists():
            Path(rest).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        case "GROWS":
            held = bytearray(400_000_000)
            held[::4096] = b"x" * len(held[::4096])
            time.sleep(600)
        case "SLOW":
            time.sleep(0.01)
    made = relocated(article.text, article.title)
    return made if made.article == article else _of(made, article)


def _of(made: Analysis, article: Article) -> Analysis:
    import dataclasses

    return dataclasses.replace(made, article=article, warnings=article.warnings)
