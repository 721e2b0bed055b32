"""Routes of the leading group's desk."""

from django.urls import path

from pingyi.desks.leadership import attention, decision, disqualification, quality

urlpatterns = [
    path("attention/", attention.show, name="attention"),
    path("attention.xlsx", attention.table, name="attention-table"),
    path("quality/", quality.show, name="quality"),
    path("quality/marks", quality.marks, name="quality-marks"),
    path("decision/", decision.show, name="decision"),
    path("decision/return", decision.send_back, name="decision-return"),
    path("disqualifications/", disqualification.show, name="disqualifications"),
    path("disqualifications/decide", disqualification.decide, name="disqualify"),
    path("disqualifications/prepared/<int:pk>/", disqualification.prepared, name="disqualification-prepared"),
    path("disqualifications/<int:pk>/revoke", disqualification.revoke, name="disqualification-revoke"),
]
