"""How people come into the editing room: what their sign-in asks for, and everything that was tried."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from agreements.domain.vocabulary import LANGUAGES
from agreements.models.rules import one_of

EVENTS = [
    ("failed", _("wrong name or password")),
    ("passed", _("password right, code awaited")),
    ("code-failed", _("wrong code")),
    ("entered", _("signed in")),
    ("password", _("password changed")),
    ("signed-out", _("signed out everywhere")),
    ("factor-on", _("second factor turned on")),
    ("factor-off", _("second factor turned off")),
    ("factor-reset", _("second factor taken off by an administrator")),
    ("codes", _("new recovery codes")),
    ("recovery", _("recovery code used")),
    ("let-in", _("wait lifted by an administrator")),
]


class Access(models.Model):
    """What holds for one person's sign-ins: none from before `signed_out_at` counts any more."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="access")
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES.choices, blank=True, default="")
    signed_out_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("access")
        verbose_name_plural = _("accesses")
        constraints = [one_of("access", "language", ("", *LANGUAGES.codes))]

    def __str__(self) -> str:
        return str(self.user)


class SecondFactor(models.Model):
    """The secret that a person's authenticator shares with the register, under a seal; asked for once it is confirmed.

    `last_step` is the half-minute of the last code that was accepted: no code opens twice.
    """

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="second_factor")
    sealed = models.CharField(max_length=255)
    last_step = models.PositiveBigIntegerField(default=0)
    made_at = models.DateTimeField(db_default=Now())
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("second factor")
        verbose_name_plural = _("second factors")

    def __str__(self) -> str:
        return str(self.user)


class RecoveryCode(models.Model):
    """One way in for a person without their authenticator; only a seal of it is kept, and it opens once."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    sealed = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("recovery code")
        verbose_name_plural = _("recovery codes")
        constraints = [models.UniqueConstraint(fields=["user", "sealed"], name="recovery_code_once")]

    def __str__(self) -> str:
        return str(self.user)


class AccessEvent(models.Model):
    """Something that happened at the door. A try is a failure from the moment it is made, until it proves otherwise.

    No password is kept, and no name that is nobody's: people type the one for the other. `name_key` only tells whether
    two tries were at the same name.
    """

    at = models.DateTimeField(_("when"), db_default=Now())
    kind = models.CharField(_("what"), max_length=12, choices=EVENTS)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="access_events", verbose_name=_("account"))
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    name_key = models.CharField(max_length=32, blank=True)
    network = models.CharField(_("from"), max_length=45, blank=True)
    device = models.CharField(max_length=32, blank=True)
    agent = models.CharField(_("browser"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("event at the door")
        verbose_name_plural = _("events at the door")
        ordering = ["-at", "-pk"]
        constraints = [
            one_of("access_event", "kind", tuple(code for code, _label in EVENTS)),
            models.CheckConstraint(condition=Q(user__isnull=False) | Q(kind="failed"), name="access_event_of_somebody"),
        ]
        indexes = [
            models.Index(fields=["name_key", "at"], name="access_event_name"),
            models.Index(fields=["network", "at"], name="access_event_network"),
            models.Index(fields=["at"], name="access_event_at"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
