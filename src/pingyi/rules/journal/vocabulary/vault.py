"""What is recorded of the vault: custodians' public keys. That something was sealed or opened stands in no entry."""

from pingyi.rules.journal.vocabulary.fields import Field
from pingyi.rules.journal.vocabulary.statement import Statement, states
from pingyi.rules.journal.vocabulary.timing import Timing

CUSTODIAN = "custodian"
FIELDS = {"recipient": Field(zh="公钥", en="Public key")}


@states(
    "custodian:key:1",
    Timing.EXACT,
    CUSTODIAN,
    zh="公布了一名保管人的公钥",
    en="The public key of a custodian was made known",
)
class CustodianKeyMade(Statement):
    """About the custodian's post: what is sealed from now on is sealed to this key. Protocol vault §1."""

    recipient: str
