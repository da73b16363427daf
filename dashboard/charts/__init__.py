"""The dashboard's charts.

Altair checks every part of a chart against its schema while it is put together, which would take a good part of each page's time.
The charts are the same for every reader, only their data differ: the whole chart is still checked when it is shown.
Channels are given as objects (`alt.Text`, `alt.YValue`): of a string or `alt.value` Altair makes one by way of all its classes.
"""

from __future__ import annotations

from altair.utils import schemapi

schemapi.disable_debug_mode()
