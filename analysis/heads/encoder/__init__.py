"""The shared encoder's files; `analysis/encoder.py` runs it."""
