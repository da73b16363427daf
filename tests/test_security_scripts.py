"""Cross-site scripting: an article's words never run in the browser of whoever reads the analysis.

Each test's docstring is an attack. That a hostile text is shown to the letter in reader, table and chart and runs nothing is seen
in a real browser in `browser/test_add.py`. Control characters in terminals are in `test_cli.py` and `test_comparison.py`. That
the reader is given the text to the letter is in `test_dashboard_segments.py`.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from dashboard.plain_text import plain

#: Ways to make words run or look like something else, as they stand in the lists of those who test for it.
PAYLOADS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "[a](javascript:alert(1))",
    '![a](x"onerror="alert(1))', "<a href='javascript:alert(1)'>x</a>", "$\\href{javascript:alert(1)}{x}$", "`<b>`", "~~x~~",
    ":material/home: :red[x]", "&lt;script&gt;", "<iframe srcdoc='<script>'>", "\u2028<script>", "<!--<script>", "a\n\n# b",
]  # fmt: skip
#: Ways to make markup or code of a string.
MAKERS = r"(?:inner|outer|insertAdjacent)HTML|document\.write|\beval\(|new Function|DOMParser|createContextualFragment|srcdoc"


def test_words_that_become_markup_in_the_reader(root: Path) -> None:
    """My article holds a tag; the reader's script puts it into the page as markup, or into an attribute that runs."""
    sources = {path.name: path.read_text(encoding="utf-8") for path in (root / "dashboard").rglob("*.js")}
    assert {"reader.js", "blocks.js", "figures.js"} <= sources.keys()
    for name, source in sources.items():
        assert not re.search(MAKERS, source), name
        assert not re.search(r"setAttribute\(\s*(?![\"'](?:aria-[a-z]+|role)[\"'])", source), name
        # An address is a page of the dashboard's own and a query, whatever the data say.
        assert all(to.startswith('"article?" + new URLSearchParams(') for to in re.findall(r"\.(?:href|src) = (.*)", source)), (
            name
        )


def test_words_that_streamlit_takes_for_html(root: Path) -> None:
    """My title holds a tag; a view hands it to Streamlit with leave to show HTML, or makes a link of my article's address."""
    for path in (root / "dashboard").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword):
                assert node.arg not in ("unsafe_allow_html", "unsafe_allow_javascript"), path
            if isinstance(node, ast.Attribute):
                assert node.attr not in ("link_button", "LinkColumn", "iframe"), path
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("st.html", "components.html"):
                # The style sheet beside the code, by its path: never text that was put together.
                assert ast.unparse(node.args[0]) == "_FOLDER / 'style.css'", path


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_title_that_is_markup_in_a_label(payload: str) -> None:
    """My title is a link, an icon, a formula or a tag; a button or a tab shows it as Markdown."""
    shown = plain(payload)
    # Each mark stands after a backslash, which Markdown takes for the mark itself, and no line end can begin a new block.
    assert re.fullmatch(r"(?:\\[!-/:-@\[-`{-~]|[^!-/:-@\[-`{-~\n])*", shown)
    assert re.sub(r"\\(.)", r"\1", shown) == " ".join(payload.split())
