"""The employer's identity provider, as django-allauth sees it, made a little stricter."""

from __future__ import annotations

import hashlib
from typing import Any

from allauth.socialaccount.providers.base import ProviderException
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.conf import settings


class WorkAccount(OpenIDConnectProvider):
    def extract_uid(self, data: dict[str, Any]) -> str:
        """Who it is, with whose word for it: another issuer's `sub` is another person (OpenID Connect Core, 5.7)."""
        token, told = data.get("id_token"), data.get("userinfo")
        if not token or (told and told.get("sub") != token.get("sub")):
            raise ProviderException("the answers of the identity provider do not belong together")
        return hashlib.sha256(f"{token['iss']}|{token['sub']}".encode()).hexdigest()

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        """Verified means that it says so, or that the setting says that all of its addresses are."""
        found = super().extract_email_addresses(data)
        for address in found:
            address.verified = address.verified in (True, "true") or settings.OIDC_EMAILS_VERIFIED
        return found
