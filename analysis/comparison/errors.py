"""What can be wrong with what is to be compared, said to the user."""


class ComparisonError(ValueError):
    """Articles that cannot be compared, or groups that cannot be read; the message says why and what to do."""


class InputsFailed(ComparisonError):
    """So many inputs could not be read that too few articles are left."""
