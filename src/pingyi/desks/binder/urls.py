"""Routes of binders."""

from django.urls import path

from pingyi.desks.binder import page

urlpatterns = [
    path("binders/", page.show_all, name="binders"),
    path("binders/<slug:unit>/", page.show, name="binder"),
    path("binders/<slug:unit>/binder.zip", page.archive, name="binder-zip"),
]
