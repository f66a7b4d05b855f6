"""What a pool and a place in it need. The law: nobody in a pool is without an owner and a date."""

from __future__ import annotations

from hearback.refusals import Refused

KEEPERS = frozenset({"admin", "recruiter", "coordinator"})


def check_may_keep(role: str) -> None:
    if role not in KEEPERS:
        raise Refused("Pools are kept by recruiters, coordinators and admins.")


def check_pool(name: str, *, taken: bool, days: int) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused("Give the pool a name, such as “Embedded, later”.", field="name")
    if len(name) > 80:
        raise Refused("A pool's name fits into 80 characters.", field="name")
    if taken:
        raise Refused("There is a pool of this name already.", field="name")
    if not 1 <= days <= 366:
        raise Refused("Be in touch again within a year: between 1 and 366 days.", field="days")
    return name


def check_can_join(*, retired: bool, member: bool, pool: str) -> None:
    if retired:
        raise Refused(f"{pool} takes nobody in any more.", field="pool")
    if member:
        raise Refused(f"They are in {pool} already.", field="pool")


def check_still_in(*, left: bool) -> None:
    if left:
        raise Refused("They have left this pool already.")


def check_can_leave(*, told: bool, first_name: str) -> None:
    """A date that the candidate was told is not dropped behind their back."""
    if told:
        raise Refused(
            f"{first_name} was told that we would be in touch. Write to {first_name} as you take them out: "
            "choose “Write, and take them out of the pool”."
        )


def check_can_retire(*, members: int) -> None:
    if members:
        who = "One person is" if members == 1 else f"{members} people are"
        raise Refused(f"{who} still in this pool, each with a promise. Take them out first.")
