"""Entering an agreement: its form and rows, what is typed and how it is understood, two editors at one record."""
