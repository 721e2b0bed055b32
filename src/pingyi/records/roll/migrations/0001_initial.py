"""Frames say when their contacts were erased, and PostgreSQL lets contacts go in no other way (decision 0070)."""

import django.db.models.deletion
from django.db import migrations, models

GUARD = """
CREATE FUNCTION roll_frame_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.erased_at IS NULL
     AND to_jsonb(NEW) - 'erased_at' = to_jsonb(OLD) - 'erased_at' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'table roll_frame is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION roll_contact_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (
    SELECT FROM roll_framemember member JOIN roll_frame frame ON frame.id = member.frame_id
    WHERE member.id = OLD.member_id AND frame.erased_at IS NOT NULL
  ) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'table roll_contact is append-only until its frame is marked erased: % refused', TG_OP
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER roll_frame_append_only BEFORE UPDATE OR DELETE ON roll_frame
  FOR EACH ROW EXECUTE FUNCTION roll_frame_guard();
CREATE TRIGGER roll_contact_append_only BEFORE UPDATE OR DELETE ON roll_contact
  FOR EACH ROW EXECUTE FUNCTION roll_contact_guard();
CREATE TRIGGER roll_frame_never_truncated BEFORE TRUNCATE ON roll_frame
  FOR EACH STATEMENT EXECUTE FUNCTION roll_frame_guard();
CREATE TRIGGER roll_contact_never_truncated BEFORE TRUNCATE ON roll_contact
  FOR EACH STATEMENT EXECUTE FUNCTION roll_contact_guard();
"""
UNGUARD = """
DROP TRIGGER roll_frame_append_only ON roll_frame;
DROP TRIGGER roll_contact_append_only ON roll_contact;
DROP TRIGGER roll_frame_never_truncated ON roll_frame;
DROP TRIGGER roll_contact_never_truncated ON roll_contact;
DROP FUNCTION roll_frame_guard;
DROP FUNCTION roll_contact_guard;
"""



class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='FrameMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=64)),
                ('stratum', models.CharField(max_length=64)),
                ('turn', models.PositiveIntegerField(help_text='place in the draw of its stratum, from 1', null=True)),
                ('drawn', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['stratum', 'turn', 'ref'],
            },
        ),
        migrations.CreateModel(
            name='Frame',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign_id', models.CharField(max_length=64)),
                ('unit', models.CharField(max_length=64)),
                ('fingerprint', models.CharField(max_length=64)),
                ('size', models.PositiveIntegerField()),
                ('imported_at', models.DateTimeField()),
                ('erased_at', models.DateTimeField(help_text="when its members' names and addresses were erased", null=True)),
            ],
            options={
                'ordering': ['unit', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Seed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign_id', models.CharField(max_length=64, unique=True)),
                ('source', models.CharField(max_length=300)),
                ('named_at', models.DateTimeField()),
                ('known_at', models.DateTimeField(help_text='when the value becomes public; every frame is older', null=True)),
                ('value', models.CharField(blank=True, max_length=200)),
                ('drawn_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='contact', serialize=False, to='roll.framemember')),
                ('name', models.CharField(max_length=100)),
                ('address', models.CharField(max_length=300)),
            ],
        ),
        migrations.AddField(
            model_name='framemember',
            name='frame',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='roll.frame'),
        ),
        migrations.AddIndex(
            model_name='frame',
            index=models.Index(fields=['campaign_id', 'unit'], name='roll_frame_campaig_a28646_idx'),
        ),
        migrations.AddConstraint(
            model_name='framemember',
            constraint=models.UniqueConstraint(fields=('frame', 'ref'), name='one_ref_per_frame'),
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
