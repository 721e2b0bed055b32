import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from pingyi.records.append_only import append_only


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('campaign', '0001_initial'),
        ('organisation', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('task', models.CharField(max_length=40)),
                ('phase', models.CharField(max_length=40)),
                ('body', models.CharField(blank=True, max_length=40)),
                ('origin', models.CharField(blank=True, max_length=120)),
                ('matter', models.CharField(blank=True, max_length=200)),
                ('table', models.CharField(max_length=16)),
                ('state', models.CharField(max_length=20)),
                ('due_on', models.DateField()),
                ('submitted_at', models.DateTimeField(null=True)),
                ('late', models.BooleanField(default=False)),
                ('missing_at', models.DateTimeField(null=True)),
                ('overdue_at', models.DateTimeField(null=True)),
                ('reminded', models.PositiveSmallIntegerField(null=True)),
                ('urged_on', models.DateField(null=True)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='campaign.campaign')),
                ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='organisation.unit')),
            ],
            options={
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DutyMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verb', models.CharField(max_length=20)),
                ('state', models.CharField(max_length=20)),
                ('at', models.DateTimeField()),
                ('text', models.TextField(blank=True)),
                ('reference', models.CharField(blank=True, max_length=300)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('duty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='duties.duty')),
            ],
            options={
                'db_table': 'duties_move',
                'ordering': ['pk'],
            },
        ),
        migrations.AddIndex(
            model_name='duty',
            index=models.Index(fields=['campaign', 'due_on'], name='duty_by_day'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.UniqueConstraint(fields=('campaign', 'task', 'unit', 'body', 'origin'), name='duty_owed_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('unit', None), models.Q(('body', ''), _negated=True)), models.Q(('body', ''), ('unit__isnull', False)), _connector='OR'), name='duty_has_one_owner'),
        ),
        append_only("duties_move"),
    ]
