"""The desk's addresses. Each names a noun; what can be done to it is a noun below it."""

from __future__ import annotations

from django.urls import path

app_name = "desk"
urlpatterns: list = []
