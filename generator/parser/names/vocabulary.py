"""The words that the rules for names know: verbs, prepositions, and words that say nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LINKS: Final = _words("as at by for from in into of on per to via with")
"""Prepositions that join two nouns of one name."""
PREPOSITIONS: Final = LINKS | {"and", "or"}
PHRASAL_VERBS: Final = {(verb, "in") for verb in ("check", "clock", "log", "opt", "sign")}
"""Verbs that end with a preposition."""
ARTICLES: Final = _words("a an the")
PROGRAM_WORDS: Final = _words(
    "controller api service resource endpoint endpoints handler operation routes router"
)
"""Words that name a part of the program behind the API."""
NOISE: Final = PROGRAM_WORDS | _words("id method http rest request response")
"""Words that are no name if nothing else is left."""
MODIFIERS: Final = _words(
    "all multiple many several one single bulk batch new recent latest active public private available or and"
)
"""Words before the resource's that need no noun after them: `list_all_pets` is `list_all`."""
CONTENTS: Final = _words("info information detail data")
"""Nouns, in the singular, for what something contains."""
GENERIC_NOUNS: Final = CONTENTS | _words("item record object entity")
"""Nouns, in the singular, that can name any result."""
FILE_FORMATS: Final = _words("csv html json pdf text xlsx xml yaml zip")
"""Words for the format of a file."""

VERBS: Final = _words("""
    accept acknowledge acquire activate add adjust advance aggregate allow analyze annotate answer append apply
    approve archive ask assign associate attach attempt authenticate authorize autocomplete ban bind block bridge
    broadcast browse build bulk buy calculate cancel capture categorize change check claim classify clear clone
    close collect commit compare complete compute conceal configure confirm connect convert copy count create
    deactivate debit decline decode decrease decrypt delegate delete deliver demote deny deploy deprovision describe
    destroy detach detect determine detokenize diagnose dial diff disable disallow disassociate discard disconnect
    discover dismantle dismiss dispatch distribute do download drain drop duplicate echo edit embed emit empty
    enable encode encrypt enqueue enroll ensure enter estimate evaluate evict exchange exclude execute exist exists
    expand expire explain export expunge extend extract fail favorite fetch fill filter finalize find finish flag
    flush follow force forget fork forward freeze fund gather generate get grant grep handle hangup harden hide hold
    identify ignore import increase increment ingest initialize initiate inject insert inspect install instantiate
    invalidate invite invoke issue join judge kick launch leave link list load localize locate lock login logout
    lookup mail map mark match merge migrate modify monitor move mute navigate notify obtain open overwrite parse
    patch pause pay perform persist pin ping place play poll populate post prepare present preview process promote
    propose provision publish pull purchase purge push put query read reassign rebuild recalculate receive recommend
    reconnect record recover redact redeem redeliver redirect redo reduce refer refresh refund regenerate register
    reindex reinstate reject release reload remind remove rename render renew reopen reorder repair replace replay
    reply report reprocess request rerank rerequest rerun resend reserve reset resize resolve respond restart
    restore restrict resume resync retire retrieve retry return reverse revert review revise revoke rewind roll
    rollback rotate run save scan schedule scope search seek select sell send serialize serve set share ship show
    sign signal signin signout signup simulate skip snooze sort speak split star start stop store stream submit
    subscribe succeed suggest summarize suspend swap switch sync synchronize tag take terminate test toggle tokenize
    touch track train transcribe transfer transform translate transmit trigger trim truncate try unarchive unassign
    unban unbind unblock uncancel unclaim undelete undo unenroll unfavorite unfollow unfreeze unharden unhold
    uninstall unlink unlock unmark unmute unpause unpin unpublish unregister unschedule unset unshare unsnooze
    unstar unsubscribe unsuspend unwatch update upgrade upload upsert use validate verify view void vote wait watch
    whoami withdraw write
    """)
"""Verbs that name operations, in the imperative."""

# Words that name a thing as often as an action: `voice_calls`, `search_index`, `test_result`.
NOUNS_TOO: Final = _words("""
    answer attempt block bridge broadcast build bulk change check claim clone commit connect copy count debit diff
    download edit embed empty exchange export favorite filter flag force fork fund gather grant handle hangup hold
    import increment invite invoice issue judge leave link load lock login logout lookup mail map mark match merge
    monitor move open patch pause pay pin ping place play poll post present preview process promote pull purchase
    push put query read record redirect refer refund release reload replay reply report request reserve reset return
    review roll rollback run save scan schedule scope search sell set share ship show sign signal sort split star
    start stop store stream suspend switch sync tag test touch track train transfer transform trigger trim try
    upgrade upload use view void vote wait watch
    """)
SURE_VERBS: Final = VERBS - NOUNS_TOO

VERB_PREFIXES: Final = _words("auto pre re un")
"""Words that belong to the verb after them: `auto_configure`."""
SEVERAL: Final = _words("bulk batch")
"""Words for several things at once, which are verbs only where no other verb follows."""

SYNONYMS: Final[Mapping[str, str]] = {
    "retrieve": "get",
    "find": "get",
    "show": "get",
    "fetch": "get",
    "view": "get",
    "read": "get",
    "modify": "update",
}
"""One verb for one thing."""
FRAMEWORK_VERBS: Final[Mapping[tuple[str, str], str]] = {
    ("POST", "store"): "create",
    ("DELETE", "destroy"): "delete",
    ("DELETE", "remove"): "delete",
}
"""Verbs of a framework's usual methods, by HTTP method and the framework's verb."""
EXTENTS: Final[Mapping[str, str]] = {"all": "list", "one": "get"}
"""Words after `find` or `get` that are a whole operationId, and its verb: `findAll` is `list`."""
LOOKUPS: Final = _words("get list retrieve find show fetch view read")
"""Verbs of operations that only return something: `list` if they return several things, otherwise `get`."""
PLAIN_VERBS: Final = _words("create update get list post put add")
"""Verbs that say nothing beside another verb: `create_validate_shopper_id` validates."""

NOMINALIZATIONS: Final[Mapping[str, str]] = {
    "activation": "activate",
    "calculation": "calculate",
    "cancellation": "cancel",
    "classification": "classify",
    "completion": "complete",
    "confirmation": "confirm",
    "conversion": "convert",
    "detection": "detect",
    "edit": "edit",
    "estimation": "estimate",
    "evaluation": "evaluate",
    "extraction": "extract",
    "generation": "generate",
    "moderation": "moderate",
    "refresh": "refresh",
    "registration": "register",
    "summarization": "summarize",
    "synchronization": "synchronize",
    "tokenization": "tokenize",
    "validation": "validate",
    "verification": "verify",
}
"""Nouns that name an action, by their verb. Nouns that name the result of an action (`translation`) are missing."""


def imperative(word: str) -> str:
    """The imperative of a verb in the third person (`deletes` -> delete); any other word is returned as it is."""
    for ending, replacement in (("ies", "y"), ("es", ""), ("s", "")):
        stem = word.removesuffix(ending) + replacement
        if word.endswith(ending) and stem in SURE_VERBS | {"update", "list"}:
            return stem
    return word


def plural(word: str) -> str:
    """The plural of a noun."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")
