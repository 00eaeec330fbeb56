"""What a page with pictures may do besides: the one `<style>` that the chart library puts into each picture."""

from __future__ import annotations

from collections.abc import Callable

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, HttpResponseBase

STYLE = "'sha256-+TfQir1nvDucAdvE6XUQBt4ayUjpAWkbw2kCdSfekHM='"
"""Of the text that Plot 0.6.17 writes for pictures of the class `plot`; any other style element stays refused."""


def drawn(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponseBase]:
    """A page on which `static/js/charts.js` draws."""
    return csp_update({"style-src": ["'self'", STYLE]})(view)
