"""The head of one-sided statements: a logistic regression over what the other heads and finders say of a sentence."""
