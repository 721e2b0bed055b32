"""Routes of the inspection teams, and of the office that appoints them."""

from django.urls import path

from pingyi.desks.inspection import discussion, sheet, teams

urlpatterns = [
    path("teams/", teams.show, name="teams"),
    path("teams/<str:unit>/appoint/", teams.appoint, name="team-appoint"),
    path("sheets/", sheet.mine, name="sheets"),
    path("sheets/<str:unit>/", sheet.mark, name="sheet"),
    path("sheets/<str:unit>/paper/", sheet.paper, name="sheet-paper"),
    path("sheets/<str:unit>/discussion/", discussion.show, name="discussion"),
    path("sheets/<str:unit>/discussion/open/", discussion.begin, name="discussion-open"),
    path("sheets/<str:unit>/discussion/settle/", discussion.settle, name="discussion-settle"),
    path("sheets/<str:unit>/sign/", discussion.sign, name="sheet-sign"),
]
