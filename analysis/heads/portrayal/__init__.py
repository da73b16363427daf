"""The portrayal head: the tone of a sentence toward somebody who is named in it."""
