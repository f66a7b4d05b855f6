from __future__ import annotations

from django.contrib.auth.backends import ModelBackend

from hearback.people.models import Person


class WithOffice(ModelBackend):
    """Whoever is signed in comes with their office, by whose clock every page of theirs is written."""

    def get_user(self, user_id: int) -> Person | None:
        person = Person.objects.select_related("office").filter(pk=user_id).first()
        return person if person is not None and self.user_can_authenticate(person) else None
