"""Routes of whoever owes a duty."""

from django.urls import path

from pingyi.desks.unit import duties, home, result

urlpatterns = [
    path("my-unit/", home.show, name="my-unit"),
    path("my-duties/", duties.show, name="my-duties"),
    path("my-duties/<int:pk>/", duties.one, name="my-duty"),
    path("my-result/", result.show, name="my-result"),
    path("my-result/object/", result.file, name="my-result-object"),
    path("my-duties/<int:pk>/sign/<int:draft>/", duties.sign, name="my-duty-sign"),
    path("my-duties/<int:pk>/hand-back/", duties.hand_back, name="my-duty-hand-back"),
]
