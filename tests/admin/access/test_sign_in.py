"""Coming in: slowed down when tried too often, never for a curator because of strangers (E9, E10, E12, E14)."""

from __future__ import annotations

import re
import time
from typing import Any

import pyotp
import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from agreements.curation.access import house, second_factor, sessions
from agreements.models import AccessEvent, HouseRules, SecondFactor
from tests.people import member

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
LOGIN = "/admin/login/"
HERE, ELSEWHERE = "81.2.69.142", "81.2.69.143"


def try_in(client: Client, name: str, password: str = "wrong", network: str = HERE, **more: Any) -> Any:
    return client.post(LOGIN, {"username": name, "password": password}, REMOTE_ADDR=network, **more)


def is_in(client: Client) -> bool:
    return client.get(reverse("admin:index")).status_code == 200


def signed_in(user: User) -> Client:
    client = Client()
    assert try_in(client, user.username, PASSWORD).status_code == 302
    assert is_in(client)
    return client


def without_waiting() -> None:
    AccessEvent.objects.all().delete()


def test_the_sixth_try_waits_and_says_how_long_for_names_of_nobody_too() -> None:
    person = member("curator")
    answers = {}
    for name, network in ((person.username, HERE), ("nobody at all", ELSEWHERE)):
        tries = [try_in(Client(), name, network=network) for _try in range(6)]
        assert [one.status_code for one in tries] == [200] * 5 + [429]
        assert 1 <= int(tries[5].headers["Retry-After"]) <= 15
        assert "Too many tries" in tries[5].content.decode()
        pages = [re.sub(r'value="[^"]*"|\d+', "", one.content.decode()) for one in (tries[0], tries[5])]
        answers[name] = pages
    first, second = answers.values()
    assert first == second, "a name of nobody is answered as any other"
    assert try_in(Client(), person.username, PASSWORD).status_code == 429, "the right password waits too"


def test_many_networks_at_one_name_and_one_network_at_many_names() -> None:
    person = member("curator")
    spread = [try_in(Client(), person.username, network=f"81.2.{number}.1").status_code for number in range(21)]
    assert spread == [200] * 20 + [429]
    without_waiting()
    many = [try_in(Client(), f"name{number}").status_code for number in range(21)]
    assert many == [200] * 20 + [429]
    without_waiting()
    household = [try_in(Client(), "x", network=f"2a00:1450:4009:81f::{number}").status_code for number in range(6)]
    assert household == [200] * 5 + [429], "a /64 is one network"


def test_a_header_that_nobody_of_ours_wrote_is_no_other_network(settings: Settings) -> None:
    settings.PROXIES = 0
    tries = [try_in(Client(), "x", HTTP_X_FORWARDED_FOR=f"8.8.8.{number}").status_code for number in range(6)]
    assert tries[5] == 429


def test_a_stranger_does_not_lock_a_curator_out() -> None:
    person = member("curator")
    known = signed_in(person)
    known.post(reverse("admin:logout"))
    for number in range(25):
        try_in(Client(), person.username, network=f"81.2.{number}.1")
    assert try_in(Client(), person.username, PASSWORD, "81.3.1.1").status_code == 429
    assert try_in(known, person.username, PASSWORD).status_code == 302, "a browser that is known is not slowed down"


def test_a_forged_device_is_no_device_and_a_known_one_is_slowed_by_its_own_failures() -> None:
    person = member("curator")
    client = signed_in(person)
    client.post(reverse("admin:logout"))
    assert [try_in(client, person.username).status_code for _try in range(6)] == [200] * 5 + [429]
    without_waiting()
    forged = Client()
    forged.cookies["device"] = f"{person.pk}:made-up"
    assert try_in(forged, person.username).status_code == 200
    assert AccessEvent.objects.get().device == ""


def test_failures_are_kept_without_what_was_typed_and_shown_to_administrators() -> None:
    try_in(Client(), "my secret password", "another")
    kept = AccessEvent.objects.get()
    assert kept.user is None
    assert "secret" not in str(kept.__dict__)
    address = reverse("admin:agreements_accessevent_changelist")
    assert "a name that nobody has" in signed_in(member("administrator")).get(address).content.decode()
    assert signed_in(member("editor")).get(address).status_code == 403


def test_an_administrator_lifts_a_wait() -> None:
    person, boss = member("curator"), member("administrator")
    for _try in range(6):
        try_in(Client(), person.username)
    room = Client()
    room.force_login(boss)
    room.post(reverse("admin:auth_user_door", args=[person.pk]), {"step": "let-in"})
    assert try_in(Client(), person.username, PASSWORD).status_code == 302


