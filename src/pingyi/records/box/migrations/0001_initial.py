"""A board is what everybody's ballot waits for: rows are kept as they come, under no more indexes than somebody asks.

Sealed numbers hardly shrink (by a quarter), and compressing them took half of each write.
"""

import django.db.models.deletion
from django.db import migrations, models

from pingyi.records.append_only import append_only


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Box',
            fields=[
                ('uuid', models.CharField(max_length=22, primary_key=True, serialize=False)),
                ('campaign_id', models.CharField(db_index=True, max_length=64)),
                ('unit', models.CharField(max_length=64)),
                ('stratum', models.CharField(help_text='of the plan, or several joined by + that share the box', max_length=1000)),
                ('invited', models.PositiveIntegerField(help_text='how many were drawn, so how many credentials there must be')),
                ('election', models.TextField()),
                ('trustees', models.TextField()),
                ('timestamp', models.PositiveBigIntegerField(help_text='carried by every member of the board; tells nothing more')),
                ('opens_at', models.DateTimeField()),
                ('closes_at', models.DateTimeField()),
            ],
            options={
                'verbose_name_plural': 'boxes',
                'ordering': ['unit', 'stratum'],
            },
        ),
        migrations.CreateModel(
            name='BoxHead',
            fields=[
                ('box', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='head', serialize=False, to='box.box')),
                ('event', models.CharField(blank=True, max_length=64)),
                ('height', models.IntegerField(default=-1)),
                ('type', models.CharField(blank=True, help_text='the last event; empty before the set-up event', max_length=24)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('ballots', models.PositiveIntegerField(default=0)),
                ('withheld', models.BooleanField(default=False, help_text="fewer ballots than the plan's minimum: never opened")),
            ],
        ),
        migrations.CreateModel(
            name='KeySetup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign_id', models.CharField(max_length=64)),
                ('group', models.CharField(max_length=32)),
                ('threshold', models.PositiveSmallIntegerField()),
                ('trustees', models.JSONField(help_text='codes of the bodies, in order')),
                ('started_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('threshold__gte', 1)), name='setup_threshold_positive')],
            },
        ),
        migrations.AddField(
            model_name='box',
            name='setup',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='boxes', to='box.keysetup'),
        ),
        migrations.CreateModel(
            name='SetupMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('trustee', models.PositiveSmallIntegerField()),
                ('step', models.CharField(max_length=16)),
                ('body', models.TextField()),
                ('setup', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='box.keysetup')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SetupObjection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('trustee', models.PositiveSmallIntegerField()),
                ('blamed', models.PositiveSmallIntegerField(help_text='whose message was refused', null=True)),
                ('reason', models.TextField()),
                ('setup', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='box.keysetup')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='BoardStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('height', models.PositiveIntegerField()),
                ('type', models.CharField(max_length=24)),
                ('start', models.PositiveBigIntegerField(help_text='where these bytes start in the file')),
                ('data', models.BinaryField()),
                ('payload', models.CharField(max_length=64, null=True)),
                ('credential', models.TextField(blank=True, help_text='of a ballot: the public credential, as the board shows it')),
                ('box', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='board', to='box.box')),
            ],
            options={
                'ordering': ['box', 'height'],
                'constraints': [models.UniqueConstraint(fields=('box', 'height'), name='one_step_per_height'), models.UniqueConstraint(fields=('box', 'payload'), name='nothing_twice_on_a_board')],
            },
        ),
        migrations.AddConstraint(
            model_name='box',
            constraint=models.UniqueConstraint(fields=('campaign_id', 'unit', 'stratum'), name='one_box_per_cell'),
        ),
        migrations.AddConstraint(
            model_name='box',
            constraint=models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='box_closes_later'),
        ),
        migrations.AddConstraint(
            model_name='setupmessage',
            constraint=models.UniqueConstraint(fields=('setup', 'trustee', 'step'), name='one_message_per_step'),
        ),
        migrations.AddConstraint(
            model_name='setupobjection',
            constraint=models.UniqueConstraint(fields=('setup', 'trustee'), name='a_trustee_objects_once'),
        ),
        append_only("box_box"),
        append_only("box_boardstep"),
        append_only("box_setupmessage"),
        append_only("box_setupobjection"),
        migrations.RunSQL(
            "ALTER TABLE box_boardstep ALTER COLUMN data SET STORAGE EXTERNAL",
            "ALTER TABLE box_boardstep ALTER COLUMN data SET STORAGE EXTENDED",
        ),
    ]
