"""How words are looked up in long tables. PostgreSQL's planner does not know what it costs to unpack a document, so each
function says which way it goes: `hits` by the index of words, giving up beyond `most`; `walk` from the newest candidate
on, for words so common that few steps find enough."""

from django.db import migrations

LOOKING_UP = """
CREATE FUNCTION hearback_{column}_hits(wanted tsquery, other tsquery, most int) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_indexscan = off SET max_parallel_workers_per_gather = 0 AS $$
DECLARE found bigint[];
BEGIN
    found := ARRAY(SELECT candidate_id FROM hearback_document
                   WHERE {column} @@ wanted AND (other IS NULL OR NOT names @@ other) LIMIT most + 1);
    RETURN CASE WHEN cardinality(found) <= most THEN found END;
END $$;

CREATE FUNCTION hearback_{column}_walk(wanted tsquery, other tsquery, below bigint, most int) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off
SET max_parallel_workers_per_gather = 0 AS $$
BEGIN
    RETURN ARRAY(SELECT candidate_id FROM hearback_document
                 WHERE {column} @@ wanted AND (other IS NULL OR NOT names @@ other) AND candidate_id < below
                 ORDER BY candidate_id DESC LIMIT most);
END $$;
"""
UNDO = """
DROP FUNCTION hearback_{column}_hits(tsquery, tsquery, int);
DROP FUNCTION hearback_{column}_walk(tsquery, tsquery, bigint, int);
"""


class Migration(migrations.Migration):
    dependencies = [("hearback", "0010_finding")]
    operations = [
        migrations.RunSQL(LOOKING_UP.format(column=column), UNDO.format(column=column)) for column in ("names", "words")
    ]
