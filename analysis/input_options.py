"""Options of the commands that analyze."""

from __future__ import annotations

import os
from pathlib import Path

import click


def _use(ctx: click.Context, _: click.Parameter, folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """Name lexicons where the library looks for them, beside those that the environment names."""
    if folders:
        named = [*filter(None, [os.environ.get("EVENHAND_LEXICONS")]), *map(str, folders)]
        os.environ["EVENHAND_LEXICONS"] = os.pathsep.join(named)
    return folders


lexicon_option = click.option(
    "--lexicon", "own", metavar="FOLDER", type=click.Path(path_type=Path), multiple=True, callback=_use,
    help="Folder of a lexicon of your own: its terms become marks, a metric and columns. May be given several times.",
)  # fmt: skip

fetch_option = click.option(
    "--fetch", is_flag=True,
    help="Fetch web addresses among the inputs: public http and https addresses only. Without it nothing is sent anywhere.",
)  # fmt: skip
