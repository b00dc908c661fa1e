"""All guards, by what they keep."""

from __future__ import annotations

from collections.abc import Mapping

from tests.torture.guards.escaping import ESCAPING
from tests.torture.guards.guard import Guard
from tests.torture.guards.leak import LEAK
from tests.torture.guards.limits import LIMITS
from tests.torture.guards.loss import LOSS
from tests.torture.guards.machines import MACHINES
from tests.torture.guards.programs import PROGRAMS

CHAPTERS: Mapping[str, tuple[Guard, ...]] = {
    "Text for staff stays with staff": LEAK,
    "What stands is never harmed": LOSS,
    "Input does no more than be named": LIMITS,
    "Nothing of an author runs": ESCAPING,
    "`serve`, git and the search show and run nothing else": PROGRAMS,
    "The same bytes everywhere": MACHINES,
}
