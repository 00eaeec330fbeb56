"""Finders: each reads one kind of thing wherever it stands on a page and knows nothing of the others' use.

May import the page, the rules, the scanner and the domain.
"""
