"""The register of what the United Kingdom and the Republic of Korea have agreed: project package and only app.

Its packages are layers; each imports only those below it, never above, never across a `|`:

    urls wsgi celery settings apps checks    composition
    web | api | admin | management           interfaces: thin, no rules of their own
    tasks                                    Celery: one call each
    seeding | dispatch                       load `seeds/` through curation's rules; hand out due work
    ingest | curation                        use cases: read the press and propose; decide and publish
    catalogue                                public reads: browse, filters, facets, search, exports
    models                                   tables: one noun a file, its QuerySet beside it
    reading                                  text -> mentions with quotes (no Django, no I/O, no clock)
    domain                                   vocabulary, dates, names, addresses, similarity
    runtime                                  embedded PostgreSQL, process supervision, environment readers

The main path: `ingest.pipeline` -> `curation.review` -> `catalogue.browse` -> `web.views`.
"""
