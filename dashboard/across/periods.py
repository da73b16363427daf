"""Days, weeks, months, quarters and years that dates are put together by, as numbers that follow each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

#: Periods at most where the dates choose their length.
FEW = 24

UNITS = ("day", "week", "month", "quarter", "year")

_NUMBER: dict[str, Callable[[date], int]] = {
    "day": date.toordinal,
    "week": lambda day: (day.toordinal() - 1) // 7,  # weeks begin on Monday, as 1 January of the year 1 did
    "month": lambda day: day.year * 12 + day.month - 1,
    "quarter": lambda day: day.year * 4 + (day.month - 1) // 3,
    "year": lambda day: day.year,
}


def number(day: date, unit: str) -> int:
    """The period that a day falls into."""
    return _NUMBER[unit](day)


def start(period: int, unit: str) -> date:
    """Its first day."""
    if unit == "day":
        return date.fromordinal(period)
    if unit == "week":
        return date.fromordinal(period * 7 + 1)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    year, month = divmod(period * months, 12)
    return date(year, month + 1, 1)


def end(period: int, unit: str) -> date:
    """Its last day."""
    if period >= number(date.max, unit):
        return date.max
    return date.fromordinal(start(period + 1, unit).toordinal() - 1)


def unit_for(first: date, last: date, most: int = FEW) -> str:
    """The shortest period of which no more than so many lie between two days, both included; else the year."""
    return next((unit for unit in UNITS if number(last, unit) - number(first, unit) < most), "year")


def name(period: int, unit: str) -> str:
    """The period in words, such as “12 May 2025”, “week from 12 May 2025”, “May 2025”, “April to June 2025”, “2025”."""
    first = start(period, unit)
    if unit == "year":
        return f"{first.year}"
    if unit == "quarter":
        return f"{first:%B} to {end(period, unit):%B} {first.year}"
    if unit == "month":
        return f"{first:%B} {first.year}"
    return f"{'week from ' if unit == 'week' else ''}{first.day} {first:%B} {first.year}"


def label(period: int, unit: str) -> list[str]:
    """The period in a line or two for an axis, such as “May”, “2025”."""
    first = start(period, unit)
    if unit == "year":
        return [f"{first.year}"]
    if unit == "quarter":
        return [f"Q{(first.month + 2) // 3}", f"{first.year}"]
    return [f"{first:%b}" if unit == "month" else f"{first.day} {first:%b}", f"{first.year}"]
