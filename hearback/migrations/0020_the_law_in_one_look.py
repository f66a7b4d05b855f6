"""The law of the house, as strict as before and half the work: an application that arrives ended is not looked at, and
for one that is live the promise, which is nearly always there, is asked for first."""

from django.db import migrations

from hearback.applications.rules import LIVE_STATES

LIVE = ", ".join(f"'{state}'" for state in LIVE_STATES)

IN_ONE_LOOK = f"""
CREATE OR REPLACE FUNCTION hearback_next_step_of_application() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM hearback_promise
                   WHERE application_id = NEW.id AND ended_at IS NULL AND shown_to_candidate) THEN
        PERFORM hearback_check_next_step(NEW.id);
    END IF;
    RETURN NULL;
END $$;

DROP TRIGGER the_law_of_the_house ON hearback_application;
CREATE CONSTRAINT TRIGGER the_law_of_the_house AFTER INSERT OR UPDATE OF state ON hearback_application
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state IN ({LIVE}))
    EXECUTE FUNCTION hearback_next_step_of_application();
"""


class Migration(migrations.Migration):
    dependencies = [("hearback", "0019_exchange")]
    operations = [migrations.RunSQL(IN_ONE_LOOK, migrations.RunSQL.noop)]
