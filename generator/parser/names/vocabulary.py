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
    abort accept acknowledge acquire activate add adjust advance aggregate allow amend analyze annotate answer
    append apply approve archive ask assess assign associate attach attempt authenticate authorize autocomplete ban
    bind block bridge broadcast browse build bulk buy calculate calibrate cancel capture categorize certify change
    check claim classify clear clone close collect commit compare compile complete compose compress compute conceal
    configure confirm connect consume convert copy count crawl create crop customize deactivate debit decline
    decode decompress decrease decrypt deduct deduplicate defer delegate delete deliver demote deny deploy
    deprovision deregister derive describe destroy detach detect determine detokenize diagnose dial diff disable
    disallow disassociate disburse discard disconnect discontinue discover dismantle dismiss dispatch distribute do
    download drain drop duplicate echo edit embed emit empty enable encode encrypt enhance enqueue enrich enroll
    ensure enter enumerate erase escalate establish estimate evaluate evict exchange exclude execute exist exists
    expand expire explain export expunge extend extract fail favorite fetch fill filter finalize find finish flag
    flush follow force forget fork forward freeze fulfil fulfill fund gather generate geocode get grant grep halt
    handle hangup harden hide hold identify ignore impersonate import increase increment infer ingest initialize
    initiate inject insert inspect install instantiate introspect invalidate invert invite invoke issue join judge
    kick launch leave link lint liquidate list load localize locate lock login logout lookup mail map mark match
    merge migrate modify monitor move mute navigate notarize notify obtain offboard onboard open optimize override
    overwrite paraphrase parse patch pause pay perform persist pin ping place play poll populate post predict
    prefill preload prepare present preview process promote propose provision prune publish pull purchase purge
    push put query rank react reactivate read reallocate reassign reboot rebuild recalculate recall receive
    recharge recommend reconcile reconnect record recover recreate redact redeem redeliver redirect redo reduce
    refer refill refine refresh refund regenerate register reimport reindex reinstate reject release relink reload
    relocate remind remix remove rename render renew reopen reorder repair replace replay replicate reply report
    reprocess republish request requeue rerank rerequest reroute rerun reschedule resend reserve reset resize
    resolve respond restart restore restrict resubmit resume resync retire retrain retrieve retry return revalidate
    reverify reverse revert review revise revoke rewind rewrite roll rollback rotate run sanitize save scan
    schedule scope scrape search seek select sell send serialize serve set settle share ship shorten show shuffle
    shutdown sign signal signin signout signup simulate skip snooze solve sort spawn speak split star start stop
    store stream submit subscribe substitute succeed suggest summarize supersede suspend swap switch sync
    synchronize synthesize tag take terminate test toggle tokenize touch track train transcode transcribe transfer
    transform translate transliterate transmit trash trigger trim truncate try tune unarchive unassign unban unbind
    unblock uncancel unclaim undelete undeploy undo unenroll unfavorite unfollow unfreeze unharden unhold uninstall
    uninvite unlink unlock unmark unmask unmount unmute unpause unpin unpublish unregister unschedule unset unshare
    unsnooze unstage unstar unsubscribe unsuspend untag unwatch update upgrade upload upscale upsert use validate
    vectorize verify view visualize void vote wait wake watch whoami wipe withdraw withhold write
    """)
"""Verbs that name operations, in the imperative."""

# Words that name a thing as often as an action: `voice_calls`, `search_index`, `test_result`.
NOUNS_TOO: Final = _words("""
    answer attempt block bridge broadcast build bulk change check claim clone commit connect copy count crawl debit
    diff download edit embed empty exchange export favorite filter flag force fork fund gather grant handle hangup
    hold import increment invite invoice issue judge leave link lint load lock login logout lookup mail map mark
    match merge monitor move open override patch pause pay pin ping place play poll post present preview process
    promote pull purchase push put query rank read reboot recall record redirect refer refund release reload remix
    replay reply report request reserve reset return review rewrite roll rollback run save scan schedule scope
    scrape search sell set share ship show shutdown sign signal sort split star start stop store stream suspend
    switch sync tag test touch track train transfer transform trash trigger trim try tune upgrade upload use view
    void vote wait wake watch
    """)
SURE_VERBS: Final = VERBS - NOUNS_TOO
SEARCHES: Final = _words("count search find lookup query download export autocomplete list preview")
"""Actions that a GET can be, as the last word of a path, too."""
READERS: Final = SEARCHES | _words("""
    check compare diff edit fetch filter gather match monitor poll pull read return scan show sort stream sync track
    view watch
    """)
"""Verbs that a lookup can do: `filter_users`, but not `exchange_rates`."""

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
