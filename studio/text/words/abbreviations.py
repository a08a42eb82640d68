"""Abbreviations of some languages whose full stop ends no sentence, which the splitter does not know."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

# What they belong to follows: a name, a number, a noun.
LEADING = {
    "de": frozenset(
        "dr. prof. hr. hrn. fr. st. nr. nrn. s. abb. kap. abs. bd. tab. ziff. inkl. exkl. zzgl. abzgl. bzw. ca. evtl. ggf. vgl. z.b. "
        "d.h. u.a. v.a. sog. min. mind. geb. gest. bspw. insb. einschl. lt. versch. tel. hrsg. dipl.-ing. mio. mrd. tsd. "
        "jan. feb. apr. aug. sept. okt. nov. dez.".split()
    ),
    "fr": frozenset(
        "m. mm. dr. pr. mgr. st. ste. av. bd. pl. p. pp. chap. fig. vol. n. tél. réf. env. min. max. cf. éd. "
        "janv. févr. juil. sept. oct. nov. déc.".split()
    ),
    "es": frozenset(
        "sr. sra. srta. sres. sras. dr. dra. dres. prof. profa. ud. uds. vd. d. dña. lic. ing. arq. gral. av. avda. pza. plza. ctra. "
        "sto. sta. pág. págs. p. pp. núm. n. art. cap. vol. fig. tel. tfno. aprox. máx. mín. ee. ntra. km.".split()
    ),
    "it": frozenset(
        "sig. sig.ra sig.na sigg. dott. dott.ssa dr. prof. prof.ssa ing. avv. arch. geom. on. rag. p.zza v.le c.so l.go pag. pagg. p. pp. "
        "cap. art. vol. fig. n. nr. num. tel. cell. s. ca. min. max. cfr. s.p.a. s.r.l. f.lli es.".split()
    ),
    "pt": frozenset(
        "sr. sra. srta. srs. sras. dr. dra. drs. prof. profa. d. eng. arq. av. r. al. pça. rod. tel. pág. págs. p. pp. núm. n. art. cap. "
        "vol. fig. séc. aprox. máx. mín. min. sto. sta. apto. exmo. exma. gov. pres. dep. sen. km.".split()
    ),
}
# These may end a sentence: only a number or a small letter behind them shows that it goes on.
CLOSING = {
    "de": frozenset("usw. etc. jh. chr. u.v.m. std. sek. art. max. mo. di. mi. do. sa. so.".split()),
    "fr": frozenset("etc. j.-c. hab. sec. art. t. me. lun. mar. mer. jeu. ven. sam. dim.".split()),
    "es": frozenset("etc. c. hab. izq. dcha.".split()),
    "it": frozenset("ecc. etc. sec. c. ab.".split()),
    "pt": frozenset("etc. c. hab. ltda. jr.".split()),
}
# Words of German before which "3." counts ("im 19. Jahrhundert"), while a sentence may end with "waren zu 3."
BEFORE_RANKS = frozenset(
    "am im der die das den dem des vom zum zur beim bis ab ein eine einen einem einer eines sein seine seinen seinem seiner ihr ihre ihren "
    "ihrem ihrer mein meine meinen meinem meiner jede jeder jedes jeden jedem unser unsere".split()
)
