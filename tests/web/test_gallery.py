"""The page for whoever works on the look of the site."""

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory, override_settings

from agreements.web.gallery import gallery


def test_the_gallery_shows_every_status_in_debug(rf: RequestFactory) -> None:
    with override_settings(DEBUG=True):
        response = gallery(rf.get("/gallery/"))
    assert isinstance(response, HttpResponse)
    assert b"Not concluded" in response.content


def test_the_gallery_is_not_there_otherwise(rf: RequestFactory) -> None:
    with pytest.raises(Http404):
        gallery(rf.get("/gallery/"))
