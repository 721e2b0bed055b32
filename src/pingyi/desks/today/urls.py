"""Routes of the page Today."""

from django.urls import path

from pingyi.desks.today import page

urlpatterns = [
    path("today/", page.show, name="today"),
    path("notices/<int:pk>/acknowledge/", page.acknowledged, name="notice-acknowledge"),
]
