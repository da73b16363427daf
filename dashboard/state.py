"""Widget keys, URL parameters and the ways from one page to another. Article text never goes into a URL."""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

#: Page scripts, relative to `app.py`, as `st.switch_page` and `st.page_link` take them.
OVERVIEW = "views/overview.py"
ARTICLE = "views/article.py"
SOURCES = "views/sources.py"
COMPARE = "views/compare.py"
ADD = "views/add.py"
CORPORA = "views/corpora.py"
DESK = "views/draft_desk.py"
EXPORT = "views/export.py"
CODEBOOK = "views/codebook.py"
ABOUT = "views/about.py"

#: URL parameters; a bound widget's key is its parameter's name.
ID = "id"
CORPUS = "corpus"
OUTLET, TOPIC, FROM, TO, SEARCH = "outlet", "topic", "from", "to", "q"
VOICE, FAMILY, FIND = "voice", "family", "find"
EVERY, ORDER = "figures", "order"
PART, FIGURE, OUTLETS, PERIOD = "part", "figure", "outlets", "period"
COMPARED, SHOW, AGAINST = "articles", "show", "against"
SOURCE, WHO, TYPE, NAMED = "source", "who", "type", "named"


#: Where the open corpus waits while the script turns to another page: a parameter that a field follows cannot be given along.
KEPT = "corpus_kept"

_PAGE = "page_shown"

#: What the field for the corpus calls the articles that are open where the address names none. No corpus can have this name.
SAMPLES = "Sample articles"


def corpus() -> str | None:
    """Name of the open corpus as the address, and so the field that follows it, gives it, unchecked; None for the samples."""
    name = st.session_state.get(CORPUS) or st.query_params.get(CORPUS)
    return None if name in (None, "", SAMPLES) else name


def turned_to(path: str) -> None:
    """Note which page is shown, by its path in the address."""
    st.session_state[_PAGE] = path


def page() -> str:
    """Path of the page that is shown."""
    return str(st.session_state.get(_PAGE, ""))


def article_query(key: str) -> dict[str, str]:
    """The parameters of an article's address: its key and the corpus that it stands in."""
    return {ID: key, **corpus_query()}


def corpus_query() -> dict[str, str]:
    """The parameter that names the open corpus; none for the sample articles."""
    name = corpus()
    return {CORPUS: name} if name else {}


def open_article(key: str) -> NoReturn:
    """Go to an article's page."""
    st.session_state[KEPT] = corpus()
    st.switch_page(ARTICLE, query_params={ID: key})


def turn_to(key: str) -> None:
    """Show another article on the article page. A page link from a page to itself would leave the address as it was."""
    set_parameters(id=key, mark=None, metric=None, of=None)


def chosen_article() -> str | None:
    """The key that the address of the article page names, or None."""
    return st.query_params.get(ID) or None


def dark() -> bool:
    """Whether the page is shown in the dark theme."""
    return st.context.theme.type == "dark"


def set_parameters(**values: str | None) -> None:
    """Set URL parameters, all at once so that the back button undoes them at once; None removes one."""
    now = st.query_params.to_dict()
    changed = {name: value or None for name, value in values.items() if (value or None) != (now.get(name) or None)}
    if len(changed) == 1:
        # Alone, for a parameter that a field follows, such as the filter's, cannot be written, not even as it stands.
        [(name, value)] = changed.items()
        if value is None:
            del st.query_params[name]
        else:
            st.query_params[name] = value
    elif changed and corpus() is not None:
        # Neither can all be written anew at once: the corpus's field follows one. An empty one counts as none.
        st.query_params.update({name: value or "" for name, value in changed.items()})
    elif changed:
        st.query_params.from_dict({name: value for name, value in (now | changed).items() if value})
