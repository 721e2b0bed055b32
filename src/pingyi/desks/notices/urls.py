"""Routes of the notices; what stands behind a secret or signed address needs no sign-in."""

from django.urls import path

from pingyi.desks.notices import calendar, page, post

urlpatterns = [
    path("notices/", page.show, name="my-notices"),
    path("notices/choose/", page.choose, name="notices-choose"),
    path("notices/address/", page.give_address, name="notices-address"),
    path("notices/confirm/<str:token>/", page.confirm, name="notices-confirm"),
    path("notices/leave/<str:token>/", page.leave, name="notices-leave"),
    path("notices/calendar/", calendar.renew, name="calendar-renew"),
    path("notices/calendar/end/", calendar.end, name="calendar-end"),
    path("calendar/<str:token>.ics", calendar.feed, name="calendar"),
    path("mail/", post.show, name="post"),
]
