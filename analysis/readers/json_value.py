"""Parses JSON strictly: what the standard does not know (NaN, Infinity) or Python cannot hold is an error, not a surprise."""

from __future__ import annotations

import json
from typing import NoReturn


class NotJson(ValueError):
    """The text is no JSON value; the exception's text says where it goes wrong."""


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON value")


DECODER = json.JSONDecoder(parse_constant=_refuse)


def loads(text: str) -> object:
    """The one JSON value that a text holds. Raises `NotJson`."""
    try:
        return DECODER.decode(text.strip(" \t\r\n"))
    except json.JSONDecodeError as error:
        raise NotJson(f"{error.msg[:1].lower()}{error.msg[1:]} at character {error.pos + 1:,}") from None
    except RecursionError:
        raise NotJson("it is nested too deeply") from None
    except ValueError as error:
        raise NotJson(str(error).partition(":")[0].partition(";")[0]) from None
