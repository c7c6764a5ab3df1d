"""Parameters that networks and newsletters add to a link which they pass on: they say nothing here.

Their names are fixed by those who add them; these are in browsers' and tools' lists of query
parameters that are stripped (Firefox, Brave, AdGuard, ClearURLs).
"""

from __future__ import annotations

import re

PATTERN = (
    r"(?:utm|mtm|pk|piwik|matomo|hsa|sfmc|itm|at_custom|fb_action|ga|_bta|trk|mc|oly|vero|ck|rb)_\w+"
    r"|fbclid|fb_source|fb_ref|gclid|gclsrc|dclid|gbraid|wbraid|gad_source|gad_campaignid|srsltid"
    r"|_ga|_gl|msclkid|twclid|twsrc|ttclid|yclid|ysclid|ymclid|_openstat|li_fat_id|igshid|igsh"
    r"|scclid|rdt_cid|epik|wickedid|mkt_tok|_hsenc|_hsmi|__hs\w+|hsctatracking|__s|_kx|_ke|dm_i"
    r"|ef_id|s_kwcid|s_cid|irclickid|cjevent|ml_subscriber(?:_hash)?|_branch_match_id|xtor|wt[._]mc"
    r"|__twitter_impression|guccounter|guce_referrer(?:_sig)?|trkemail|mibextid|share_id|et_rid"
    r"|bsft_\w+|tracking_source|unicorn_click_id"
)
"""A whole name, in capitals or not; the page in one file has the same."""

_TRACKER = re.compile(PATTERN, re.IGNORECASE | re.ASCII)


def is_tracker(key: str) -> bool:
    """Tell whether a parameter of a link was added by somebody who passed the link on."""
    return bool(_TRACKER.fullmatch(key))
