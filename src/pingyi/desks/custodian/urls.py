"""Routes of the custodians."""

from django.urls import path

from pingyi.desks.custodian import deciding, keeping, listing

urlpatterns = [
    path("unsealings/", listing.show, name="unsealings"),
    path("unsealings/key/", keeping.show, name="custodian-key"),
    path("unsealings/<int:pk>/", deciding.show, name="unsealing"),
    path("unsealings/<int:pk>/release/", deciding.release, name="unsealing-release"),
    path("unsealings/<int:pk>/unseal/", deciding.unseal, name="unsealing-unseal"),
    path("unsealings/<int:pk>/refuse/", deciding.refuse, name="unsealing-refuse"),
]
