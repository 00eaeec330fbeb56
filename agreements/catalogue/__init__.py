"""The published register as readers see it: filters, facets, search and the pages made of them.

::

    listing    parameters, choices, orders, rows          index    bitmaps of the published set, for counts
    record     what one agreement's page is made of       words    what is searched for, and where it stands
    insights   charts and their tables                    pages    the page objects themselves

The published set and nothing else is visible from here; `web` and `api` see the world through it. May import `models`,
`reading`, `domain` and `runtime`. Functions return frozen page objects (`catalogue.pages`) in a constant number of
queries; nothing here knows of requests or responses, and nothing here writes but search entries.
"""
