"""Routes of the plan workshop."""

from django.urls import path

from pingyi.desks.workshop import days, drafts, part, weights

urlpatterns = [
    path("workshop/", drafts.show, name="workshop"),
    path("workshop/begin/", drafts.begin, name="draft-begin"),
    path("workshop/<int:pk>/", part.show, name="draft"),
    path("workshop/<int:pk>/save/", part.save, name="draft-save"),
    path("workshop/<int:pk>/add/", part.add, name="draft-add"),
    path("workshop/<int:pk>/remove/", part.remove, name="draft-remove"),
    path("workshop/<int:pk>/lift/", part.lift, name="draft-lift"),
    path("workshop/<int:pk>/days/", days.show, name="draft-days"),
    path("workshop/<int:pk>/weights/", weights.show, name="draft-weights"),
    path("workshop/<int:pk>/faults/", drafts.faults, name="draft-faults"),
    path("workshop/<int:pk>/versions/", drafts.versions, name="draft-versions"),
    path("workshop/<int:pk>/difference/", drafts.difference, name="draft-difference"),
    path("workshop/<int:pk>/<int:number>/plan.toml", drafts.download, name="draft-download"),
    path("workshop/<int:pk>/hand-in/", drafts.hand_in, name="draft-hand-in"),
]
