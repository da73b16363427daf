"""Keeps Streamlit from asking a service on the internet for this machine's address.

It does so to tell whether a page elsewhere that opens the dashboard's socket is perhaps its own: such a page could make the
machine call out. The dashboard's own addresses are named in `.streamlit/config.toml`, so there is nothing to ask for.
"""

from __future__ import annotations

from streamlit import net_util


def keep() -> None:
    """From here on the machine's outer address counts as known, and as one that is allowed anyway."""
    net_util._external_ip = "127.0.0.1"
