"""Who goes through what: each line an outline, how many live it, and on which working day its last scene lies.

Days count from today: -3 is three working days ago, 2 is the day after tomorrow. A pair is drawn from between.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Day = int | tuple[int, int]
SECOND = "advance meet advance meet"


@dataclass(frozen=True)
class Case:
    job: str
    outline: str
    last: Day
    count: int = 1
    names: tuple[str, ...] = ()
    views: dict[str, float] = field(default_factory=dict)


def views(**by_name: float) -> dict[str, float]:
    """What each interviewer will have thought, 1 to 4: here the panel does not agree."""
    return by_name


CASES = [
    # Embedded Engineer: the debrief that is ready to decide, and one opening that is filled already.
    Case("engineer", SECOND, -2, names=("Clara Jensen",), views=views(marta=3.4, ben=3.2, ada=3.7, ingrid=3.4)),
    Case("engineer", SECOND, -2, names=("Mateus Oliveira",), views=views(marta=3.3, ben=3.7, ada=3.7, ingrid=2.0)),
    Case("engineer", SECOND, -3, names=("Priyanka Nair",), views=views(marta=3.1, ben=2.9, ada=2.1, ingrid=3.7)),
    Case("engineer", SECOND, -3, names=("Tobias Reinhardt",), views=views(marta=2.9, ben=2.8, ada=2.2, ingrid=2.1)),
    Case("engineer", "reject", (-26, -3), count=5),
    Case("engineer", "reject:late", (-24, -9), count=2),
    Case("engineer", "renew reject", -8),
    Case("engineer", "", (-2, -1), count=4),
    Case("engineer", "advance", -1, count=2),
    Case("engineer", "advance meet", 1),
    Case("engineer", "advance meet", 3),
    Case("engineer", "advance meet", 0, names=("Chiara Conti",)),
    Case("engineer", "advance meet:owed", -1),
    Case("engineer", "advance meet reject", (-20, -3), count=3),
    Case("engineer", f"{SECOND} reject", -6),
    Case("engineer", f"{SECOND} advance offer accept hire", -5, names=("Henrik Dahl",)),
    Case("engineer", "advance meet withdraw", -4),
    Case("engineer", "advance meet hold:8 news", -1, names=("Samira Haidari",)),
    # Test Engineer
    Case("test", f"{SECOND} advance meet advance offer:3", -1, names=("Agnieszka Nowak",)),
    Case("test", "advance meet ask:0 part", -1, names=("Rui Tavares",)),
    Case("test", "reject", (-24, -4), count=3),
    Case("test", "renew:late reject", -6),
    Case("test", "", (-3, -1), count=3),
    Case("test", "advance", -1),
    Case("test", "advance book move", -1),
    Case("test", "advance meet", -1),
    Case("test", "advance meet:untold", -1),
    Case("test", SECOND, -1),
    Case("test", f"{SECOND} advance meet", -2),
    Case("test", f"{SECOND} advance meet reject", -5),
    Case("test", "advance meet reject", -9),
    # Junior Software Developer
    Case("junior", "renew", -1, names=("Ronja Falk",)),
    Case("junior", f"{SECOND} advance:offer offer accept", -1),
    Case("junior", f"{SECOND} advance:offer offer decline", -7),
    Case("junior", "reject", (-22, -3), count=5),
    Case("junior", "", (-2, -1), count=3),
    Case("junior", "advance meet reject:late", -8),
    Case("junior", "advance meet reject", -5),
    Case("junior", "withdraw", -6),
    Case("junior", "advance meet", 0),
    Case("junior", "advance meet advance", -1),
    Case("junior", "advance meet ask:1 answer", -1),
    # Supply Chain Planner
    Case("planner", "", -6, names=("Pablo Fuentes",)),
    Case("planner", "advance meet question:2", -1, names=("Wanda Krawczyk",)),
    Case("planner", "reject", (-25, -5), count=4),
    Case("planner", "", (-2, -1), count=2),
    Case("planner", "advance meet", -1),
    Case("planner", "advance meet reject:late", -6),
    Case("planner", "advance meet", 1),
    Case("planner", "advance meet ask:1 reject", -3),
    # People Partner, which is paused now
    Case("partner", "advance meet hold:10", -2),
    Case("partner", "hold:6 news", -2),
    Case("partner", "reject", (-20, -6), count=3),
    Case("partner", "advance meet hold:-1", -6),
    Case("partner", "withdraw", -9),
    Case("partner", "advance meet handover", -2),
    Case("partner", "question:3 reply", -2),
    # Head of Firmware, confidential
    Case("secret", "reject", -7),
    Case("secret", "advance meet", 2),
    Case("secret", "advance meet", -1),
    # Account Manager
    Case("sales", "reject", (-18, -4), count=3),
    Case("sales", "renew reject", -10),
    Case("sales", "", (-2, -1), count=2),
    Case("sales", "advance", -1),
    Case("sales", "advance meet", 1),
    Case("sales", "advance meet", 0),
    Case("sales", "advance meet reject", (-15, -4), count=2),
    Case("sales", "advance meet:lateclose advance offer decline", -6),
    Case("sales", "advance book withdraw", -3),
    # Assembly Technician
    Case("assembly", "reject", (-20, -3), count=4),
    Case("assembly", "reject:late", -12),
    Case("assembly", "", (-1, -1), count=4),
    Case("assembly", "advance meet advance offer accept hire", (-9, -3), count=2),
    Case("assembly", "advance meet advance offer accept", -1),
    Case("assembly", "advance meet", 1),
    Case("assembly", "advance meet", 0),
    Case("assembly", "advance meet", -1, count=2),
    Case("assembly", "withdraw", -5),
    Case("assembly", "advance meet advance offer:2", -1),
    Case("assembly", "advance meet reject:late", -7),
    # Operations Manager
    Case("manager", "reject", (-20, -6), count=3),
    Case("manager", "", -2),
    Case("manager", f"{SECOND} advance meet", 2),
    Case("manager", SECOND, -2),
    Case("manager", "advance meet renew reject", -5),
    Case("manager", "advance book cancel", -1),
    Case("manager", "advance book move", -1),
    Case("manager", "renew advance", -1),
    # Sales Director: four rounds, the last with senior management
    Case("director", "reject", (-19, -8), count=2),
    Case("director", "", -2),
    Case("director", "advance meet", -2),
    Case("director", SECOND, -2),
    Case("director", f"{SECOND} advance meet", 3),
    # Field Service Technician, filled
    Case("service", "advance meet advance meet advance offer accept hire", -12),
    Case("service", "reject:filled", (-11, -9), count=3),
]