@pytest.mark.parametrize("typed", ["", "\0", "é" * 200, "x" * 5000, "' OR 1=1 --", "한국어", "<b>"])
def test_odd_input_is_an_answer(typed: str) -> None:
    assert try_in(Client(), typed, typed).status_code == 200
    client, _secret = awaiting(member("curator"))
    assert client.post(reverse("admin:sign_in_code"), {"code": typed}).status_code == 200


@pytest.mark.parametrize("to", ["//evil.example", "https:evil", "\\\\evil"])
def test_signing_in_leads_nowhere_else(to: str) -> None:
    answer = Client().post(LOGIN, {"username": member("curator").username, "password": PASSWORD, "next": to})
    assert answer.headers["Location"] == reverse("admin:index"), "E13"


# -- sessions --------------------------------------------------------------------------------------------------------


def test_what_the_cookies_and_pages_tell_the_browser() -> None:
    client = Client()
    before = client.get(LOGIN).cookies
    answer = try_in(client, member("curator").username, PASSWORD)
    session, device = answer.cookies["sessionid"], answer.cookies["device"]
    assert "sessionid" not in before
    assert (session["httponly"], session["samesite"]) == (True, "Lax")
    assert (device["httponly"], device["samesite"], device["path"]) == (True, "Strict", "/admin/")
    page = client.get(reverse("admin:index"))
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]


def test_a_password_change_and_signing_out_everywhere_end_other_sessions() -> None:
    person = member("curator")
    here, there = signed_in(person), signed_in(person)
    assert here.post(reverse("admin:account_sign_out")).status_code == 302
    assert (is_in(here), is_in(there)) == (True, False)
    there = signed_in(person)
    new = {"old_password": PASSWORD, "new_password1": "quite another phrase", "new_password2": "quite another phrase"}
    assert here.post(reverse("admin:password_change"), new).status_code == 302
    assert (is_in(here), is_in(there)) == (True, False)


@pytest.mark.parametrize(("mark", "age"), [("used", sessions.IDLE), ("began", sessions.LONGEST)])
def test_a_session_ends_when_it_lies_idle_or_lasts_too_long(mark: str, age: int) -> None:
    client = signed_in(member("curator"))
    session = client.session
    session[mark] = time.time() - age - 1
    session.save()
    assert not is_in(client)


def test_a_change_of_group_holds_at_once() -> None:
    person = member("editor")
    client = signed_in(person)
    address = reverse("admin:agreements_source_add")
    assert client.get(address).status_code == 403
    person.groups.set([Group.objects.get(name="administrator")])
    assert client.get(address).status_code == 200
    person.groups.clear()
    assert client.get(address).status_code == 403


# -- the second factor -----------------------------------------------------------------------------------------------


def turned_on(person: User) -> tuple[str, list[str]]:
    secret = second_factor.secret(second_factor.begin(user=person)) or ""
    codes = second_factor.confirm(user=person, code=pyotp.TOTP(secret).now())
    assert codes is not None
    SecondFactor.objects.update(last_step=0)
    return secret, codes


def awaiting(person: User) -> tuple[Client, str]:
    secret, _codes = turned_on(person)
    client = Client()
    assert try_in(client, person.username, PASSWORD).headers["Location"] == reverse("admin:sign_in_code")
    return client, secret


def test_a_code_is_asked_for_and_opens_once() -> None:
    person = member("curator")
    client, secret = awaiting(person)
    assert not is_in(client), "the password alone is not enough"
    code = pyotp.TOTP(secret).now()
    assert client.post(reverse("admin:sign_in_code"), {"code": code}).headers["Location"] == reverse("admin:index")
    assert is_in(client)
    other = Client()
    try_in(other, person.username, PASSWORD)
    assert other.post(reverse("admin:sign_in_code"), {"code": code}).status_code == 200, "no code opens twice"
    assert not is_in(other)


def test_the_secret_is_stored_sealed_and_a_lost_key_opens_nothing(settings: Settings) -> None:
    person = member("curator")
    secret, _codes = turned_on(person)
    assert secret not in str(SecondFactor.objects.values().get())
    code, first = pyotp.TOTP(secret).now(), settings.SECRET_KEY
    settings.SECRET_KEY = "another key, of fifty letters and more, as it has to be"
    assert not second_factor.opens(user=person, code=code)
    settings.SECRET_KEY_FALLBACKS = [first]
    assert second_factor.opens(user=person, code=code)
    second_factor.turn_off(user=person)
    settings.SECRET_KEY_FALLBACKS = []
    begun = second_factor.secret(second_factor.begin(user=person))
    assert second_factor.secret(second_factor.begin(user=person)) == begun, "the picture stays the same until confirmed"
    settings.SECRET_KEY = first
    assert second_factor.secret(second_factor.begin(user=person)) not in (None, begun), "begun anew"


