"""Routes of this desk."""

from django.urls import path

from pingyi.desks.conduct import prohibitions

urlpatterns = [path("conduct/", prohibitions.show, name="conduct")]
