"""The journal's tables, and the triggers by which PostgreSQL itself keeps them from being changed."""

import django.db.models.deletion
from django.db import migrations, models

from pingyi.records.append_only import append_only

NO_ENTRY_IS_FORGOTTEN = """
CREATE FUNCTION journal_entry_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO journal_pending (entry_id) VALUES (NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER journal_entry_waits AFTER INSERT ON journal_entry
  FOR EACH ROW EXECUTE FUNCTION journal_entry_waits();
"""

# What an entry withholds may go, but only after an entry about that (found by its leaf hash) was written.
ONLY_A_RECORDED_ACT_SHREDS = """
CREATE FUNCTION journal_body_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (
    SELECT FROM journal_entry target JOIN journal_entry act
      ON act.kind = 'journal:shred:1'
     AND act.subject = 'journal:' || encode(sha256('\\x00'::bytea || target.leaf), 'hex')
    WHERE target.id = OLD.entry_id
  ) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'table journal_body is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER journal_body_stays BEFORE UPDATE OR DELETE ON journal_body
  FOR EACH ROW EXECUTE FUNCTION journal_body_stays();
CREATE TRIGGER journal_body_never_truncated BEFORE TRUNCATE ON journal_body
  FOR EACH STATEMENT EXECUTE FUNCTION pingyi_refuse_change();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='JournalEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=100)),
                ('at', models.DateTimeField()),
                ('actor', models.CharField(max_length=200)),
                ('actor_salt', models.BinaryField(max_length=32)),
                ('subject', models.CharField(max_length=200)),
                ('subject_salt', models.BinaryField(max_length=32, null=True)),
                ('held_until', models.DateTimeField(null=True)),
                ('leaf', models.BinaryField()),
            ],
            options={
                'db_table': 'journal_entry',
            },
        ),
        migrations.CreateModel(
            name='JournalCheckpoint',
            fields=[
                ('size', models.BigIntegerField(primary_key=True, serialize=False)),
                ('note', models.TextField()),
                ('key', models.CharField(max_length=300)),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table': 'journal_checkpoint',
            },
        ),
        migrations.CreateModel(
            name='JournalLeaf',
            fields=[
                ('index', models.BigIntegerField(primary_key=True, serialize=False)),
                ('hash', models.BinaryField(max_length=32)),
            ],
            options={
                'db_table': 'journal_leaf',
            },
        ),
        migrations.CreateModel(
            name='JournalNode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.SmallIntegerField()),
                ('index', models.BigIntegerField()),
                ('hash', models.BinaryField(max_length=32)),
            ],
            options={
                'db_table': 'journal_node',
            },
        ),
        migrations.CreateModel(
            name='JournalBody',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='body', serialize=False, to='journal.journalentry')),
                ('salt', models.BinaryField(max_length=32)),
                ('body', models.BinaryField()),
            ],
            options={
                'db_table': 'journal_body',
            },
        ),
        migrations.CreateModel(
            name='JournalApart',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='apart', serialize=False, to='journal.journalentry')),
                ('digest', models.CharField(db_index=True, max_length=64)),
                ('body', models.BinaryField()),
            ],
            options={
                'db_table': 'journal_apart',
            },
        ),
        migrations.CreateModel(
            name='JournalRestoration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300, unique=True)),
                ('note', models.TextField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table': 'journal_restoration',
            },
        ),
        migrations.CreateModel(
            name='JournalPending',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='pending', serialize=False, to='journal.journalentry')),
            ],
            options={
                'db_table': 'journal_pending',
            },
        ),
        migrations.AddIndex(
            model_name='journalentry',
            index=models.Index(fields=['actor'], name='journal_entry_actor'),
        ),
        migrations.AddIndex(
            model_name='journalentry',
            index=models.Index(fields=['subject'], name='journal_entry_subject'),
        ),
        migrations.AddField(
            model_name='journalleaf',
            name='entry',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='place', to='journal.journalentry'),
        ),
        migrations.AddConstraint(
            model_name='journalnode',
            constraint=models.UniqueConstraint(fields=('level', 'index'), name='journal_node_place'),
        ),
        append_only("journal_entry"),
        append_only("journal_leaf"),
        append_only("journal_node"),
        append_only("journal_checkpoint"),
        append_only("journal_apart"),
        append_only("journal_restoration"),
        migrations.RunSQL(
            NO_ENTRY_IS_FORGOTTEN,
            "DROP TRIGGER journal_entry_waits ON journal_entry; DROP FUNCTION journal_entry_waits;",
        ),
        migrations.RunSQL(
            ONLY_A_RECORDED_ACT_SHREDS,
            "DROP TRIGGER journal_body_stays ON journal_body;"
            " DROP TRIGGER journal_body_never_truncated ON journal_body; DROP FUNCTION journal_body_stays;",
        ),
    ]
