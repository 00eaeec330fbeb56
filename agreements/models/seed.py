"""What the starter catalogue last put into each row, so that loading it again never overwrites a curator."""

from django.db import models


class SeedRecord(models.Model):
    """One entry of a seed file as it was last loaded. A value that differs from it now was changed by a person."""

    noun = models.CharField(max_length=20)
    key = models.CharField(max_length=200)
    values = models.JSONField()
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["noun", "key"], name="seed_record_once")]

    def __str__(self) -> str:
        return f"{self.noun} {self.key}"
