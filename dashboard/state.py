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
DESK = "views/draft_desk.py"
EXPORT = "views/export.py"
CODEBOOK = "views/codebook.py"
ABOUT = "views/about.py"

#: URL parameters; a bound widget's key is its parameter's name.
ID = "id"
OUTLET, TOPIC, FROM, TO, SEARCH = "outlet", "topic", "from", "to", "q"
VOICE, FAMILY, FIND = "voice", "family", "find"
EVERY, ORDER = "figures", "order"
COMPARED, SHOW, AGAINST = "articles", "show", "against"
SOURCE, WHO, TYPE, NAMED = "source", "who", "type", "named"


def article_link(key: str) -> str:
    """The address of an article, relative to any page of the dashboard."""
    return f"article?{ID}={key}"


def open_article(key: str) -> NoReturn:
    """Go to an article's page."""
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
    changed = {name: value or None for name, value in values.items() if (value or None) != now.get(name)}
    if len(changed) == 1:
        # Alone, for a parameter that a field follows, such as the filter's, cannot be written, not even as it stands.
        [(name, value)] = changed.items()
        if value is None:
            del st.query_params[name]
        else:
            st.query_params[name] = value
    elif changed:
        st.query_params.from_dict({name: value for name, value in (now | changed).items() if value})
