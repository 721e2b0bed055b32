from django.db import migrations, models

CLOSED_BEFORE = """
UPDATE campaign_campaign SET closed_at = entry.at FROM journal_entry entry
WHERE entry.kind = 'campaign:close:1' AND entry.subject = 'campaign/' || code AND closed_at IS NULL;
"""
"""A campaign closed before this migration: the journal knows when."""


class Migration(migrations.Migration):
    dependencies = [("campaign", "0001_initial"), ("journal", "0001_initial")]

    operations = [
        migrations.AddField("campaign", "closed_at", models.DateTimeField(null=True)),
        migrations.RunSQL(CLOSED_BEFORE, migrations.RunSQL.noop),
    ]
