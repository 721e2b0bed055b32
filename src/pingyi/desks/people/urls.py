"""Routes of the people for the work."""

from django.urls import path

from pingyi.desks.people import letters, pool, ready, recusal

urlpatterns = [
    path("pools/", pool.index, name="pools"),
    path("pools/<str:unit>/", pool.show, name="pool"),
    path("pools/<str:unit>/close/", pool.close, name="pool-close"),
    path("pools/<str:unit>/draw/", pool.draw, name="pool-draw"),
    path("pools/<str:unit>/replace/", pool.replace, name="pool-replace"),
    path("pools/<str:unit>/appoint/", letters.appoint, name="pool-appoint"),
    path("pools/<str:unit>/letters/", letters.letters, name="pool-letters"),
    path("pools/<str:unit>/letters/<str:code>/", letters.letter, name="pool-letter"),
    path("pools/<str:unit>/received/", letters.received, name="pool-received"),
    path("appointments/", letters.own, name="appointments"),
    path("appointments/receive/", letters.acknowledge, name="appointment-receive"),
    path("readiness/", ready.show, name="readiness"),
    path("recusal/", recusal.show, name="recusal"),
    path("recusal/declare/", recusal.declare, name="recusal-declare"),
]
