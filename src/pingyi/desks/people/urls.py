"""Routes of the people for the work."""

from django.urls import path

from pingyi.desks.people import pool, ready, recusal

urlpatterns = [
    path("pools/", pool.index, name="pools"),
    path("pools/<str:unit>/", pool.show, name="pool"),
    path("pools/<str:unit>/close/", pool.close, name="pool-close"),
    path("pools/<str:unit>/draw/", pool.draw, name="pool-draw"),
    path("pools/<str:unit>/replace/", pool.replace, name="pool-replace"),
    path("readiness/", ready.show, name="readiness"),
    path("recusal/", recusal.show, name="recusal"),
    path("recusal/declare/", recusal.declare, name="recusal-declare"),
]
