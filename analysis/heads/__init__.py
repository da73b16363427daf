"""Learned heads on the shared encoder; each folder holds weights, a card and the script that trains it."""
