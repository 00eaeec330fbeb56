"""Measurements that are run by hand or nightly, never by a page."""
