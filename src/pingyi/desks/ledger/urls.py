"""Routes of the rectification ledger."""

from django.urls import path

from pingyi.desks.ledger import adding, bringing, figures, item, listing, spot_check, steps

urlpatterns = [
    path("ledger/", listing.show, name="ledger"),
    path("ledger/new/", adding.new, name="item-new"),
    path("ledger/found/", adding.found, name="item-found"),
    path("ledger/bring/", bringing.show, name="ledger-bring"),
    path("ledger/bring/table.<str:kind>", bringing.table, name="ledger-bring-table"),
    path("ledger/figures/", figures.show, name="ledger-figures"),
    path("ledger/spot-check/", spot_check.show, name="spot-check"),
    path("ledger/spot-check/close/", spot_check.close, name="spot-check-close"),
    path("ledger/spot-check/draw/", spot_check.draw, name="spot-check-draw"),
    path("ledger/<int:pk>/", item.show, name="item"),
    path("ledger/<int:pk>/analyse/", steps.analyse, name="item-analyse"),
    path("ledger/<int:pk>/plan/", steps.plan, name="item-plan"),
    path("ledger/<int:pk>/approve/", steps.approve, name="item-approve"),
    path("ledger/<int:pk>/hand-back/", steps.hand_back, name="item-hand-back"),
    path("ledger/<int:pk>/progress/", steps.go_on, name="item-progress"),
    path("ledger/<int:pk>/submit/", steps.submit, name="item-submit"),
    path("ledger/<int:pk>/close/", steps.close, name="item-close"),
    path("ledger/<int:pk>/check/", steps.spot_check, name="item-check"),
    path("ledger/<int:pk>/return/", steps.send_back, name="item-return"),
    path("ledger/<int:pk>/reopen/", steps.reopen, name="item-reopen"),
    path("ledger/<int:pk>/change/", steps.ask_change, name="item-change"),
    path("ledger/<int:pk>/decide/", steps.decide_change, name="item-decide"),
]
