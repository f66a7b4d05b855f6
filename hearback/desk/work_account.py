"""Signing in with the employer's own identity provider, by OpenID Connect. Without one these pages do not exist."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hearback.desk.doors import notice


@require_POST
def start(request: HttpRequest, provider_id: str) -> HttpResponse:
    """On to the identity provider. A page goes between: the content policy lets no form lead to another house."""
    _configured()
    if "process" in request.GET or "process" in request.POST:
        raise Http404  # this door signs in; nothing is tied to whoever happens to be signed in
    from allauth.socialaccount.providers.openid_connect.views import login
    from requests import RequestException

    try:
        response = login(request, provider_id)
    except (RequestException, ValueError, KeyError):
        notice(request, f"{settings.OIDC_NAME} cannot be reached just now. Come in another way, or try again later.")
        return redirect("desk:sign_in")
    if response.status_code != 302 or response.url.startswith("/"):
        return response
    return render(request, "desk/doors/elsewhere.html", {"there": response.url, "name": settings.OIDC_NAME})


@never_cache
@require_safe
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    _configured()
    from allauth.socialaccount.providers.openid_connect.views import callback

    return callback(request, provider_id)


def _configured() -> None:
    if not settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]:
        raise Http404
