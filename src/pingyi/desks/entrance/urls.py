"""Routes of the entrance. Sign-in and second factor themselves are allauth's, below `account/`."""

from django.urls import path

from pingyi.desks.entrance import acknowledge, demo, invitation, second_factor

urlpatterns = [
    path("acknowledge/", acknowledge.sign, name="acknowledge"),
    path("join/<str:token>/", invitation.join, name="join"),
    path("rehearsal/keys/<str:username>.age", demo.key_file, name="demo-key"),
    path("second-factor/", second_factor.confirm, name="second-factor"),
]
