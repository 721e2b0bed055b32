"""Routes of the statistics bureau. The agreement is signed here by the appraisal office's director too."""

from django.urls import path

from pingyi.desks.survey import draw, frames, freeze, letters, registrar, survey

urlpatterns = [
    path("survey/", survey.show, name="survey"),
    path("survey/frames/", frames.show, name="survey-frames"),
    path("survey/frames/table.<str:kind>", frames.table, name="survey-frame-table"),
    path("survey/frames/<str:unit>/enter/", frames.enter, name="survey-frame-enter"),
    path("survey/frames/<str:unit>/lines.txt", frames.lines, name="survey-frame-lines"),
    path("survey/draw/", draw.show, name="survey-draw"),
    path("survey/draw/source/", draw.name, name="survey-seed"),
    path("survey/draw/now/", draw.do, name="survey-draw-now"),
    path("freeze/", freeze.show, name="freeze"),
    path("survey/registrar/", registrar.show, name="registrar"),
    path("survey/registrar/boxes.json", registrar.boxes, name="registrar-boxes"),
    path("survey/registrar/members/<str:unit>/<str:stratum>.json", registrar.members, name="registrar-members"),
    path("survey/registrar/drawn.csv", registrar.drawn, name="registrar-drawn"),
    path("survey/registrar/credentials", registrar.publish, name="registrar-credentials"),
    path("survey/registrar/upload/", registrar.upload, name="registrar-upload"),
    path("survey/letters/", letters.show, name="survey-letters"),
]
