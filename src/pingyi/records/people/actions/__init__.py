"""Everything that writes people for the work: declarations, pools and their draw, appointments."""

from pingyi.records.people.actions.appointing import NewAppointment, appoint, receive
from pingyi.records.people.actions.declaring import declare_links
from pingyi.records.people.actions.drawing import close_pool, draw_pool, replace_drawn

__all__ = ["NewAppointment", "appoint", "close_pool", "declare_links", "draw_pool", "receive", "replace_drawn"]
