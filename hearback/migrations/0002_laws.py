"""The laws that PostgreSQL keeps, whoever writes: page, command line, or a person in psql."""

from django.db import migrations

from hearback.applications.rules import LIVE_STATES, MOVES

LIVE = ", ".join(f"'{state}'" for state in LIVE_STATES)
MOVE_ROWS = ", ".join(f"('{state}', '{wanted}')" for state, followers in MOVES.items() for wanted in followers)

LAW_OF_THE_HOUSE = f"""
CREATE FUNCTION hearback_check_next_step(checked bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM hearback_application WHERE id = checked AND state IN ({LIVE}))
       AND NOT EXISTS (SELECT 1 FROM hearback_promise
                       WHERE application_id = checked AND ended_at IS NULL AND shown_to_candidate)
    THEN
        RAISE EXCEPTION 'application % is live, and nobody has promised its candidate a next step', checked
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'the_law_of_the_house';
    END IF;
END $$;

CREATE FUNCTION hearback_next_step_of_application() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM hearback_check_next_step(NEW.id); RETURN NULL; END $$;

CREATE FUNCTION hearback_next_step_of_promise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM hearback_check_next_step(OLD.application_id); RETURN NULL; END $$;

CREATE CONSTRAINT TRIGGER the_law_of_the_house AFTER INSERT OR UPDATE OF state ON hearback_application
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hearback_next_step_of_application();
CREATE CONSTRAINT TRIGGER the_law_of_the_house
    AFTER DELETE OR UPDATE OF ended_at, shown_to_candidate, application_id ON hearback_promise
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hearback_next_step_of_promise();
"""

MOVE_TABLE = f"""
CREATE TABLE hearback_move (state text NOT NULL, wanted text NOT NULL, PRIMARY KEY (state, wanted));
INSERT INTO hearback_move VALUES {MOVE_ROWS};

CREATE FUNCTION hearback_check_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state
       AND NOT EXISTS (SELECT 1 FROM hearback_move WHERE state = OLD.state AND wanted = NEW.state) THEN
        RAISE EXCEPTION 'an application that is % cannot become %', OLD.state, NEW.state
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'moves';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER moves BEFORE UPDATE OF state ON hearback_application
    FOR EACH ROW EXECUTE FUNCTION hearback_check_move();
"""

ONE_PLACE_AT_A_TIME = """
ALTER TABLE hearback_seat ADD CONSTRAINT one_place_at_a_time
    EXCLUDE USING gist (int8range(person_id, person_id, '[]') WITH &&, during WITH &&) WHERE (released_at IS NULL);
ALTER TABLE hearback_interview ADD CONSTRAINT a_candidate_in_one_place_at_a_time
    EXCLUDE USING gist (int8range(candidate_id, candidate_id, '[]') WITH &&, during WITH &&)
    WHERE (cancelled_at IS NULL);
"""

APPEND_ONLY_RECORD = """
CREATE FUNCTION hearback_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the record is append-only'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'append_only';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON hearback_entry
    FOR EACH ROW EXECUTE FUNCTION hearback_refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON hearback_entry
    FOR EACH STATEMENT EXECUTE FUNCTION hearback_refuse_change();
"""

SCORECARDS_STAND = """
CREATE FUNCTION hearback_scorecard_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.submitted_at IS NOT NULL THEN
        RAISE EXCEPTION 'a submitted scorecard cannot change; a correction is a new version'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'submitted_scorecards_stand';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER submitted_scorecards_stand BEFORE UPDATE OR DELETE ON hearback_scorecard
    FOR EACH ROW EXECUTE FUNCTION hearback_scorecard_stands();

CREATE FUNCTION hearback_rating_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE card bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.scorecard_id ELSE OLD.scorecard_id END;
BEGIN
    IF EXISTS (SELECT 1 FROM hearback_scorecard WHERE id = card AND submitted_at IS NOT NULL) THEN
        RAISE EXCEPTION 'a submitted scorecard cannot change; a correction is a new version'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'submitted_scorecards_stand';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER submitted_scorecards_stand BEFORE INSERT OR UPDATE OR DELETE ON hearback_rating
    FOR EACH ROW EXECUTE FUNCTION hearback_rating_stands();
"""

LATE_STAYS_LATE = """
CREATE FUNCTION hearback_late_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.late_at IS NOT NULL AND NEW.late_at IS DISTINCT FROM OLD.late_at THEN
        RAISE EXCEPTION 'a promise that was late stays late'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'late_stays_late';
    END IF;
    IF OLD.due_at <> NEW.due_at THEN
        RAISE EXCEPTION 'a promised date does not move; renew the promise instead'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'promised_dates_stand';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER late_stays_late BEFORE UPDATE OF late_at, due_at ON hearback_promise
    FOR EACH ROW EXECUTE FUNCTION hearback_late_stays();
"""

NO_WAY_BACK = migrations.RunSQL.noop


class Migration(migrations.Migration):
    dependencies = [("hearback", "0001_nouns")]
    operations = [
        migrations.RunSQL(MOVE_TABLE, NO_WAY_BACK),
        migrations.RunSQL(LAW_OF_THE_HOUSE, NO_WAY_BACK),
        migrations.RunSQL(ONE_PLACE_AT_A_TIME, NO_WAY_BACK),
        migrations.RunSQL(APPEND_ONLY_RECORD, NO_WAY_BACK),
        migrations.RunSQL(SCORECARDS_STAND, NO_WAY_BACK),
        migrations.RunSQL(LATE_STAYS_LATE, NO_WAY_BACK),
        migrations.RunSQL(
            "CREATE TABLE hearback_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, "
            "expires timestamptz NOT NULL); CREATE INDEX cache_expiry ON hearback_cache (expires)",
            NO_WAY_BACK,
        ),
    ]
