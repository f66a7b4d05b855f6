"""Job postings, application forms and their drafts, figures, and the walled-off table of self-identification."""

import django.db.models.deletion
import django.db.models.functions.comparison
import hearback.applications.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("hearback", "0006_ratings_stand")]

    operations = [
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=300)),
                ('answer', models.TextField()),
            ],
            options={
                'ordering': ['position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True)),
                ('typed', models.JSONField(default=dict)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('resume_file', models.FileField(blank=True, max_length=200, upload_to=hearback.applications.models.draft_path)),
                ('resume_name', models.CharField(blank=True, max_length=200)),
                ('resume_read', models.JSONField(default=dict)),
                ('resume_trouble', models.CharField(blank=True, max_length=300)),
                ('made_at', models.DateTimeField()),
                ('saved_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('answer_due_at', models.DateTimeField(null=True)),
                ('answer_from', models.CharField(blank=True, max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name='Figure',
            fields=[
                ('name', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('facts', models.JSONField(default=dict)),
                ('counted_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='FormQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('short', 'A line'), ('long', 'Several lines'), ('yes_no', 'Yes or no'), ('choice', 'One of several'), ('number', 'A number'), ('date', 'A date')], default='short', max_length=8)),
                ('text', models.CharField(max_length=300)),
                ('hint', models.CharField(blank=True, max_length=300)),
                ('required', models.BooleanField(default=False)),
                ('options', models.JSONField(default=list)),
                ('only_if', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': ['position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='SelfIdentification',
            fields=[
                ('subject', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField()),
                ('answers', models.JSONField(default=dict)),
            ],
        ),
        migrations.AddField(
            model_name='job',
            name='ask_cover_letter',
            field=models.CharField(choices=[('required', 'Required'), ('optional', 'Welcome'), ('no', 'Not asked')], default='optional', max_length=8),
        ),
        migrations.AddField(
            model_name='job',
            name='ask_links',
            field=models.CharField(choices=[('required', 'Required'), ('optional', 'Welcome'), ('no', 'Not asked')], default='optional', max_length=8),
        ),
        migrations.AddField(
            model_name='job',
            name='ask_phone',
            field=models.CharField(choices=[('required', 'Required'), ('optional', 'Welcome'), ('no', 'Not asked')], default='optional', max_length=8),
        ),
        migrations.AddField(
            model_name='job',
            name='ask_resume',
            field=models.CharField(choices=[('required', 'Required'), ('optional', 'Welcome'), ('no', 'Not asked')], default='required', max_length=8),
        ),
        migrations.AddField(
            model_name='job',
            name='automated_help',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='job',
            name='automated_words',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='job',
            name='employment',
            field=models.CharField(blank=True, choices=[('full_time', 'Full time'), ('part_time', 'Part time'), ('fixed_term', 'Fixed term'), ('contract', 'Contract'), ('internship', 'Internship')], max_length=12),
        ),
        migrations.AddField(
            model_name='job',
            name='listed',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='job',
            name='pay_shown',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='job',
            name='posted_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='job',
            name='posting_text',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='job',
            name='vacancy_exists',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='job',
            name='valid_through',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='job',
            name='workplace',
            field=models.CharField(blank=True, choices=[('on_site', 'On site'), ('hybrid', 'Partly remote'), ('remote', 'Remote')], max_length=8),
        ),
        migrations.AddField(
            model_name='office',
            name='self_identification',
            field=models.CharField(blank=True, choices=[('', 'Not asked'), ('general', 'Gender, age, disability'), ('ca', 'Canada: the four designated groups'), ('us', 'United States: gender, ethnicity, veterans, disability')], max_length=8),
        ),
        migrations.AddIndex(
            model_name='job',
            index=models.Index(models.OrderBy(django.db.models.functions.comparison.Coalesce('posted_at', 'created_at'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('confidential', False), ('listed', True), ('status', 'open')), name='jobs_on_the_careers_pages'),
        ),
        migrations.AddField(
            model_name='answer',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='form_answers', to='hearback.application'),
        ),
        migrations.AddField(
            model_name='draft',
            name='application',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='hearback.application'),
        ),
        migrations.AddField(
            model_name='draft',
            name='job',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='hearback.job'),
        ),
        migrations.AddField(
            model_name='formquestion',
            name='job',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='form_questions', to='hearback.job'),
        ),
        migrations.AddField(
            model_name='formquestion',
            name='only_after',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='followers', to='hearback.formquestion'),
        ),
        migrations.AddField(
            model_name='answer',
            name='question',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='hearback.formquestion'),
        ),
        # What was open before there were careers pages appears there when somebody says so, not by itself.
        migrations.RunSQL("UPDATE hearback_job SET listed = false, posted_at = opened_at", migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='draft',
            index=models.Index(fields=['expires_at'], name='drafts_that_run_out'),
        ),
    ]
