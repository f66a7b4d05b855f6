"""The candidate's addresses."""

from __future__ import annotations

from django.urls import path

from hearback.portal import applications, details, entry, interviews, offers, questions, requests

app_name = "portal"
urlpatterns = [
    path("", applications.home, name="home"),
    path("link/<str:token>", entry.link, name="link"),
    path("address", entry.address, name="address"),
    path("code", entry.code, name="code"),
    path("sign-out", entry.sign_out, name="sign_out"),
    path("demo-door/<str:token>", entry.demo_door, name="demo_door"),
    path("applications/<int:pk>/", applications.application, name="application"),
    path("applications/<int:pk>/question", questions.question, name="question"),
    path("applications/<int:pk>/withdrawal", applications.withdrawal, name="withdrawal"),
    path("requests/<int:pk>/more-time", requests.more_time, name="more_time"),
    path("items/<int:pk>", requests.item, name="request_item"),
    path("offers/<int:pk>", offers.offer, name="offer"),
    path("offers/<int:pk>/acceptance", offers.acceptance, name="acceptance"),
    path("offers/<int:pk>/refusal", offers.refusal, name="refusal"),
    path("interviews/<int:pk>/told", interviews.told, name="closing_check"),
    path("details", details.details, name="details"),
]
