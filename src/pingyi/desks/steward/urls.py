"""Routes of the three administrators."""

from django.urls import path, register_converter

from pingyi.desks.steward import audit, grants, people, proposals, units


class TableKind:
    """The two kinds of table."""

    regex = "xlsx|csv"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


register_converter(TableKind, "table")

urlpatterns = [
    path("people/", people.show, name="people"),
    path("people/enter/", people.enter, name="people-enter"),
    path("people/enter/people.<table:kind>", people.table, name="people-table"),
    path("people/invite/", people.invite_all, name="people-invite"),
    path("people/<str:ref>/", people.one, name="person"),
    path("people/<str:ref>/invite/", people.invite, name="person-invite"),
    path("people/<str:ref>/switch/", people.switch, name="person-switch"),
    path("people/<str:ref>/name/", people.rename, name="person-rename"),
    path("units/", units.show, name="units"),
    path("units/enter/", units.enter, name="units-enter"),
    path("units/enter/units.<table:kind>", units.table, name="units-table"),
    path("roles/", grants.show, name="grants"),
    path("roles/waiting/", proposals.show, name="grants-waiting"),
    path("roles/waiting/grant/", proposals.grant, name="grants-confirm"),
    path("roles/<str:ref>/", grants.one, name="person-grants"),
    path("roles/<str:ref>/grant/", grants.grant, name="person-grant"),
    path("roles/<str:ref>/factors/", grants.factors, name="person-factors"),
    path("roles/withdraw/<str:ref>/", grants.withdraw, name="grant-withdraw"),
    path("audit/", audit.show, name="audit"),
    path("audit/audit.xlsx", audit.table, name="audit-table"),
    path("audit/roles/", audit.roles, name="audit-roles"),
    path("audit/rows/", audit.rows, name="audit-rows"),
]
