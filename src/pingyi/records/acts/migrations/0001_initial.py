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
            name='Act',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=32)),
                ('content', models.TextField(help_text='canonical JSON')),
                ('digest', models.CharField(max_length=64)),
                ('parties', models.JSONField(help_text='roles, in order')),
                ('drawn_up_at', models.DateTimeField()),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='campaign.campaign')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.CharField(max_length=32)),
                ('signer', models.CharField(help_text='reference of the person', max_length=64)),
                ('name', models.CharField(max_length=100)),
                ('at', models.DateTimeField()),
                ('act', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='acts.act')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('act', 'party'), name='a_party_signs_once'), models.UniqueConstraint(fields=('act', 'signer'), name='nobody_signs_for_two')],
            },
        ),
        append_only("acts_act"),
        append_only("acts_signature"),
    ]
