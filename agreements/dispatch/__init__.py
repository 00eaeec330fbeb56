"""Handing out work that is due: rows say what it is, messages only wake somebody up to look.

May import `ingest`, `curation` and what lies below; never `tasks`, which gives it the bells to ring.
"""

TICK = 10.0
"""Seconds between two looks for due work; a message unheard for so long is worth nothing, for it is rung again."""
