"""Five generic frames of an article; so far a task that the encoder is tuned with."""
