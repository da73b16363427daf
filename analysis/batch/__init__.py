"""Analyzes many articles into a corpus, on this machine's processes. docs/corpora.md says how to use it."""
