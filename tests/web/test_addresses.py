"""Addresses that never change, and paths that the catalogue builds equal to those the site answers at."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from agreements.catalogue import addresses
from agreements.curation import agreements as curation
from agreements.models import Agreement
from tests.factories import MADE, make_agreement


@pytest.mark.parametrize("language", ["en", "ko"])
def test_built_paths_are_those_of_the_site(language: str) -> None:
    with override(language):
        assert addresses.root(language) == reverse("home")
        assert addresses.agreements(language) == reverse("agreement-list")
        assert addresses.agreement(language, "UKKR-2023-001", "a-b") == reverse("agreement", args=["UKKR-2023-001-a-b"])
        for kind, name in (("sectors", "sector"), ("organisations", "organisation"), ("occasions", "occasion")):
            assert addresses.noun(language, kind, "a-b") == reverse(name, args=["a-b"])
        assert addresses.noun(language, "people", "강성모") == reverse("person", args=["강성모"])
        assert addresses.noun(language, "press", 7) == reverse("press-item", args=["7"])


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/ko"])
def test_any_slug_leads_to_the_right_one(client: Client, prefix: str) -> None:
    agreement = make_agreement("Right Name")
    right = f"{prefix}/agreements/{agreement.public_id}-right-name/"
    assert client.get(right).status_code == 200
    for name in (agreement.public_id, f"{agreement.public_id}-wrong", agreement.public_id.lower() + "-right-name"):
        response = client.get(f"{prefix}/agreements/{name}/")
        assert (response.status_code, response.headers["Location"]) == (301, right)


@pytest.mark.django_db
def test_what_was_public_and_is_no_more_is_gone_and_a_draft_never_was(client: Client) -> None:
    public, draft = make_agreement("Once public"), make_agreement("Never public", published=False)
    for agreement in (public, draft):
        agreement.evidence.all().delete()
        Agreement.objects.filter(pk=agreement.pk).delete()
    assert client.get(f"/agreements/{public.public_id}-once/").status_code == 410
    assert client.get(f"/agreements/{draft.public_id}/").status_code == 404
    assert client.get("/agreements/UKKR-2023-999/").status_code == 404


@pytest.mark.django_db
def test_withdrawn_is_gone(client: Client) -> None:
    """E4."""
    agreement = make_agreement("Secret Title")
    address = f"/agreements/{agreement.public_id}-{agreement.slug}/"
    tag = client.get(address).headers["ETag"]
    curation.withdraw(agreement=agreement, by=None, reason=MADE)
    response = client.get(address, headers={"if-none-match": tag})
    assert response.status_code == 410
    assert b"Secret Title" not in response.content
    assert client.get("/agreements/").content.count(b"Secret Title") == 0


@pytest.mark.django_db
def test_merged_leads_to_the_record_it_was_merged_into(client: Client) -> None:
    former, present = make_agreement("Former"), make_agreement("Present")
    Agreement.objects.filter(pk=former.pk).update(record_state="merged", merged_into=present)
    response = client.get(f"/agreements/{former.public_id}-{former.slug}/")
    assert response.status_code == 301
    assert response.headers["Location"] == f"/agreements/{present.public_id}-{present.slug}/"


@pytest.mark.django_db
def test_unknown_number_shows_what_is_near(client: Client) -> None:
    agreement = make_agreement("Near One")
    response = client.get("/agreements/UKKR-2023-999-no-such/")
    page = response.content.decode()
    assert response.status_code == 404
    assert f"/agreements/{agreement.public_id}-{agreement.slug}/" in page
    assert 'name="q"' in page
