"""The table of the words of two sounds, and their sounds in the plural and the third person.

A reading has a letter. V: as a verb. N: as a noun. A: as an adjective. P: as a past form. Other letters tell senses
apart, as the rules of `senses.py` explain. The first reading is the commoner one, which is used where nothing decides.
Sounds are American and in the letters of the voice. Words whose readings differ less than a listener notices ("document")
are left to the lexicon.
"""

# ruff: noqa: RUF001, SIM905 (phonemes look like letters; lists of words read best as text)

from __future__ import annotations

# A noun or adjective is stressed on its first half, a verb on its second.
_STRESS = """
    record        N ɹˈɛkɚd  V ɹᵻkˈoːɹd
    present       N pɹˈɛzənt  V pɹᵻzˈɛnt
    object        N ˈɑːbdʒɛkt  V əbdʒˈɛkt
    subject       N sˈʌbdʒɛkt  V səbdʒˈɛkt
    project       N pɹˈɑːdʒɛkt  V pɹədʒˈɛkt
    permit        V pɚmˈɪt  N pˈɜːmɪt
    conduct       V kəndˈʌkt  N kˈɑːndʌkt
    contract      N kˈɑːntɹækt  V kəntɹˈækt
    contrast      N kˈɑːntɹæst  V kəntɹˈæst
    convict       N kˈɑːnvɪkt  V kənvˈɪkt
    conflict      N kˈɑːnflɪkt  V kənflˈɪkt
    contest       N kˈɑːntɛst  V kəntˈɛst
    convert       V kənvˈɜːt  N kˈɑːnvɜːt
    digest        V daɪdʒˈɛst  N dˈaɪdʒɛst
    desert        N dˈɛzɚt  V dᵻzˈɜːt
    extract       V ɛkstɹˈækt  N ˈɛkstɹækt
    increase      N ˈɪŋkɹiːs  V ɪnkɹˈiːs
    decrease      N dˈiːkɹiːs  V dᵻkɹˈiːs
    import        N ˈɪmpoːɹt  V ɪmpˈoːɹt
    export        N ˈɛkspoːɹt  V ɛkspˈoːɹt
    insert        V ɪnsˈɜːt  N ˈɪnsɜːt
    insult        N ˈɪnsʌlt  V ɪnsˈʌlt
    perfect       N pˈɜːfɛkt  V pɚfˈɛkt
    produce       V pɹədˈuːs  N pɹˈoʊduːs
    progress      N pɹˈɑːɡɹɛs  V pɹəɡɹˈɛs
    protest       N pɹˈoʊtɛst  V pɹətˈɛst
    rebel         N ɹˈɛbəl  V ɹᵻbˈɛl
    reject        V ɹᵻdʒˈɛkt  N ɹˈiːdʒɛkt
    refund        N ɹˈiːfʌnd  V ɹᵻfˈʌnd
    suspect       V səspˈɛkt  N sˈʌspɛkt
    transport     N tɹˈænspoːɹt  V tɹænspˈoːɹt
    transfer      N tɹˈænsfɜː  V tɹænsfˈɜː
    torment       N tˈoːɹmɛnt  V toːɹmˈɛnt
    attribute     V ɐtɹˈɪbjuːt  N ˈætɹɪbjˌuːt
    combine       V kəmbˈaɪn  N kˈɑːmbaɪn
    compound      N kˈɑːmpaʊnd  V kəmpˈaʊnd
    compress      V kəmpɹˈɛs  N kˈɑːmpɹɛs
    console       V kənsˈoʊl  N kˈɑːnsoʊl
    converse      V kənvˈɜːs  N kˈɑːnvɜːs
    discount      N dˈɪskaʊnt  V dɪskˈaʊnt
    escort        N ˈɛskɔːɹt  V ɛskˈɔːɹt
    address       N ˈædɹɛs  V ɐdɹˈɛs
    entrance      N ˈɛntɹəns  V ɛntɹˈæns
    incense       N ˈɪnsɛns  V ɪnsˈɛns
    invite        V ɪnvˈaɪt  N ˈɪnvaɪt
    frequent      A fɹˈiːkwənt  V fɹiːkwˈɛnt
    absent        A ˈæbsənt  V æbsˈɛnt
    recall        V ɹᵻkˈɔːl  N ɹˈiːkɔːl
    survey        N sˈɜːveɪ  V sɚvˈeɪ
    ally          N ˈælaɪ  V ɐlˈaɪ
    allies        N ˈælaɪz  V ɐlˈaɪz
    update        N ˈʌpdeɪt  V ʌpdˈeɪt
    upgrade       N ˈʌpɡɹeɪd  V ʌpɡɹˈeɪd
    defect        N dˈiːfɛkt  V dᵻfˈɛkt
    ferment       V fɚmˈɛnt  N fˈɜːmɛnt
    incline       V ɪnklˈaɪn  N ˈɪnklaɪn
    intern        N ˈɪntɜːn  V ɪntˈɜːn
    implant       N ˈɪmplænt  V ɪmplˈænt
    impact        N ˈɪmpækt  V ɪmpˈækt
    transplant    N tɹˈænsplænt  V tɹænsplˈænt
    segment       N sˈɛɡmənt  V sɛɡmˈɛnt
    refill        V ɹᵻfˈɪl  N ɹˈiːfɪl
    rewrite       V ɹᵻɹˈaɪt  N ɹˈiːɹaɪt
    overlap       V ˌoʊvɚlˈæp  N ˈoʊvɚlˌæp
    construct     V kənstɹˈʌkt  N kˈɑːnstɹʌkt
    abstract      A ˈæbstɹækt  V æbstɹˈækt
    exploit       V ɛksplˈɔɪt  N ˈɛksplɔɪt
    fragment      N fɹˈæɡmənt  V fɹæɡmˈɛnt
    proceeds      V pɹəsˈiːdz  N pɹˈoʊsiːdz
"""
# A noun or adjective ends without voice, a verb with it.
_VOICE = """
    refuse        V ɹᵻfjˈuːz  N ɹˈɛfjuːs
    excuse        V ɛkskjˈuːz  N ɛkskjˈuːs
    use           V jˈuːz  N jˈuːs
    abuse         N ɐbjˈuːs  V ɐbjˈuːz
    misuse        N mɪsjˈuːs  V mɪsjˈuːz
    house         N hˈaʊs  V hˈaʊz
    mouth         N mˈaʊθ  V mˈaʊð
    diffuse       V dᵻfjˈuːz  A dᵻfjˈuːs
    houses        N hˈaʊzᵻz  V hˈaʊzᵻz
    mouths        N mˈaʊðz  V mˈaʊðz
"""
# A noun or adjective ends as "it", a verb as "eight".
_ATE = """
    advocate      N ˈædvəkət  V ˈædvəkˌeɪt
    alternate     A ˈɔːltɚnət  V ˈɔːltɚnˌeɪt
    animate       V ˈænɪmˌeɪt  A ˈænɪmət
    appropriate   A ɐpɹˈoʊpɹɪət  V ɐpɹˈoʊpɹɪˌeɪt
    approximate   A ɐpɹˈɑːksɪmət  V ɐpɹˈɑːksɪmˌeɪt
    articulate    A ɑːɹtˈɪkjʊlət  V ɑːɹtˈɪkjʊlˌeɪt
    associate     V ɐsˈoʊsɪˌeɪt  N ɐsˈoʊsɪət
    coordinate    V koʊˈɔːɹdᵻnˌeɪt  N koʊˈɔːɹdᵻnət
    delegate      V dˈɛlɪɡˌeɪt  N dˈɛlɪɡət
    deliberate    A dᵻlˈɪbɚɹət  V dᵻlˈɪbɚɹˌeɪt
    duplicate     N dˈuːplᵻkət  V dˈuːplᵻkˌeɪt
    elaborate     A ᵻlˈæbɚɹət  V ᵻlˈæbɚɹˌeɪt
    estimate      N ˈɛstᵻmət  V ˈɛstᵻmˌeɪt
    graduate      N ɡɹˈædʒuːət  V ɡɹˈædʒuːˌeɪt
    initiate      V ɪnˈɪʃɪˌeɪt  N ɪnˈɪʃɪət
    intimate      A ˈɪntᵻmət  V ˈɪntᵻmˌeɪt
    moderate      A mˈɑːdɚɹət  V mˈɑːdɚɹˌeɪt
    separate      A sˈɛpɹət  V sˈɛpɚɹˌeɪt
    subordinate   N sʌbˈoːɹdᵻnət  V sʌbˈoːɹdᵻnˌeɪt
    affiliate     N ɐfˈɪlɪət  V ɐfˈɪlɪˌeɪt
    aggregate     N ˈæɡɹɪɡət  V ˈæɡɹɪɡˌeɪt
    degenerate    V dᵻdʒˈɛnɚɹˌeɪt  A dᵻdʒˈɛnɚɹət
    syndicate     N sˈɪndᵻkət  V sˈɪndᵻkˌeɪt
"""
# Words that have nothing in common but their letters, and words with rules of their own.
_SENSES = """
    upset         A ʌpsˈɛt  N ˈʌpsɛt
    compact       A kəmpˈækt  N kˈɑːmpækt
    live          V lˈɪv  A lˈaɪv
    lives         N lˈaɪvz  V lˈɪvz
    close         V klˈoʊz  A klˈoʊs
    content       N kˈɑːntɛnt  A kəntˈɛnt
    minute        N mˈɪnɪt  A maɪnˈuːt
    invalid       A ɪnvˈælɪd  N ˈɪnvəlɪd
    resume        V ɹᵻzˈuːm  N ɹˈɛzuːmˌeɪ
    polish        V pˈɑːlɪʃ  A pˈoʊlɪʃ
    read          V ɹˈiːd  P ɹˈɛd
    lead          V lˈiːd  M lˈɛd
    tear          N tˈɪɹ  V tˈɛɹ
    tears         N tˈɪɹz  V tˈɛɹz
    wind          N wˈɪnd  V wˈaɪnd
    wound         N wˈuːnd  P wˈaʊnd
    bow           B bˈaʊ  K bˈoʊ
    bass          M bˈeɪs  F bˈæs
    row           L ɹˈoʊ  Q ɹˈaʊ
    sow           V sˈoʊ  N sˈaʊ
    sewer         S sˈuːɚ  T sˈoʊɚ
    dove          N dˈʌv  P dˈoʊv
    does          V dˈʌz  N dˈoʊz
    number        N nˈʌmbɚ  A nˈʌmɚ
    august        M ˈɔːɡəst  A ɔːɡˈʌst
    buffet        F bəfˈeɪ  V bˈʌfɪt
    job           N dʒˈɑːb  B dʒˈoʊb
    learned       V lˈɜːnd  A lˈɜːnᵻd
    blessed       V blˈɛst  A blˈɛsᵻd
    aged          V ˈeɪdʒd  A ˈeɪdʒᵻd
    lima          C lˈiːmɐ  B lˈaɪmɐ
    pasty         A pˈeɪsti  F pˈæsti
    putting       V pˈʊɾɪŋ  G pˈʌɾɪŋ
    axes          T ˈæksᵻz  L ˈæksiːz
    bases         N bˈeɪsᵻz  L bˈeɪsiːz
    moped         N mˈoʊpɛd  V mˈoʊpt
    used          V jˈuːzd  T jˈuːst
    slough        N slˈuː  V slˈʌf
    nice          A nˈaɪs  C nˈiːs
    reading       V ɹˈiːdɪŋ  C ɹˈɛdɪŋ
    bower         B bˈaʊɚ  K bˈoʊɚ
    slaver        S slˈeɪvɚ  D slˈævɚ
    unionized     W jˈuːniənˌaɪzd  I ʌnˈaɪənˌaɪzd
"""
_SIBILANTS = ("s", "z", "ʃ", "ʒ")
_VOICELESS = ("p", "t", "k", "f", "θ", "ɾ")
# Their forms with an s are other words ("contents"), or stand in the table themselves.
_WITHOUT_S = frozenset(
    "live content august learned blessed aged does used axes bases tears lives ally perfect nice reading unionized".split()
)


