"""Seal the secrets of second factors that were kept in the clear."""

from django.db import migrations

from generator.accounts.sealing import seal_all


def seal(apps, schema_editor):
    seal_all(apps.get_model("mfa", "Authenticator").objects.using(schema_editor.connection.alias))


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0018_visits"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(seal, migrations.RunPython.noop)]
