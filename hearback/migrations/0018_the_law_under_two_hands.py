"""Two transactions, each ending one of two promises, would each still see the other's: the check takes turns."""

from django.db import migrations

TAKE_TURNS = """
CREATE OR REPLACE FUNCTION hearback_next_step_of_promise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM hearback_application WHERE id = OLD.application_id FOR NO KEY UPDATE;
    PERFORM hearback_check_next_step(OLD.application_id);
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("hearback", "0017_calls_visits_and_time")]
    operations = [migrations.RunSQL(TAKE_TURNS, migrations.RunSQL.noop)]
