"""Analyzes many articles into a corpus: on this machine's processes, or on a Dask cluster. docs/corpora.md says how to use it."""
