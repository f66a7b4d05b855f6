"""The candidate's addresses."""

from __future__ import annotations

from django.urls import path

app_name = "portal"
urlpatterns: list = []
