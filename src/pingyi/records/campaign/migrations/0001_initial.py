import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from pingyi.records.append_only import append_only


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('scope', models.CharField(max_length=140, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('code', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('state', models.CharField(default='draft', max_length=40)),
                ('created_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=60)),
                ('topic', models.CharField(choices=[('override', 'open a phase although its checklist is not done'), ('extension', 'extend a phase')], max_length=16)),
                ('phase', models.CharField(max_length=40)),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='campaign.campaign')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='PhaseExtension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('phase', models.CharField(max_length=40)),
                ('ends', models.DateField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='campaign.campaign')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='extension', to='campaign.decision')),
            ],
            options={
                'db_table': 'campaign_phase_extension',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='PhaseOpening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('phase', models.CharField(max_length=40)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='campaign.campaign')),
                ('decision', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opening', to='campaign.decision')),
            ],
            options={
                'db_table': 'campaign_phase_opening',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='PlanVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('year', models.PositiveSmallIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='campaign.campaign')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'campaign_plan_version',
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='PlanApproval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='approval', to='campaign.planversion')),
            ],
            options={
                'db_table': 'campaign_plan_approval',
            },
        ),
        migrations.CreateModel(
            name='RecordedYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('off', models.TextField()),
                ('worked', models.TextField(blank=True)),
                ('source', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recorded_years', to='campaign.campaign')),
            ],
            options={
                'db_table': 'campaign_recorded_year',
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.UniqueConstraint(models.Value(1), condition=models.Q(('state', 'archived'), _negated=True), name='one_campaign_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(fields=('campaign', 'number'), name='decision_number'),
        ),
        migrations.AddConstraint(
            model_name='phaseopening',
            constraint=models.UniqueConstraint(fields=('campaign', 'phase'), name='phase_opens_once'),
        ),
        migrations.AddConstraint(
            model_name='planversion',
            constraint=models.UniqueConstraint(fields=('campaign', 'number'), name='plan_version_number'),
        ),
        append_only("campaign_plan_version"),
        append_only("campaign_plan_approval"),
        append_only("campaign_decision"),
        append_only("campaign_phase_opening"),
        append_only("campaign_phase_extension"),
        append_only("campaign_recorded_year"),
    ]
