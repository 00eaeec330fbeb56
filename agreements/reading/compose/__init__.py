"""From things found to mentions: which words belong to which instrument, who its sides are, what is one instrument.

May import everything else in the reader.
"""
