"""What a marked span is, read in its passage: a short quoted fragment or a reporting word."""
