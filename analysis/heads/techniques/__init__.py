"""Loaded language and name calling as spans, after two of the techniques of PTC."""
