"""Routes of the custodians."""

from django.urls import path

from pingyi.desks.custodian import clues, deciding, keeping, listing

urlpatterns = [
    path("clues/", clues.show_all, name="clues"),
    path("clues/<str:number>/", clues.show, name="clue"),
    path("clues/<str:number>/hand-over/", clues.hand_over, name="clue-hand-over"),
    path("clues/<str:number>/receive/", clues.receive, name="clue-receive"),
    path("clues/<str:number>/answer/", clues.answer, name="clue-answer"),
    path("unsealings/", listing.show, name="unsealings"),
    path("unsealings/key/", keeping.show, name="custodian-key"),
    path("unsealings/<int:pk>/", deciding.show, name="unsealing"),
    path("unsealings/<int:pk>/files/<int:place>/", deciding.file, name="unsealing-file"),
    path("unsealings/<int:pk>/release/", deciding.release, name="unsealing-release"),
    path("unsealings/<int:pk>/unseal/", deciding.unseal, name="unsealing-unseal"),
    path("unsealings/<int:pk>/refuse/", deciding.refuse, name="unsealing-refuse"),
]
