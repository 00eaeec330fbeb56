"""What the register runs on: environment readers, embedded PostgreSQL, process supervision, logs.

Imports nothing of ours; the composition layer and the commands import it.
"""
