"""In which direction a text is written: by its language tag (BCP 47), or by its own letters.

Source of the tables: CLDR, likely subtags, of all languages whose usual script is written from
right to left.
"""

from __future__ import annotations

import unicodedata
from itertools import takewhile

_SCRIPTS = frozenset(
    [
        *("adlm", "arab", "aran", "armi", "avst", "chrs", "cprt", "elym", "gara", "hatr"),
        *("hebr", "hung", "khar", "lydi", "mand", "mani", "mend", "merc", "mero", "narb", "nbat"),
        *("nkoo", "orkh", "ougr", "palm", "phli", "phlp", "phnx", "prti", "rohg", "samr", "sarb"),
        *("sidt", "sogd", "sogo", "syrc", "syre", "syrj", "syrn", "thaa", "todr", "yezi"),
    ]
)
_CODES = """
aao abh abv acm acq acw acx adf ae aeb aec aee aeq afb aib aii aij aiq ajp ajt aju amw apc apd ar
ara arb arc arq ars ary arz ask atn auj auz avd ave avl ayh ayl ayn ayp azb bal bcc bdz bej bft
bgn bgp bhe bhm bhn bjf bjm bqi brh brk bsh bsk chg cja ckb cld clh czk dcc def deh dgl div dmk
dml drw dv ecy esh fa fas fay faz fia fub gbz ggg gha ghr gig gjk gju glh glk grr gwc gwf gwt gzi
hac haz hbo he heb hkh hnd hno hoh hrt hrz hss huy isk itk iw jad jat jbe jbn jdg ji jnd jog jpa
jpr jrb jye kas kbu kby kcy kfm khw klj kmz kqd ks ktl kvx kxp kzh lad lah lhs lki lrc lrk lrl lsa
lsd lss luv luz mby mde mey mfa mfi mhj mid mki mnj mve mvy myz mzb mzn nli nlm nqo ntz nyq oar
obm odk oru ota otk oui pal pbt pbu per pes pgd phl phn phr phv plk pmu pnb prc prd prs prx ps psh
psi pst pus qxq rdb rhg rmt sam sbn scl sd sdb sdf sdg sdh sds sgl sgr sgy shd shm shu shv siy siz
skr smp smy snd sog sqo sqt srh srz ssh sts swb syc syn syr tjo tks tmr tnf tov tra trg trm trw ug
uig ur urd ush uzs vaf vgr vmh wbk wlo wne wni wsv xco xhe xka xkc xkj xkp xld xly xmn xmr xna xpr
xsa xvi ydd ydg yhd yi yid yih yud zba zdj zrp zum
"""
_LANGUAGES = frozenset(_CODES.split())
_TURNED = frozenset(
    [
        "az-iq",
        "az-ir",
        "ha-cm",
        "ha-sd",
        "kk-af",
        "kk-cn",
        "kk-ir",
        "kk-mn",
        "ku-iq",
        "ku-ir",
        "ku-lb",
        "ky-cn",
        "ms-cc",
        "pa-pk",
        "tg-pk",
        "uz-af",
    ]
)
"""Languages that are written from right to left in these countries."""
_NOT_TURNED = frozenset(["sd-in", "ug-kz", "ug-mn"])
_OF_LETTERS = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_OPENING = frozenset(["LRI", "RLI", "FSI"])
_UNKNOWN = frozenset(["", "mul", "und", "zxx"])


def direction(language: str, text: str = "") -> str:
    """Say in which direction a text in a language is written: "rtl" or "ltr".

    Without a language that says so the text's first letter counts (UAX 9, P2 and P3), and "auto"
    is what there is no letter for.
    """
    name, *rest = _of_language(language)
    script = next((part for part in rest if len(part) == len("Latn") and part.isalpha()), None)
    if script:
        return "rtl" if script in _SCRIPTS else "ltr"
    if name in _UNKNOWN:
        return _by_letters(text)
    places = {f"{name}-{part}" for part in rest}
    turned = (name in _LANGUAGES and not places & _NOT_TURNED) or bool(places & _TURNED)
    return "rtl" if turned else "ltr"


def _of_language(tag: str) -> list[str]:
    """Give the parts of a tag that say what language it is: none of an extension, "x-arab"."""
    name, *rest = tag.lower().replace("_", "-").split("-")
    return [name, *takewhile(lambda part: len(part) > 1, rest)]


def _by_letters(text: str) -> str:
    depth = 0
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        depth = max(0, depth + (kind in _OPENING) - (kind == "PDI"))
        if not depth and kind in _OF_LETTERS:
            return _OF_LETTERS[kind]
    return "auto"
