"""Routes of whoever takes part."""

from django.urls import path

from pingyi.desks.participation import page

urlpatterns = [
    path("my-part/", page.show, name="my-part"),
    path("my-part.xlsx", page.table, name="my-part-table"),
]
