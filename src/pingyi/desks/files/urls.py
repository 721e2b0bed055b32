"""Routes of files. What carries them is spelled as the journal spells it: `duty:12`."""

from django.urls import path, register_converter

from pingyi.desks.files import attaching, served, showing, uploads
from pingyi.rules.journal.subject import Subject


class About:
    """A thing in an address."""

    regex = "[a-z][a-z_-]*:[^/:]+"

    def to_python(self, value: str) -> Subject:
        return Subject.read(value)

    def to_url(self, value: Subject) -> str:
        return str(value)


register_converter(About, "about")

urlpatterns = [
    path("files/of/<about:about>/", attaching.attach, name="files-attach"),
    path("files/of/<about:about>/uploads/", uploads.begin, name="uploads"),
    path("files/uploads/<slug:key>/", uploads.piece, name="upload"),
    path("files/of/<about:about>/all.zip", served.of_one, name="files-zip"),
    path("files/of-unit/<str:code>.zip", served.of_unit, name="unit-files-zip"),
    path("files/<int:pk>/", showing.show, name="file"),
    path("files/<int:pk>/replace/", attaching.replace, name="file-replace"),
    path("files/<int:pk>/withdraw/", attaching.withdraw, name="file-withdraw"),
    path("files/<int:pk>/<int:number>/", served.one, name="file-bytes"),
    path("files/<int:pk>/<int:number>/thumbnail.jpg", showing.thumbnail, name="file-thumbnail"),
    path("files/<int:pk>/<int:number>/picture.jpg", showing.picture, name="file-picture"),
    path("files/<int:pk>/<int:number>/page-<int:sheet>.jpg", showing.page, name="file-page"),
]
