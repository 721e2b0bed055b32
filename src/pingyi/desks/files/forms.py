"""What is posted about files."""

from django.utils.translation import gettext_lazy as _

from pingyi.ui.door.forms import Reason, Sent, SeveralFiles


class FilesForm(Sent):
    """Files that were chosen."""

    chosen = SeveralFiles()


class WithdrawForm(Sent):
    """Why a file is taken back."""

    reason = Reason(label=_("Why it is withdrawn"), rows=2)
