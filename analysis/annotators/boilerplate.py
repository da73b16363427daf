"""Recognises boilerplate: what stands in an article's text and is no part of the story.

Only a whole line, or the stamp that opens the story, is ever boilerplate: a sentence of the story that merely mentions a
copyright or a newsletter stays. A photograph's caption counts where its credit ends the line. Every pattern looks at a bounded
number of characters, so that the time grows with the text and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.annotation import Excluded

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
#: A longer line is a paragraph of the story.
_LONGEST = 600
#: Lines at the beginning in which the stamp may stand: a caption or a byline may come before it.
_STAMP_WITHIN = 4
#: Lines at the beginning in which a byline may stand.
_BYLINE_WITHIN = 8

_DASH = r"(?:[—–―]|--?)"
_DATE = r"(?:, (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2})?"
_REGION = rf"(?:, [A-Z][\w.]{{1,20}}(?: [A-Z][\w.]{{1,20}})?)?{_DATE}"
#: A place in capitals, and a place as it is usually written, which only a known agency after it tells from a person.
_CAPITALS = rf"[A-Z][A-Z.'’/-]{{1,25}}(?: [A-Z.'’/-]{{2,20}}){{0,2}}(?: [A-Z][a-z]{{1,4}}\.)?{_REGION}"
_PLACE = rf"[A-Z][\w.'’/-]{{1,20}}(?: [A-Z][\w.'’-]{{1,20}}){{0,3}}{_REGION}"
_AGENCY = (
    r"(?:The )?(?:AP|A\.P\.|Associated Press|Reuters|Thomson Reuters Foundation|AFP|UPI|PA|DPA|dpa|EFE|ANSA|TASS|Xinhua|Kyodo"
    r"|Yonhap|ANI|PTI|IANS|CNN(?: \w+)?|CNNMoney|Bloomberg(?: News)?|(?:CBS|NBC|ABC|Fox|BBC)(?: News| [A-Z]{2})?|NPR"
    r"|[A-Z]{3,5}/AP|AP/[A-Z]{3,5})"
)
#: The story begins: not a lower-case word, as after an aside, nor more capitals, as in a headline.
_STORY = r"(?=[\"“‘'(]{0,2}[A-Z\d].{0,12}?[a-z])"
_STAMPS = (
    ("agency stamp", re.compile(rf"\(\s*{_DASH}\s+")),
    ("agency stamp", re.compile(rf"(?:(?:{_PLACE}|{_CAPITALS}) )?\({_AGENCY}\)\s*{_DASH}\s*{_STORY}")),
    ("agency stamp", re.compile(rf"\((?:AP|Reuters|AFP|UPI)\)\s+{_STORY}|(?:{_PLACE} )?\(CNN(?: \w+)?\)\s+{_STORY}")),
    ("agency stamp", re.compile(rf"{_CAPITALS} \((?![RDI]\b)[A-Z][\w .&/-]{{1,40}}\)\s*{_DASH}\s*{_STORY}")),
    ("dateline", re.compile(rf"{_CAPITALS}(?: {_DASH} |[—–])\s*{_STORY}")),
)
#: In capitals and before a dash, yet no place.
_NO_PLACE = re.compile(
    r"(?:FILE|WATCH|LISTEN|NOTE|EDITOR|CORRECTION|UPDATE|BREAKING|EXCLUSIVE|ANALYSIS|OPINION|PHOTOS?|VIDEO|LIVE|I )\b"
)

_SITES = (
    r"(?:Twitter|Facebook|Instagram|YouTube|LinkedIn|Pinterest|Threads|Bluesky|TikTok|Flipboard|Telegram|WhatsApp|Google\+|X)"
)
_CREDITED = (
    r"(?:Getty(?: Images)?|AP(?: Images| Photo)?|Associated Press|Reuters|REUTERS|AFP|EPA|Shutterstock|iStock|Alamy|Bloomberg)"
)
_FILE = r"(?:,? (?:File|FILE|file|Pool|POOL|pool))?"
_NAME = r"[A-Z][\w.'’-]{0,24}"
_NAMES = rf"{_NAME}(?:,? (?:(?:and|in|of|de|der|von|van|the|for) |& ){{0,2}}{_NAME}){{0,24}}"
#: A list of people runs without a full stop but for initials and "Jr."
_PEOPLE = r"(?:[^.!?;:\"“”]|(?<=\b[A-Z])\.|(?<=Jr)\.|(?<=St)\.){2,300}"
_TASK = r"(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Gg]raphics|[Cc]ompiled|[Ee]dited|[Ww]ritten)"
_WORK = rf"(?:[Aa]dditional )?{_TASK}(?: and (?:writing|editing))?"

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_CLOCK = rf"(?:\d{{1,4}}(?:st|nd|rd|th)?|[ap]\W?m|[ecmp][sd]?t|gmt|utc|bst|on|at|{_MONTH}|{_DAY})"

#: Reason -> what a line of that kind says, in any case but within `(?-i:…)`.
_SAYS: dict[str, tuple[str, ...]] = {
    "copyright line": (
        r"(?:copyright\s*(?:©|\(c\))?|©(?:\s*copyright)?|\(c\))[\s,]*(?:19|20)\d\d\b.{0,400}",
        r"(?:copyright\s*(?:©|\(c\))|©)\s*\S.{0,150}",
        r"all (?:content )?rights reserved\b.{0,120}|.{0,100}[.,;] all rights reserved",
        r"this (?:material|article|content|story) may not be (?:published|reproduced|reprinted|broadcast|copied)\b.{0,200}",
    ),
    "related link": (
        r"(?:read|see|watch|hear) (?:more|also|next|it|this|here)(?: on this| here)?:.{0,200}",
        r"read or share this story:.{0,200}|more photo galleries",
        r"(?:also (?:read|see)|read|see|more|related|recommended|you may also like|don['’]t miss)"
        r"(?: (?:also|stories|story|articles?|coverage|news|content|links?|reading|headlines|here))?:.{0,200}",
        r"(?-i:(?:WATCH|PHOTOS?|VIDEO|LISTEN|GALLERY|MORE FROM [A-Z ]{2,40})(?: [A-Z]{2,12}){0,3}: ?.{0,200})",
        r"also on (?-i:[A-Z])\w{2,20}: ?.{0,200}",
        r"(?-i:(?:Related Coverage|RELATED COVERAGE|Related Video|see also) .{0,200})",
        r"read (?:more|on|next|(?:the )?(?:rest|full|whole|entire)(?: (?:story|article|report|thing))?)"
        r"(?: here| below| (?:at|on) \S{1,60})?",
        r"(?:read|see|find) (?:more|the (?:rest|full|whole|entire|original|complete))\b[^.!?:;]{0,80}\bhere",
        r"read more (?:stories )?(?:from|by) [^.!?:;]{1,60}",
        r"more (?:on|from|in) this(?: (?:story|topic|section|series))?|more stories(?: like this)?",
        r"related(?: (?:stories|articles|links|topics|content|coverage|posts))?",
        r"click (?:here|below|through (?:to|for)|for (?:more|full|complete)|on (?:the|this) (?:link|image|photo))\b.{0,140}",
        r"continue reading(?: (?:here|at|on) [^.!?]{1,60})?",
    ),
    "newsletter sign-up": (
        r"sign[- ]?up (?:here|now|today|free|below)\b.{0,200}",
        r"sign[- ]?up (?:for|to)\b.{0,100}\b(?:newsletters?|e-?mails?|in-?box|alerts?|updates|briefings?|digest)\b.{0,150}",
        r"[^\"“”]{10,200}[.:?!] ?sign[- ]?up (?:here|now|for (?:our|the) newsletter)|newsletter sign[- ]?up|manage newsletters",
        r"(?:get|want|receive)\b.{0,150}\b(?:your|an?) (?:e-?mail )?in-?box\b.{0,150}",
        r"subscribe(?: (?:now|today|here|free))?(?: (?:to|on|for|at|via) .{0,120})?",
        r"thank you for (?:signing up|subscribing)\b.{0,150}|by signing up,? you agree\b.{0,200}",
    ),
    "advertisement": (
        r"advertisements?(?: (?:continue reading the main story|scroll to continue|(?:article|story) continues below.{0,30}))?",
        r"sponsored(?: content| by .{1,40})?|paid (?:content|post)|(?-i:AD)",
        r"(?:the )?(?:story|article|text|post|column) continue[sd] (?:below|after)(?: (?:this |the )?"
        r"(?:ad|advertisement|photo|image|graphic|video|gallery|map|chart|jump))?",
        r"continue reading (?:below|the main story)|scroll (?:down )?to continue(?: reading)?",
    ),
    "social media link": (
        rf"(?:follow|like|find|join) (?-i:(?:us|me|our \w+|him|her|them|@\w{{1,30}}|(?:the )?{_NAMES}),? on {_SITES}\b"
        rf"(?:(?:,? (?:and|or|&)|,) {_SITES}){{0,3}})(?:.{{0,60}}(?:@|https?:|www\.|\.com|e-?mail|: ).{{0,100}})?",
        r"(?:follow(?: us)?(?: on twitter)?:? ?@\w{1,30}\.?[,;]?(?: and )? ?){1,6}",
        rf"(?-i:{_SITES}: ?(?:@|https?://)\S{{1,100}})",
    ),
    "photo credit": (
        r"(?:photos?|image|picture|illustration|graphic|photo illustration|cartoon|(?:photo |image )?credit)"
        r"(?: by (?-i:[A-Z])| courtesy of | ?: ?\S).{0,100}",
        r"(?-i:Image (?:copyright|source),? [A-Z©]|Image source|(?:Image|Media) caption [A-Z\"“‘]).{0,300}",
        r"(?:enlarge this image|toggle caption)\b.{0,300}",
        rf"(?-i:(?!From )(?:{_NAME}[ /]{{1,3}}){{0,5}}(?:via )?{_CREDITED}(?: via {_CREDITED})?{_FILE})",
        rf"(?-i:\((?:{_NAME} ){{0,4}}(?:[Pp]hotos?|[Ii]mages?|[Ii]llustration|Pixabay|Unsplash|Wikimedia Commons"
        r"|[Ss]creen ?(?:shot|grab))\b[^()]{0,80}\))",
        r"photos?|photo gallery|slideshow(?: \(\d{1,3} images?\))?",
        r"(?:prev|next)? ?(?:image|photo|slide) \d{1,3} (?:of|/) \d{1,3}",
    ),
    "photo caption": (
        r"(?-i:FILE(?: PHOTO| IMAGE)? ?(?:[-–—]|:) .{0,580})",
        r"(?-i:.{10,500}[(\[](?:Photo|Image|Courtesy)(?: by| from| courtesy)?\b ?:? ?[^()\[\]]{0,80}[)\]])",
        rf"(?-i:.{{10,500}}[(\[]\(?(?:Getty(?: Images)?|(?:AP )?Photo|AP Images|{_CREDITED}(?: [Pp]hoto| via |[:/]))"
        r"[^()\[\]]{0,80}\)?[)\]])",
        rf"(?-i:.{{10,500}}[(\[][^()\[\]]{{1,60}}(?:/|via |[Pp]hotos? by ){_CREDITED}[^()\[\]]{{0,20}}[)\]])",
        r"(?-i:.{10,500}(?: \| |[\w.] ?/ ?)(?:[A-Z][\w. ]{1,30}/)?(?:AFP ?[-/] ?)?(?:Getty Images|AFP|AP Photo|AP Images)"
        rf"{_FILE})",
    ),
    "contributor line": (
        rf"(?-i:(?:With )?{_WORK} (?:by|from) {_NAMES}(?:[;,.] ?{_WORK} by {_NAMES}){{0,5}})",
        rf"(?:\w+ (?:and \w+ )?reported from [^.]{{2,60}}\. )?(?:— ?|-- ?)?{_PEOPLE}\bcontributed (?:reporting )?to this "
        r"(?:report|story|article|post|piece|analysis|dispatch)(?: from [^!?]{2,80}|, which is based [^.!?]{2,80})?",
        rf"(?-i:[Cc]ontributing(?: to this (?:report|story|article))?: {_NAMES})",
        rf"(?-i:(?:Contact|Write to|Email|Reach) (?:the (?:author|writer|reporter) )?(?:{_NAMES} )?at \S{{1,40}}@\S{{1,60}})",
    ),
    "disclaimer line": (
        r"(?:the )?(?:views|opinions)(?: and opinions)? expressed "
        r"(?:here|herein|in this|by (?:the author|columnists?|contributors?)|are)\b"
        r".{0,200}\b(?:authors?|own|writer|columnists?|necessarily)\b.{0,150}",
    ),
    "time stamp": (
        rf"(?:first |last )?(?:published|updated?|posted)(?:\W{{1,3}}{_CLOCK}\b){{1,10}}",
        r"\d{1,2} (?:minutes?|hours?|days?|weeks?|months?|years?) ago|this article is more than \d{1,2} (?:months?|years?) old",
    ),
    "page button": (
        r"\[(?:pullquote|break|embed|video|caption|gallery)\]|loading(?:\.\.\.|…)|link copied|skip to (?:main )?content",
        r"back to top|(?:play|watch) (?:the )?video|(?:show|hide|view|read) (?:all )?comments|leave a comment|\d{1,6} comments?",
        r"(?-i:CLOSE|PLAY|PAUSE|MENU)",
    ),
}

#: What may stand around such a line: a bullet, brackets, asterisks, a full stop.
_LEAD = r"[*•⦁·►▶»>|\[({—–_ -]{0,4}"
_END = r"[.!…:;»>)\]}*_ ]{0,4}"
_RULES = tuple(
    (reason, re.compile(rf"{_LEAD}(?:{'|'.join(patterns)}){_END}", re.IGNORECASE)) for reason, patterns in _SAYS.items()
)
#: A row of share buttons holds nothing but these words, and at least one of the second list.
_SHARE_WORDS = frozenset(
    """share tweet post email e-mail print pin it pinterest reddit linkedin whatsapp facebook twitter flipboard pocket copy link
    save this article story page on via with by to and comment comments sms text icon tumblr messenger a listen click opens in new
    window""".split()
)
_SHARE_CORE = frozenset(
    ("share", "tweet", "email", "print", "pin", "pinterest", "reddit", "linkedin", "whatsapp", "facebook", "twitter", "flipboard")
)
_BYLINE = re.compile(rf"(?:By|BY|by) {_NAME} {_NAMES}(?:[,|•] .{{1,60}})?")


def find(text: str) -> tuple[Excluded, ...]:
    """Boilerplate in a text: offsets in order, never overlapping, each with its reason in two or three words."""
    out: list[Excluded] = []
    stamped = False
    number = 0
    for match in _LINE.finditer(text):
        whole = match.group()
        line = whole.strip()
        if not line:
            continue
        number += 1
        start = match.start() + len(whole) - len(whole.lstrip())
        reason = _whole_line(line, number)
        if reason is not None:
            out.append(Excluded(start, start + len(line), reason))
        elif not stamped and number <= _STAMP_WITHIN:
            stamp = _stamp(line)
            if stamp is not None:
                stamped = True
                out.append(Excluded(start, start + stamp[1], stamp[0]))
    return tuple(out)


def _whole_line(line: str, number: int) -> str | None:
    """Why a line is boilerplate as a whole, or None; `number` counts lines that are not blank from 1."""
    if len(line) > _LONGEST:
        return None
    words = re.findall(r"[\w-]+", line.casefold()) if len(line) < 80 and not line.endswith("?") else []
    if not _SHARE_CORE.isdisjoint(words) and all(word in _SHARE_WORDS or word.isdigit() for word in words):
        return "share button"
    if number <= _BYLINE_WITHIN and len(line) <= 120 and _BYLINE.fullmatch(line):
        return "byline"
    return next((reason for reason, pattern in _RULES if pattern.fullmatch(line)), None)


def _stamp(line: str) -> tuple[str, int] | None:
    """The stamp that opens a line: its reason and its length, up to the story's first character."""
    head = line[:160]
    if _NO_PLACE.match(head):
        return None
    return next(((reason, found.end()) for reason, pattern in _STAMPS if (found := pattern.match(head))), None)


def blanked(text: str, excluded: Sequence[Excluded]) -> str:
    """The text with blanks for its boilerplate: what the parser reads, so that no stamp becomes somebody's name."""
    for e in excluded:
        text = text[: e.start] + " " * (e.end - e.start) + text[e.end :]
    return text
