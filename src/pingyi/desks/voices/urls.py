"""Routes of what citizens say."""

from django.urls import path

from pingyi.desks.voices import clues, following, judging, saying

urlpatterns = [
    path("say/", saying.show, name="say"),
    path("say/report/", clues.show, name="say-report"),
    path("say/follow/agree/", clues.agree, name="follow-agree"),
    path("say/follow/", following.follow, name="follow"),
    path("say/follow/go-on/", following.go_on, name="follow-go-on"),
    path("say/follow/seal/", following.seal, name="follow-seal"),
    path("say/follow/withdraw/", following.withdraw, name="follow-withdraw"),
    path("say/follow/evaluate/", judging.evaluate, name="follow-evaluate"),
    path("say/follow/reopen/", judging.reopen, name="follow-reopen"),
    path("say/follow/harm/", judging.report_harm, name="follow-harm"),
    path("say/follow/file/", following.file, name="follow-file"),
    path("say/follow/receipt/", following.receipt, name="follow-receipt"),
]
