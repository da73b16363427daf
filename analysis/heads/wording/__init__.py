"""The wording head: what the words of a sentence make it, and which words they are."""
