"""Routes of the counting table, and those by which every act is laid out and signed."""

from django.urls import path

from pingyi.desks.sitting import minutes, reckoning, sitting
from pingyi.ui.door.acts import routes

urlpatterns = [
    path("sitting/", sitting.show, name="sitting"),
    path("sitting/progress", sitting.progress, name="sitting-progress"),
    path("sitting/go-on", sitting.go_on, name="sitting-go-on"),
    path("sitting/boards.zip", sitting.boards, name="sitting-boards"),
    path("reckoning/", reckoning.show, name="reckoning"),
    path("reckoning/publish", reckoning.publish, name="publish"),
    path("minutes/<int:pk>/", minutes.show, name="minutes"),
    *routes(),
]
