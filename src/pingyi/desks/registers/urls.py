"""Routes of the registers."""

from django.urls import path

from pingyi.desks.registers import coverage, entering, entry, figures, listing, row, shelf

urlpatterns = [
    path("coverage/", coverage.show, name="coverage"),
    path("coverage/survey/", coverage.survey, name="coverage-survey"),
    path("coverage/<str:code>/<str:count>/", coverage.one, name="coverage-figure"),
    path("registers/", shelf.show, name="registers"),
    path("registers/row/<int:pk>/", row.show, name="register-row"),
    path("registers/row/<int:pk>/amend/", row.amend, name="register-amend"),
    path("registers/row/<int:pk>/withdraw/", row.withdraw, name="register-withdraw"),
    path("registers/row/<int:pk>/sign/", row.sign, name="register-sign"),
    path("registers/<str:code>/", listing.show, name="register"),
    path("registers/<str:code>/table.xlsx", listing.export, name="register-export"),
    path("registers/<str:code>/figures/", figures.show, name="register-figures"),
    path("registers/<str:code>/new/", entry.new, name="register-new"),
    path("registers/<str:code>/enter/", entering.enter, name="register-enter"),
    path("registers/<str:code>/empty.<str:kind>", entering.table, name="register-table"),
]
