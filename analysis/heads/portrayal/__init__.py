"""The tone of a passage toward who is named in it; so far a task that the encoder is tuned with."""
