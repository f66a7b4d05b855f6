from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path

from hearback.careers.feeds import robots
from hearback.pages import empty


def front(request: HttpRequest) -> HttpResponse:
    return redirect("/desk/")


urlpatterns = [
    path("", front),
    path("healthy", empty),
    path("desk/", include("hearback.desk.entrance_urls")),
    path("robots.txt", robots),
    path("desk/", include("hearback.desk.urls")),
    path("my/", include("hearback.portal.urls")),
    path("careers/", include("hearback.careers.urls")),
]
handler404 = "hearback.pages.not_found"
handler500 = "hearback.pages.server_error"
