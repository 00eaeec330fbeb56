"""How well mentions are linked with the catalogue, on labelled mentions, and how linking grows with the catalogue.

May import the whole application; needs a database of its own, which `__main__` makes and removes.
"""
