"""Goes through XML before a library that builds a tree of it may: entities, depth and number of elements."""

from __future__ import annotations

from typing import NoReturn
from xml.parsers import expat

from analysis.readers import limits
from analysis.readers.source import Unreadable


def check(data: bytes, *, doctype: bool) -> bool:
    """True where the data are well-formed XML within the limits, False where they are not well-formed.

    Nothing is built and no entity is ever expanded or fetched: a declaration of one ends the reading.

    Args:
        doctype: whether a document type may be declared; entities may not in any case.

    Raises:
        Unreadable: with code `forbidden_xml` for a declaration, `too_large` for depth or number.
    """
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    depth = elements = 0
    deepest, most = limits.DEPTH.value, limits.ELEMENTS.value

    def start(*_: object) -> None:
        nonlocal depth, elements
        depth += 1
        elements += 1
        if depth > deepest:
            raise limits.DEPTH.refusal("nests XML deeper than")
        if elements > most:
            raise limits.ELEMENTS.refusal("holds more XML than", advice="split it")

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    def refuse(*_: object) -> NoReturn:
        raise Unreadable(
            "forbidden_xml", "declares XML entities, which can unpack without end or reach for other files: save it anew without."
        )

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.EntityDeclHandler = refuse
    if not doctype:
        parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        return False
    return True
