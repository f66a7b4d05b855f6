import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

NOBODY_IN_A_POOL_WITHOUT_A_DATE = """
CREATE FUNCTION hearback_check_membership(checked bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM hearback_poolmembership m JOIN hearback_promise p ON p.id = m.promise_id
               WHERE m.promise_id = checked AND m.left_at IS NULL AND p.ended_at IS NOT NULL)
    THEN
        RAISE EXCEPTION 'promise % has ended, and somebody is in a pool by nothing else', checked
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'nobody_in_a_pool_without_a_date';
    END IF;
END $$;

CREATE FUNCTION hearback_membership_of_promise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM hearback_check_membership(NEW.id); RETURN NULL; END $$;

CREATE FUNCTION hearback_membership_has_promise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM hearback_check_membership(NEW.promise_id); RETURN NULL; END $$;

CREATE CONSTRAINT TRIGGER nobody_in_a_pool_without_a_date AFTER UPDATE OF ended_at ON hearback_promise
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.candidate_id IS NOT NULL)
    EXECUTE FUNCTION hearback_membership_of_promise();
CREATE CONSTRAINT TRIGGER nobody_in_a_pool_without_a_date
    AFTER INSERT OR UPDATE OF promise_id, left_at ON hearback_poolmembership
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hearback_membership_has_promise();
"""


class Migration(migrations.Migration):

    dependencies = [("hearback", "0011_looking_up")]

    operations = [
        migrations.CreateModel(
            name='DuplicateKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=8)),
                ('key', models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('facts', models.JSONField(default=dict)),
                ('moved', models.JSONField(default=dict)),
                ('undone_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Pool',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('about', models.CharField(blank=True, max_length=300)),
                ('days', models.PositiveSmallIntegerField(default=90)),
                ('made_at', models.DateTimeField()),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': [django.db.models.functions.text.Lower('name'), 'id'],
            },
        ),
        migrations.CreateModel(
            name='PoolMembership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(blank=True, max_length=300)),
                ('added_at', models.DateTimeField()),
                ('left_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Suspicion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reasons', models.JSONField(default=list)),
                ('found_at', models.DateTimeField()),
                ('dismissed_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name='candidate',
            name='compared_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='candidate',
            name='merged_into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='hearback.candidate'),
        ),
        migrations.AddField(
            model_name='promise',
            name='candidate',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='promises', to='hearback.candidate'),
        ),
        migrations.AlterField(
            model_name='promise',
            name='application',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='promises', to='hearback.application'),
        ),
        migrations.AlterField(
            model_name='promise',
            name='kind',
            field=models.CharField(choices=[('answer', 'Answer'), ('booking', 'Interview date'), ('interview', 'Interview and its closing'), ('information', 'Information from the candidate'), ('news', 'News during a hold'), ('reply', 'Reply to a question'), ('offer', 'Answer to the offer'), ('start', 'First day'), ('pool', 'Keep warm'), ('other', 'Something else')], max_length=12),
        ),
        migrations.AddIndex(
            model_name='candidate',
            index=models.Index(condition=models.Q(('compared_at', None)), fields=['id'], name='candidates_to_compare'),
        ),
        migrations.AddConstraint(
            model_name='promise',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('application__isnull', False), ('candidate__isnull', True)), models.Q(('application__isnull', True), ('candidate__isnull', False)), _connector='OR'), name='a_promise_is_about_an_application_or_a_candidate'),
        ),
        migrations.AddField(
            model_name='duplicatekey',
            name='candidate',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='duplicate_keys', to='hearback.candidate'),
        ),
        migrations.AddField(
            model_name='merge',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='merge',
            name='kept',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hearback.candidate'),
        ),
        migrations.AddField(
            model_name='merge',
            name='merged',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hearback.candidate'),
        ),
        migrations.AddField(
            model_name='merge',
            name='undone_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='pool',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='poolmembership',
            name='added_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='poolmembership',
            name='candidate',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='hearback.candidate'),
        ),
        migrations.AddField(
            model_name='poolmembership',
            name='left_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='poolmembership',
            name='pool',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='hearback.pool'),
        ),
        migrations.AddField(
            model_name='poolmembership',
            name='promise',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='membership', to='hearback.promise'),
        ),
        migrations.AddField(
            model_name='suspicion',
            name='dismissed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='suspicion',
            name='first',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='hearback.candidate'),
        ),
        migrations.AddField(
            model_name='suspicion',
            name='second',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='hearback.candidate'),
        ),
        migrations.AddIndex(
            model_name='duplicatekey',
            index=models.Index(fields=['kind', 'key'], name='who_has_this_in_common'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('merged',), name='merged_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(('kept', models.F('merged')), _negated=True), name='a_merge_is_of_two'),
        ),
        migrations.AddConstraint(
            model_name='pool',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='one_pool_a_name'),
        ),
        migrations.AddIndex(
            model_name='poolmembership',
            index=models.Index(condition=models.Q(('left_at', None)), fields=['pool', 'id'], name='members_of_a_pool'),
        ),
        migrations.AddConstraint(
            model_name='poolmembership',
            constraint=models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('pool', 'candidate'), name='once_in_a_pool_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='suspicion',
            index=models.Index(condition=models.Q(('dismissed_at', None)), fields=['-found_at', '-id'], name='open_suspicions'),
        ),
        migrations.AddConstraint(
            model_name='suspicion',
            constraint=models.UniqueConstraint(fields=('first', 'second'), name='one_suspicion_a_pair'),
        ),
        migrations.AddConstraint(
            model_name='suspicion',
            constraint=models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='a_suspicion_is_of_two'),
        ),
        migrations.RunSQL(NOBODY_IN_A_POOL_WITHOUT_A_DATE, migrations.RunSQL.noop),
    ]
