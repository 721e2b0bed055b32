"""Routes of those who take down and answer."""

from django.urls import path

from pingyi.desks.hotline import answering, bringing, entering, exhibits, identity, listing, masking, sorting

urlpatterns = [
    path("opinions/", listing.show, name="opinions"),
    path("opinions/new/", entering.enter, name="opinion-enter"),
    path("opinions/report/", entering.report, name="opinion-report"),
    path("opinions/new/typed/", entering.typed, name="opinion-typed"),
    path("opinions/new/forget/", entering.forget, name="opinion-forget"),
    path("opinions/alike/", sorting.alike, name="opinions-alike"),
    path("opinions/bring/", bringing.show, name="opinions-bring"),
    path("opinions/bring/table.<str:kind>", bringing.table, name="opinions-bring-table"),
    path("opinions/totals/", sorting.show, name="opinion-totals"),
    path("opinions/<str:number>/", answering.show, name="opinion"),
    path("opinions/<str:number>/answer/", answering.answer, name="opinion-answer"),
    path("opinions/<str:number>/mask/<int:statement>/", masking.show, name="opinion-mask"),
    path("opinions/<str:number>/mask/<int:statement>/propose/", masking.propose, name="opinion-mask-propose"),
    path("opinions/<str:number>/mask/<int:statement>/decide/", masking.decide, name="opinion-mask-decide"),
    path("opinions/<str:number>/mask/<int:statement>/uncover/", masking.uncover, name="opinion-uncover"),
    path("opinions/<str:number>/sort/", sorting.sort, name="opinion-sort"),
    path("opinions/<str:number>/identity/", identity.show, name="opinion-identity"),
    path("opinions/<str:number>/identity/seal/", identity.seal, name="opinion-seal"),
    path("opinions/<str:number>/identity/ask/", identity.ask, name="opinion-ask"),
    path("opinions/<str:number>/files/", exhibits.exhibit, name="opinion-exhibit"),
    path("opinions/<str:number>/files/<str:key>/", exhibits.open_one, name="opinion-file"),
    path("opinions/<str:number>/stand-back/", answering.stand_back, name="opinion-stand-back"),
]
