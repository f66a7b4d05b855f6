"""What is late, waits for somebody, or stands on a board is found without reading what has long ended."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("hearback", "0020_the_law_in_one_look")]

    operations = [
        migrations.AddIndex(
            model_name='application',
            index=models.Index(condition=models.Q(('state__in', ('active', 'asked', 'held', 'offered', 'accepted'))), fields=['job'], name='live_applications_of_a_job'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(condition=models.Q(('ended_at__isnull', False)), fields=['job', '-ended_at'], include=('state',), name='ended_applications_of_a_job'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('cancelled_at', None), ('channel', 'call'), ('inbound', False), ('sent_at', None)), fields=['send_at'], name='calls_to_make'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('cancelled_at', None), ('sent_at', None), models.Q(('trouble', ''), _negated=True)), fields=['written_at'], name='messages_in_trouble'),
        ),
        migrations.AddIndex(
            model_name='promise',
            index=models.Index(condition=models.Q(('ended_at', None), ('nudge_step__gte', 3)), fields=['due_at'], name='promises_that_have_escalated'),
        ),
    ]
