"""What the register shows when it is counted two ways at once: one module a question, each ending in a `Chart`.

Everything is worked out from the bitmaps of the published set for the selection that a list would show, so that every
figure is the length of the list it leads to. Imports the rest of `catalogue`; nothing of `catalogue` imports it.
"""
