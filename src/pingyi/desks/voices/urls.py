"""Routes of what citizens say."""

from django.urls import path

from pingyi.desks.voices import following, saying

urlpatterns = [
    path("say/", saying.show, name="say"),
    path("say/follow/", following.follow, name="follow"),
    path("say/follow/go-on/", following.go_on, name="follow-go-on"),
    path("say/follow/withdraw/", following.withdraw, name="follow-withdraw"),
    path("say/follow/receipt/", following.receipt, name="follow-receipt"),
]
