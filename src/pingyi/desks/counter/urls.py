"""Routes of the counting table."""

from django.urls import path

from pingyi.desks.counter import minutes, reckoning, sitting

urlpatterns = [
    path("sitting/", sitting.show, name="sitting"),
    path("sitting/closing/propose", sitting.propose_closing, name="closing-propose"),
    path("sitting/closing/sign", sitting.sign_closing, name="closing-sign"),
    path("sitting/opening/convene", sitting.convene, name="opening-convene"),
    path("sitting/opening/sign", sitting.sign_opening, name="opening-sign"),
    path("sitting/progress", sitting.progress, name="sitting-progress"),
    path("sitting/go-on", sitting.go_on, name="sitting-go-on"),
    path("sitting/count", sitting.count, name="count"),
    path("sitting/count/sign", sitting.sign_count, name="count-sign"),
    path("sitting/boards.zip", sitting.boards, name="sitting-boards"),
    path("reckoning/", reckoning.show, name="reckoning"),
    path("reckoning/run", reckoning.run, name="reckoning-run"),
    path("reckoning/sign", reckoning.sign, name="reckoning-sign"),
    path("reckoning/publish", reckoning.publish, name="publish"),
    path("minutes/<int:pk>/", minutes.show, name="minutes"),
]
