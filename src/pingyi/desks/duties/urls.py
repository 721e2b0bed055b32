"""Routes of duties, from both ends."""

from django.urls import path

from pingyi.desks.duties import duty, home, overview, own, waiting

urlpatterns = [
    path("overview/", overview.show, name="overview"),
    path("overview/overview.xlsx", overview.table, name="overview-table"),
    path("overview/<str:code>/", overview.unit, name="overview-unit"),
    path("duties/waiting/", waiting.show, name="duties-waiting"),
    path("duties/waiting/receive/", waiting.receive, name="duties-receive"),
    path("duties/waiting/approve/", waiting.approve, name="duties-approve"),
    path("duties/waiting/urge/", waiting.urge, name="duties-urge"),
    path("duties/<int:pk>/", duty.show, name="duty"),
    path("duties/<int:pk>/receive/", duty.receive, name="duty-receive"),
    path("duties/<int:pk>/return/", duty.send_back, name="duty-return"),
    path("duties/<int:pk>/approve/", duty.approve, name="duty-approve"),
    path("duties/<int:pk>/missing/", duty.missing, name="duty-missing"),
    path("duties/<int:pk>/urge/", duty.urge, name="duty-urge"),
    path("my-unit/", home.show, name="my-unit"),
    path("my-duties/", own.show, name="my-duties"),
    path("my-duties/<int:pk>/", own.one, name="my-duty"),
    path("my-duties/<int:pk>/sign/<int:draft>/", own.sign, name="my-duty-sign"),
    path("my-duties/<int:pk>/hand-back/", own.hand_back, name="my-duty-hand-back"),
]
