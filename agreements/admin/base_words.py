"""What columns are called that have no name of their own in the tables."""

from django.utils.translation import gettext_lazy

UNNAMED = {
    "occasion": gettext_lazy("occasion"),
    "payer": gettext_lazy("payer"),
    "item": gettext_lazy("press item"),
    "agreement": gettext_lazy("agreement"),
    "reference": gettext_lazy("reference"),
    "media_type": gettext_lazy("kind of file"),
    "size": gettext_lazy("size in bytes"),
    "headers": gettext_lazy("heads of the answer"),
    "stored_at": gettext_lazy("stored"),
    "consecutive_failures": gettext_lazy("failures in a row"),
    "accepted_by": gettext_lazy("accepted by"),
    "source": gettext_lazy("source"),
    "sha256": gettext_lazy("fingerprint (SHA-256)"),
    "raw": gettext_lazy("as it was found"),
    "agreement_public_id": gettext_lazy("number"),
    "at": gettext_lazy("when"),
    "undoes": gettext_lazy("the decision it undoes"),
    "attempts": gettext_lazy("attempts"),
}
