"""Routes of papers."""

from django.urls import path

from pingyi.desks.papers import lists, paper, writing

urlpatterns = [
    path("papers/", lists.show, name="papers"),
    path("papers/papers.xlsx", lists.table, name="papers-table"),
    path("papers/papers.zip", lists.archive, name="papers-zip"),
    path("papers/new/", lists.kinds, name="paper-kinds"),
    path("papers/begin/", lists.begin, name="paper-begin"),
    path("papers/<int:pk>/", paper.show, name="paper"),
    path("papers/<int:pk>/printed/", paper.printed, name="paper-printed"),
    path("papers/<int:pk>/annex-<int:place>.xlsx", paper.annex, name="paper-annex"),
    path("papers/<int:pk>/paper.json", paper.signed, name="paper-bytes"),
    path("papers/<int:pk>/write/", writing.write, name="paper-write"),
    path("papers/<int:pk>/keep/", writing.keep, name="paper-keep"),
    path("papers/<int:pk>/compare/", writing.compare, name="paper-compare"),
    path("papers/<int:pk>/sign/", paper.sign, name="paper-sign"),
    path("papers/<int:pk>/hand-back/", paper.hand_back, name="paper-hand-back"),
    path("papers/<int:pk>/withdraw/", paper.withdraw, name="paper-withdraw"),
    path("papers/<int:pk>/supplement/", lists.supplement, name="paper-supplement"),
    path("papers/<int:pk>/to/<int:delivery>/receive/", paper.receive, name="paper-receive"),
    path("papers/<int:pk>/to/<int:delivery>/return/", paper.send_back, name="paper-return"),
    path("papers/<int:pk>/to/<int:delivery>/approve/", paper.approve, name="paper-approve"),
    path("papers/<int:pk>/to/<int:delivery>/receipt/", paper.acknowledge, name="paper-receipt"),
]
