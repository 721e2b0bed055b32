"""What the public pages are asked for."""

from pingyi.ui.door.forms import Sent, WholeNumber


class PlaceForm(Sent):
    """Places in the journal and sizes of its tree, as its addresses name them."""

    before = WholeNumber()
    start = WholeNumber()
    index = WholeNumber()
    size = WholeNumber()
    old = WholeNumber()
    new = WholeNumber()
