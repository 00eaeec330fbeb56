"""The public pages: views, their addresses, language, caching and error pages. Thin: no rules of its own.

The world of this package is `catalogue` alone, and `curation.disputes` for the one thing that readers send. It may
import what lies below these, never `api`, `admin` or `management`.
"""