def test_a_recovery_code_opens_once_and_wrong_ones_wait() -> None:
    person = member("curator")
    _secret, codes = turned_on(person)
    for opens in (True, False):
        client = Client()
        try_in(client, person.username, PASSWORD)
        client.post(reverse("admin:sign_in_code"), {"code": codes[0].upper().replace("-", " ")})
        assert is_in(client) == opens
    client = Client()
    try_in(client, person.username, PASSWORD)
    tries = [client.post(reverse("admin:sign_in_code"), {"code": "000000"}).status_code for _try in range(6)]
    assert tries[-1] == 429


def test_the_page_of_the_code_is_closed_to_whoever_gave_no_password() -> None:
    assert Client().get(reverse("admin:sign_in_code")).headers["Location"] == LOGIN
    client, secret = awaiting(member("curator"))
    session = client.session
    session["awaited"] = {**session["awaited"], "at": time.time() - 601}
    session.save()
    assert client.post(reverse("admin:sign_in_code"), {"code": pyotp.TOTP(secret).now()}).headers["Location"] == LOGIN


def test_the_password_is_asked_again_before_anything_of_it_changes() -> None:
    person = member("curator")
    client = signed_in(person)
    address = reverse("admin:account_factor")
    assert "not your password" in client.post(address, {"step": "begin", "password": "wrong"}).content.decode()
    assert client.post(address, {"step": "confirm", "code": "123456"}).status_code == 200
    assert not SecondFactor.objects.exists()
    assert "<svg" in client.post(address, {"step": "begin", "password": PASSWORD}, follow=True).content.decode()
    secret = second_factor.secret(SecondFactor.objects.get()) or ""
    shown = client.post(address, {"step": "confirm", "code": pyotp.TOTP(secret).now()}).content.decode()
    assert shown.count("<li><code>") == second_factor.RECOVERY_CODES
    assert client.post(address, {"step": "off", "password": "wrong"}).status_code == 200
    assert second_factor.is_on(person)
    client.post(address, {"step": "off", "password": PASSWORD})
    assert not second_factor.is_on(person)


def test_a_group_that_must_have_it_sets_it_up_before_anything_else() -> None:
    boss, person = member("administrator"), member("editor")
    house.set_rules(by=boss, reason="x", four_eyes=False, second_factor_for=["editor"])
    client = signed_in_to_set_up(person)
    assert client.get(reverse("admin:agreements_agreement_changelist")).headers["Location"].endswith("second-factor/")
    assert client.post(reverse("admin:agreements_organisation_add"), {}).status_code == 302
    turned_on(person)
    assert is_in(client)
    room = Client()
    room.force_login(boss)
    room.post(reverse("admin:auth_user_door", args=[person.pk]), {"step": "factor-reset"})
    assert not second_factor.is_on(person)
    assert client.get(reverse("admin:index")).headers["Location"].startswith(LOGIN), "its sessions have ended"


def signed_in_to_set_up(person: User) -> Client:
    client = Client()
    try_in(client, person.username, PASSWORD)
    return client


def test_who_may_set_the_rules_and_stand_at_the_door_for_others() -> None:
    for group in ("curator", "editor"):
        room = Client()
        room.force_login(member(group))
        assert room.post(reverse("admin:rules"), {"four_eyes": "on"}).status_code == 403
        for step in ("let-in", "sign-out", "factor-reset", ""):
            sent = {"step": step}
            assert room.post(reverse("admin:auth_user_door", args=[member("viewer").pk]), sent).status_code == 403
    assert not HouseRules.objects.exists()
    boss = Client()
    boss.force_login(member("administrator"))
    assert boss.post(reverse("admin:rules"), {"second_factor_for": ["nobody"]}).status_code == 200
    assert boss.post(reverse("admin:rules"), {"four_eyes": "on"}).status_code == 302
    assert HouseRules.current().four_eyes
    assert "What held before" in boss.get(reverse("admin:rules")).content.decode()
    root = User.objects.create_superuser("root")
    assert boss.post(reverse("admin:auth_user_door", args=[root.pk]), {"step": "factor-reset"}).status_code == 403


def test_the_name_under_judgements_is_ones_own_to_choose_and_nothing_else_is() -> None:
    person = member("curator")
    client = signed_in(person)
    sent = {"name": "홍길동", "language": "ko", "is_superuser": "on", "groups": "1", "username": "root", "is_staff": ""}
    answer = client.post(reverse("admin:account"), sent)
    assert answer.cookies["django_language"].value == "ko"
    person = User.objects.get(pk=person.pk)
    assert person.get_full_name() == "홍길동"
    assert (person.is_superuser, person.is_staff, [one.name for one in person.groups.all()]) == (
        False,
        True,
        ["curator"],
    )
