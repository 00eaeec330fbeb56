"""The only writer of agreements: verbs in noun modules, each atomic, each leaving who did it and why.

May import `catalogue`, `models` and what lies below; never `ingest`, which only proposes.
"""
