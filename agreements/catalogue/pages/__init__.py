"""What templates receive: one frozen object a page, made of plain strings and tuples in the reader's language.

Imports nothing of ours. A template needs no query, no vocabulary and no date arithmetic; every `address` is a path of
this site in the reader's language, every `link` leaves it.
"""
