"""Routes of the entrance. Sign-in and second factor themselves are allauth's, below `account/`."""

from django.urls import path

from pingyi.desks.entrance import acknowledge, invitation, second_factor

urlpatterns = [
    path("acknowledge/", acknowledge.sign, name="acknowledge"),
    path("join/<str:token>/", invitation.join, name="join"),
    path("second-factor/", second_factor.ask, name="second-factor"),
]
