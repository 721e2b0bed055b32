"""Routes of the trustees (docs/protocol/endpoints.md), and of the two bodies that begin a key ceremony."""

from django.urls import path

from pingyi.desks.keys import keys, opening, setup

urlpatterns = [
    path("keys/", keys.show, name="keys"),
    path("keys/ceremony/", keys.begin, name="key-ceremony"),
    path("trustee/<str:ceremony>/setup/", setup.take_part, name="trustee-setup"),
    path("trustee/<str:ceremony>/test/", setup.test, name="trustee-test"),
    path("trustee/<str:ceremony>/messages.json", setup.messages, name="trustee-messages"),
    path("trustee/<str:ceremony>/messages", setup.send, name="trustee-send"),
    path("trustee/<str:ceremony>/objections", setup.stop, name="trustee-stop"),
    path("trustee/<str:ceremony>/upload/", setup.upload, name="trustee-upload"),
    path("trustee/<str:ceremony>/opening/", opening.show, name="trustee-opening"),
    path("trustee/<str:ceremony>/openings.json", opening.boxes, name="trustee-openings"),
    path("trustee/<str:ceremony>/decryptions/<slug:uuid>", opening.give, name="trustee-give"),
    path("trustee/<str:ceremony>/shares/", opening.upload, name="trustee-shares"),
]
