"""The metrics: one file each, with one declaration named `METRIC`. A new file needs no registration."""
