"""The learned attribution head: source, cue and content spans, and which of them belong together."""
