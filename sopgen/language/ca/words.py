"""The words that build Catalan sentences, from the word file."""

from __future__ import annotations

from sopgen.language import wording as word_file
from sopgen.language.tokens import NUMBER

WORDS = word_file.read("ca")
_LISTS = WORDS.lists
DETERMINERS, ARTICLES, PRONOUNS = _LISTS["determiners"], _LISTS["articles"], _LISTS["pronouns"]
PREPOSITIONS, SUBORDINATORS, ADVERBS = _LISTS["prepositions"], _LISTS["subordinators"], _LISTS["adverbs"]
HAPPENS, PRONOMINAL, AGENTS = _LISTS["happens"], _LISTS["pronominal"], _LISTS["agents"]
NECESSARY, RECOMMENDING, STATIVE = _LISTS["necessary"], _LISTS["recommending"], _LISTS["stative"]
TIMES, WITH_OF = _LISTS["times"], _LISTS["with-of"]
COMMAND_ALONE, MANNERS, NAMES, FOREIGN = (_LISTS[name] for name in ("command-alone", "manners", "names", "foreign"))
VERB_OF = dict(pair.split(":") for pair in _LISTS["verbal-nouns"])
"""The verb that a noun hides."""

FUNCTION = DETERMINERS | PREPOSITIONS | SUBORDINATORS | ADVERBS | PRONOUNS
"""Words that are never read as verbs."""
BEFORE_NOUN = DETERMINERS | PREPOSITIONS | {NUMBER}
ADDRESSED = frozenset(["tu", "vós", "vosaltres", "vostè", "vostès"])
