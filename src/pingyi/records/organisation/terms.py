"""Terms that units and accounts are described in: how codes are spelled, what kinds of body there are."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

CODE = RegexValidator(
    r"\A[a-z0-9][a-z0-9._-]{0,63}\Z",
    _("Small Latin letters, digits, dot, hyphen and underscore only, beginning with a letter or digit, at most 64."),
)


class OrgType(models.TextChoices):
    """What kind of body a unit is (GLOSSARY `OrgType`)."""

    CITY_BUREAU = "city_bureau", _("City bureau")
    COUNTY_BUREAU = "county_bureau", _("County bureau")
    PROV_DEPT = "prov_dept", _("Provincial department")
    STAT_BUREAU = "stat_bureau", _("Statistics bureau")
    LEADING_GROUP = "leading_group", _("Leading group")
    OFFICE = "office", _("Appraisal office")
    CITY_APPRAISAL_OFFICE = "city_appraisal_office", _("City appraisal leading group office")
    RECTIFICATION_OFFICE = "rectification_office", _("Rectification-of-malpractice office")
    SUPERVISOR = "supervisor", _("Supervising body")
    OTHER = "other", _("Other body (school, hospital, company…)")
