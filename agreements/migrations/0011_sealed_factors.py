"""The secrets of second factors go under a seal."""

from typing import Any

from django.conf import settings
from django.db import migrations, models

from agreements.runtime.sealing import Seal


def close(apps: Any, editor: Any) -> None:
    _each(apps, _seal().close)


def open_again(apps: Any, editor: Any) -> None:
    _each(apps, _seal().open)


def _seal() -> Seal:
    return Seal("agreements.second_factor", [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS])


def _each(apps: Any, turn: Any) -> None:
    table = apps.get_model("agreements", "SecondFactor")
    for row in table._default_manager.all():
        row.sealed = turn(row.sealed)
        row.save(update_fields=["sealed"])


class Migration(migrations.Migration):
    dependencies = [("agreements", "0010_second_looks")]

    operations = [
        migrations.RenameField("secondfactor", "secret", "sealed"),
        migrations.AlterField("secondfactor", "sealed", models.CharField(max_length=255)),
        migrations.RunPython(close, open_again),
    ]
