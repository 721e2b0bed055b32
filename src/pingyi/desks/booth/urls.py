"""Routes of the booth (docs/protocol/endpoints.md). What follows `#` in the letter's link never comes here,
unless a scanner or messenger wrote it into the path as `%23`: then the page takes it from there."""

from django.urls import path, re_path

from pingyi.desks.booth import ballots, entrance

urlpatterns = [
    path("vote/", entrance.show, name="vote"),
    path("vote", entrance.show),
    path("vote/boxes.json", entrance.boxes, name="vote-boxes"),
    path("vote/<slug:uuid>/form.json", entrance.form, name="vote-form"),
    path("vote/<slug:uuid>/election.json", entrance.election, name="vote-election"),
    path("vote/<slug:uuid>/credentials.json", entrance.credentials, name="vote-credentials"),
    path("vote/<slug:uuid>/ballots", ballots.send, name="vote-send"),
    path("vote/<slug:uuid>/ballots/<str:tracker>", ballots.find, name="vote-find"),
    re_path(r"^vote(?:/|(?=[#%＃?&]))[^/]+/?$", entrance.show),
]
