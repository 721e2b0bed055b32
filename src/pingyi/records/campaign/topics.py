"""What the leading group decides about in a campaign (R60)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Topic(TextChoices):
    """What the leading group decided about (R60)."""

    OVERRIDE = "override", _("open a phase although its checklist is not done")
    EXTENSION = "extension", _("extend a phase")
