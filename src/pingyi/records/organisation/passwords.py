"""What a password must be (E-D D1), beside Django's own validators for length, similarity and common passwords."""

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pingyi.records.organisation.models import Account

CLASSES = (str.islower, str.isupper, str.isdigit, lambda letter: not letter.isalnum())


class ThreeOfFourClasses:
    """Small letters, capitals, digits, other signs: three of the four. A letter without case counts as other."""

    def validate(self, password: str, user: Account | None = None) -> None:
        found = [any(of_class(letter) for letter in password) for of_class in CLASSES]
        caseless = any(letter.isalpha() and not letter.islower() and not letter.isupper() for letter in password)
        if sum(found[:3]) + (found[3] or caseless) < 3:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self) -> str:
        return _("Use at least three of: small letters, capital letters, digits, other signs.")


class NotAmongTheLast:
    """Not one of the last `count` passwords of this account."""

    def __init__(self, count: int = 5) -> None:
        self.count = count

    def validate(self, password: str, user: Account | None = None) -> None:
        if user is None or user.pk is None:
            return
        former = [user.password, *user.former_passwords.values_list("password", flat=True)[: self.count - 1]]
        if any(hashed and check_password(password, hashed) for hashed in former):
            raise ValidationError(self.get_help_text(), code="password_used_before")

    def get_help_text(self) -> str:
        return _("Do not use any of your last %(count)d passwords again.") % {"count": self.count}