def _read_table(text: str) -> dict[str, dict[str, str]]:
    rows = (line.split() for line in text.strip().splitlines())
    return {word: dict(zip(cells[::2], cells[1::2], strict=True)) for word, *cells in filter(None, rows)}


def with_s(sound: str) -> str:
    """Return a sound with the ending of a plural, a possessive or a third person."""
    if sound.endswith(_SIBILANTS):
        return f"{sound}ᵻz"
    return f"{sound}s" if sound.endswith(_VOICELESS) else f"{sound}z"


def _add_forms(table: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    forms = {
        f"{word}s": {letter: with_s(sound) for letter, sound in readings.items()}
        for word, readings in table.items()
        if word not in _WITHOUT_S and not word.endswith("s")
    }
    return forms | table


# The sounds of each word by the letter of the reading, the commoner first.
READINGS = _add_forms(_read_table(_STRESS + _VOICE + _ATE + _SENSES))
# Words whose second reading is shown by what they are said of, whatever their place in the sentence.
_BY_SENSE = frozenset("blessed aged learned used does moped".split())
# Words whose readings are a verb and something else: the grammar around them decides.
BY_GRAMMAR = frozenset(
    word
    for word, readings in READINGS.items()
    if word not in _BY_SENSE and "V" in readings and {"N", "A"} & readings.keys()
)
