"""The only writer of agreements: verbs in noun modules, each atomic, each leaving who did it and why.

::

    reviewing  what deciding on a candidate is made of    merging  records that are one, and their parting
    bulk       files of many records, in and out          quality  what is to be mended
    access     who comes in, and how

May import `catalogue`, `models` and what lies below; never `ingest`, which only proposes.
"""
