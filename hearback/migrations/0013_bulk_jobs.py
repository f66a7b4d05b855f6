import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("hearback", "0012_duplicates_merges_pools")]

    operations = [
        migrations.CreateModel(
            name='BulkJob',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(blank=True, choices=[('tag', 'Tag'), ('pool', 'Add to a pool'), ('advance', 'Advance'), ('reject', 'Reject'), ('assign', 'Hand over')], max_length=8)),
                ('state', models.CharField(choices=[('choosing', 'Not decided yet'), ('writing', 'The messages are being written'), ('ready', 'Ready to be read'), ('working', 'Under way'), ('done', 'Done'), ('undoing', 'Being undone')], default='choosing', max_length=8)),
                ('options', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField()),
                ('started_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bulk_jobs', to=settings.AUTH_USER_MODEL)),
                ('job', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='hearback.job')),
            ],
            options={
                'ordering': ['-made_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='BulkItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(null=True)),
                ('state', models.CharField(choices=[('new', 'To be written'), ('ready', 'Waiting'), ('excluded', 'Left out'), ('done', 'Done'), ('refused', 'Not done'), ('off', 'Called off'), ('to_undo', 'To be undone'), ('undone', 'Undone')], default='new', max_length=8)),
                ('subject', models.CharField(blank=True, max_length=300)),
                ('body', models.TextField(blank=True)),
                ('edited', models.BooleanField(default=False)),
                ('sentence', models.CharField(blank=True, max_length=500)),
                ('done_at', models.DateTimeField(null=True)),
                ('application', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='hearback.application')),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='hearback.candidate')),
                ('decision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='hearback.decision')),
                ('bulk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='hearback.bulkjob')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddIndex(
            model_name='bulkjob',
            index=models.Index(condition=models.Q(('state__in', ('writing', 'working', 'undoing'))), fields=['id'], name='bulk_jobs_at_work'),
        ),
        migrations.AddIndex(
            model_name='bulkjob',
            index=models.Index(fields=['by', '-made_at'], name='bulk_jobs_of_a_person'),
        ),
        migrations.AddIndex(
            model_name='bulkitem',
            index=models.Index(fields=['bulk', 'state', 'id'], name='items_of_a_bulk_job'),
        ),
    ]
