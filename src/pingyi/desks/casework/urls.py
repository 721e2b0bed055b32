"""Routes of those who handle cases."""

from django.urls import path

from pingyi.desks.casework import figures, given, handling, listing

urlpatterns = [
    path("cases/", listing.show, name="cases"),
    path("cases/figures/", figures.show, name="case-figures"),
    path("cases/given/", given.index, name="given-cases"),
    path("cases/given/<str:number>/", given.show, name="given-case"),
    path("cases/given/<str:number>/<str:verb>/", given.take, name="given-step"),
    path("cases/<str:number>/", handling.show, name="case"),
    path("cases/<str:number>/decide/<str:verb>/", handling.decide, name="case-decide"),
    path("cases/<str:number>/step/<str:verb>/", handling.take, name="case-step"),
    path("cases/<str:number>/extend/", handling.extend, name="case-extend"),
    path("cases/<str:number>/call/<str:verb>/", handling.call, name="case-call"),
]
