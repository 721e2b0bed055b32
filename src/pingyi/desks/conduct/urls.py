"""Routes of this desk."""

from django.urls import path

from pingyi.desks.conduct import board, hearings, listing, prohibitions, reporting, violation

urlpatterns = [
    path("conduct/", prohibitions.show, name="conduct"),
    path("conduct/board/", board.show, name="integrity"),
    path("conduct/report/", reporting.show, name="violation-report"),
    path("conduct/hearings/", hearings.show, name="hearings"),
    path("conduct/hearings/<int:pk>/<str:verb>/", hearings.take, name="hearing-step"),
    path("conduct/violations/", listing.show, name="violations"),
    path("conduct/violations/<int:pk>/", violation.show, name="violation"),
    path("conduct/violations/<int:pk>/step/<str:verb>/", violation.take, name="violation-step"),
    path("conduct/violations/<int:pk>/decide/<str:verb>/", violation.decide, name="violation-decide"),
]
