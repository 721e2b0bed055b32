import django.db.models.deletion
from django.db import migrations, models

from pingyi.records.append_only import append_only


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('campaign', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.CharField(max_length=64)),
                ('members', models.JSONField(help_text='person reference → name, in order')),
                ('head', models.CharField(max_length=64)),
                ('appointed_at', models.DateTimeField()),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='teams', to='campaign.campaign')),
            ],
            options={
                'ordering': ['unit'],
            },
        ),
        migrations.CreateModel(
            name='SheetSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.TextField()),
                ('digest', models.CharField(max_length=64)),
                ('name', models.CharField(max_length=100)),
                ('at', models.DateTimeField()),
                ('team', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signature', to='inspection.team')),
            ],
        ),
        migrations.CreateModel(
            name='Settlement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('indicator', models.CharField(max_length=40)),
                ('points', models.DecimalField(decimal_places=3, max_digits=7)),
                ('reason', models.TextField()),
                ('dissent', models.JSONField(default=list)),
                ('at', models.DateTimeField()),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='settlements', to='inspection.team')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('inspector', models.CharField(max_length=64)),
                ('indicator', models.CharField(max_length=40)),
                ('points', models.DecimalField(decimal_places=3, max_digits=7)),
                ('at', models.DateTimeField()),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='inspection.team')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Discussion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('present', models.JSONField()),
                ('at', models.DateTimeField()),
                ('team', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='discussion', to='inspection.team')),
            ],
        ),
        migrations.AddConstraint(
            model_name='team',
            constraint=models.UniqueConstraint(fields=('campaign', 'unit'), name='one_team_per_unit'),
        ),
        append_only("inspection_team"),
        append_only("inspection_mark"),
        append_only("inspection_discussion"),
        append_only("inspection_settlement"),
        append_only("inspection_sheetsignature"),
    ]
