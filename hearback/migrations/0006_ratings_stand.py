"""A rating can be neither taken out of a submitted scorecard nor moved into one."""

from django.db import migrations

RATINGS_STAND = """
CREATE OR REPLACE FUNCTION hearback_rating_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM hearback_scorecard WHERE submitted_at IS NOT NULL
               AND (TG_OP <> 'INSERT' AND id = OLD.scorecard_id OR TG_OP <> 'DELETE' AND id = NEW.scorecard_id)) THEN
        RAISE EXCEPTION 'a submitted scorecard cannot change; a correction is a new version'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'submitted_scorecards_stand';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("hearback", "0005_who_asked_for_a_code")]
    operations = [migrations.RunSQL(RATINGS_STAND, migrations.RunSQL.noop)]
