"""Routes of whoever owes a duty."""

from django.urls import path

from pingyi.desks.unit import duties, notices

urlpatterns = [
    path("my-duties/", duties.show, name="my-duties"),
    path("my-duties/<int:pk>/", duties.one, name="my-duty"),
    path("notices/<int:pk>/acknowledge/", notices.acknowledged, name="notice-acknowledge"),
]
