"""Tries are counted in a table of their own: one statement a count, exact, and nothing lost that matters in a crash."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("hearback", "0002_laws")]
    operations = [
        migrations.RunSQL(
            "DROP TABLE hearback_cache; "
            "CREATE UNLOGGED TABLE hearback_tries ("
            "who text PRIMARY KEY, count integer NOT NULL, until timestamptz NOT NULL)",
            "DROP TABLE hearback_tries",
        )
    ]
