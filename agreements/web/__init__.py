"""The public pages: views, their addresses, language, caching and error pages. Thin: no rules of its own.

The world of this package is `catalogue` alone; it may import what lies below it, never `api`, `admin` or `management`.
"""
