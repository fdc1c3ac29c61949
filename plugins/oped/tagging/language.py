"""Which language a text is in, told by its commonest words or by its script. Cheap, and the same every time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

ENOUGH = 6_000
"""Characters looked at: more changes no answer."""

COMMON: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in is that it was for on are with as he his be at by this had not but from have they you "
        "which she or an were her we their been has will would there who what if when can said more about so its than",
        "fr": "le la les de des et en un une du que qui dans est pour au aux sur pas par ce cette il elle ne se sont plus "
        "avec son sa ses ou mais nous vous ont comme leur été être c d l qu n s j y où même fait deux tout",
        "es": "el la los las de y en que un una es por con para del al se no su lo como más pero sus le ya o este sí "
        "porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante fue ha son está",
        "pt": "o a os as de e em que um uma é por com para do da dos das no na nos nas se não mais como mas foi ao ele "
        "seu sua ou quando muito já eu também só pelo pela até isso ela entre era depois sem mesmo aos são está há você",
        "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er "
        "hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur",
        "it": "il lo la i gli le di e in che un una è per con del della dei delle al alla si non più come ma anche sono "
        "nel nella dal dalla sul sulla ha questo questa se ci cui loro suo sua tra fra essere stato o da perché",
        "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als dan maar bij nog uit naar door over "
        "ze hij werd wordt heeft hebben deze die dit wat kan geen worden zich of ik je we was tot",
        "tr": "ve bir bu da de için ile çok olarak ne daha gibi olan var kadar ama en o ki mi ya her sonra değil ise onun "
        "bunu diye şey biz ben sen göre bile hem içinde yok nasıl şimdi kendi iki zaman olduğu eden oldu ancak veya",
        "id": "yang dan di dari untuk dengan pada ini itu tidak dalam adalah akan ke oleh juga ada mereka karena sebagai "
        "bisa telah atau lebih saya kami kita sudah dapat tersebut saat bahwa harus seperti masih hanya",
        "sv": "och att det som en på är av för med till den har de inte om ett han men var sig från vi så kan när nu "
        "eller hade under ska skulle då också efter detta mycket mot bara där än hon vid alla",
        "da": "og i at det er en til af på de den der for med ikke han som et var har fra vi om sig men jeg kan så ud "
        "over efter eller hvor også nu skal blev være meget ved hun havde hvad noget",
        "no": "og i at det er en til av på de den som for med ikke han et var har fra vi om seg men jeg kan så ut over "
        "etter eller hvor også nå skal ble være mye ved hun hadde hva noe bare opp",
        "pl": "w i na z że się nie do to jest o jak a po co za od ale tak przez dla czy są już tylko jego być może ich "
        "było który która które przed tym tego lub ze oraz jednak może bardzo przy także jej",
        "cs": "a v na se že je to s z do o i jako za pro ale jsou by po které který jeho která co od nebo však ve jsem "
        "byl tak už jen při být když má ještě podle není své jejich také až před roku",
        "vi": "và của là có trong được cho không các những một người với này đã để từ khi về như năm ra đến còn cũng "
        "nhưng vào tại phải theo nhiều sẽ nhất trên đó hơn làm việc chúng",
        "tl": "ang ng sa na mga at ay ito siya hindi ni si para nang mga kay lang kung pa may isang ko niya rin kanilang "
        "ating natin sila ako ka ba din",
        "sw": "ya na wa kwa ni katika za la kuwa cha kama hiyo hii huyo yake wake lakini pia watu sana hata baada kutoka "
        "bila hayo zaidi kila mtu wao",
        "ro": "și de la în a cu pe nu care că este un o din mai pentru sunt ca au fi se lui sau dar ce fost după prin "
        "această acest doar într când foarte cum toate",
        "hu": "a az és hogy nem is egy ez de volt meg csak mint már el még ki azt ezt van ha sem vagy kell most lesz "
        "után között minden lehet aki ami",
    }.items()
}
"""The commonest words of each language."""

SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]"), 0.05),
    ("ko", re.compile("[\uac00-\ud7af]"), 0.2),
    ("zh", re.compile("[\u3400-\u9fff]"), 0.2),
    ("ar", re.compile("[\u0600-\u06ff]"), 0.3),
    ("he", re.compile("[\u0590-\u05ff]"), 0.3),
    ("th", re.compile("[\u0e00-\u0e7f]"), 0.3),
    ("hi", re.compile("[\u0900-\u097f]"), 0.3),
    ("bn", re.compile("[\u0980-\u09ff]"), 0.3),
    ("ta", re.compile("[\u0b80-\u0bff]"), 0.3),
    ("el", re.compile("[\u0370-\u03ff]"), 0.3),
    ("uk", re.compile("[іїєґІЇЄҐ]"), 0.03),
    ("ru", re.compile("[\u0400-\u04ff]"), 0.3),
)
"""Languages told by letters of their own: the share of a text's letters that is enough, tried in this order."""

PERSIAN = re.compile("[پچژگ]")
_WORD = re.compile(r"[^\W\d_]+")
_SIMPLIFIED = frozenset("国这们来对会时说个为经发现么没动两关点开实体学问长东车书")
_TRADITIONAL = frozenset("國這們來對會時說個為經發現麼沒動兩關點開實體學問長東車書")


def recognise(texts: Sequence[str], default: str = "en") -> str:
    """Return the BCP 47 tag of the language that `texts` are in, `default` where too little speaks for any.

    Chinese comes with its script where the characters tell it: `zh-Hant` or `zh-Hans`.
    """
    sample = " ".join(texts)[:ENOUGH]
    if not sample.isascii() and (found := _by_script(sample)):
        return found
    words = Counter(map(str.lower, _WORD.findall(sample)))
    total = sum(words.values())
    scores = {language: sum(words[word] for word in common) for language, common in COMMON.items()}
    best = max(scores, key=lambda language: (scores[language], language == default))
    if scores[best] < 3 or scores[best] < 0.12 * total:
        return default
    return best if scores[best] > scores.get(default, 0) * 1.1 else default


def _by_script(sample: str) -> str | None:
    letters = sum(map(str.isalpha, sample)) or 1
    for language, script, share in SCRIPTS:
        if len(script.findall(sample)) >= share * letters:
            if language == "zh":
                return _chinese(sample)
            return "fa" if language == "ar" and len(PERSIAN.findall(sample)) > 0.01 * letters else language
    return None


def _chinese(sample: str) -> str:
    simplified = sum(character in _SIMPLIFIED for character in sample)
    traditional = sum(character in _TRADITIONAL for character in sample)
    if simplified == traditional:
        return "zh"
    return "zh-Hans" if simplified > traditional else "zh-Hant"
