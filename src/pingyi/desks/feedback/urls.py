"""Routes of feedback."""

from django.urls import path

from pingyi.desks.feedback import handing, listing, package, preparing

urlpatterns = [
    path("feedback/", listing.index, name="feedback"),
    path("feedback/units/<slug:unit>/", preparing.show, name="feedback-unit"),
    path("feedback/units/<slug:unit>/freeze/", preparing.freeze, name="feedback-freeze"),
    path("feedback/<int:pk>/", package.show, name="package"),
    path("feedback/<int:pk>/file/", package.file, name="package-file"),
    path("feedback/<int:pk>/meeting/", package.record, name="package-meeting"),
    path("feedback/<int:pk>/receive/", handing.receive, name="package-receive"),
    path("feedback/<int:pk>/hand-over/", handing.hand_over, name="package-hand-over"),
]
