"""A refusal is a type whose text is the sentence the person reads."""


class Refused(Exception):
    """Something cannot be done. `str(refused)` is shown as it stands; `field` names the input it concerns."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class Overtaken(Refused):
    """Somebody else was faster: the sentence says who, what and when."""
