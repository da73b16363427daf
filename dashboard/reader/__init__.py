"""The article with its marks and its figures, as components that build text nodes only."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from streamlit.components import v2

from analysis.direction import in_reading_order

_HERE = Path(__file__).parent


@cache
def _component(name: str) -> Any:
    """The component whose html, css and js stand in this folder under a name."""
    html, css, js = ((_HERE / f"{name}.{kind}").read_text(encoding="utf-8") for kind in ("html", "css", "js"))
    return v2.component(f"evenhand_{name}", html=html, css=css, js=js)


def mount(name: str, key: str, data: dict[str, Any], **callbacks: Callable[[], None]) -> Any:
    """Show a component; callbacks are named `on_<trigger>_change`, their values stand in the session state under `key`."""
    return _component(name)(key=key, data=_shown(data), **callbacks)


def _shown(data: Any) -> Any:
    """The same data with every text in it in the order in which it is read."""
    match data:
        case str():
            return in_reading_order(data)
        case dict():
            return {name: _shown(value) for name, value in data.items()}
        case list() | tuple():
            return [_shown(value) for value in data]
        case _:
            return data
