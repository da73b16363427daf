"""A report on one article as an HTML file that stands alone, made for reading on paper.

It holds no script and asks for nothing from outside; its policy (CSP) forbids a browser to, whatever the article holds. Every
word of the article is escaped by the template's autoescape; control characters and lone surrogates become U+FFFD. The same
analysis gives the same bytes.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import jinja2

from analysis.report.contents import contents
from analysis.result import Analysis
from analysis.worth_a_look import Others

_HERE = Path(__file__).parent

#: What no page can hold. Marks of direction stay: each piece that an article gives stands in an element of its own direction.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def html(result: Analysis, others: Others | None = None) -> str:
    """The report.

    Args:
        others: figures of other articles, which what is worth a look is held against.
    """
    page = _environment().get_template("report.html").render(contents(result, others))
    return _CONTROL.sub("\ufffd", page)


def file_bytes(result: Analysis, others: Others | None = None) -> bytes:
    """The report as the bytes of a file."""
    return html(result, others).encode()
