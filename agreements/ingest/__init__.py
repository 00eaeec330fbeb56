"""From a place where press items lie to proposals for a curator; `pipeline` is the way through it.

Writes sources, press items and candidates, never an agreement. May import `models`, `reading` and `domain`; never
`curation`, which decides.
"""
