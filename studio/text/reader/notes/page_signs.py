"""The signs of an article's page: how its buttons, credits, dates, and lists of other articles read."""

# ruff: noqa: RUF001 (Cyrillic letters look like Latin ones)

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.text.reader.lines import ends_sentence

BUTTON, CREDIT, BYLINE, COOKIES, OTHERS = (
    "part of a page",
    "credit of a photo",
    "who wrote it, and when",
    "note about cookies",
    "other articles",
)
FOOTNOTE = "footnote"
# No line of more characters is a sign; on one of a thousand dashes, looking for them would take seconds.
LONGEST_SIGN = 400
# Below the article of an encyclopedia.
LOOK_ALSO = re.compile(
    r"^(?:see also|siehe auch|voir aussi|articles connexes|véase también|voci correlate|altri progetti|ver também|см\. также|zie ook|se även|zobacz też|関連項目|参见|같이 보기)$",
    re.IGNORECASE,
)
SOURCES = re.compile(
    r"^(?:references|notes(?: and references)?|external links|further reading|bibliography|sources|citations|einzelnachweise|weblinks|literatur|anmerkungen|quellen|notes et références|références|liens externes|bibliographie|referencias|enlaces externos|notas|bibliografía|note|collegamenti esterni|bibliografia|referências|ligações externas|примечания|литература|ссылки|脚注|外部リンク|参考文献|参考资料|외부 링크|각주)$",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|janv|févr|mars|avr|juin|juil|août|sept|déc|ene|abr|ago|dic|gen|mag|giu|lug|set|ott|fev|out|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)[\w.]*"
_DATE = rf"(?:\w+,? )?(?:\d{{1,2}}\.? (?:de )?{_MONTH}(?: de)?,? \d{{4}}|{_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}})"
_TIME = r"(?:,? (?:at |um |à |a las |alle |às )?\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?)?(?: ?(?:uhr|[a-z]{2,4}t\b|utc))?)?"
_SECTION = r"(?:world|uk|us|politics|business|economy|money|science|tech(?:nology)?|health|sports?|culture|arts|opinion|travel|lifestyle|weather|video|news|climate|environment|education|podcasts|nachrichten|wetter|regional|region|verkehr|ratgeber|lokales|gesellschaft|politik|wirtschaft|wissen(?:schaft)?|kultur|reise|panorama|digital|meinung|politique|monde|économie|société|sciences|santé|política|mundo|economía|ciencia|cultura|deportes|salud|opinión|mondo|economia|scienza|sport|salute|esporte|saúde|ciência|nauka|świat|kultura|polityka|gospodarka)"
# Whole lines that stand on no page but that of an article; each counts as a sign of one.
SURE = re.compile(
    r"^\W*(?:"
    r"(?:[^|·•\n\d]{2,30}\s*[|·•]\s*)?\d{1,3} ?[-–]? ?min(?:ute)?s?\.? (?:read|lesezeit|de lecture|de lectura|di lettura|de leitura|чтения)|(?:reading time|estimated reading time|lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo di lettura|tempo de leitura|время чтения)\b.{0,24}|"
    r"share (?:this|on|via|to)\b.{0,30}|(?:artikel|beitrag) (?:teilen|merken|drucken|anhören|vorlesen)|partager (?:cet article|sur .{1,20})|compartir (?:este artículo|en .{1,20})|condividi (?:su .{1,20}|questo articolo)|compartilh(?:ar|e) (?:este artigo|no .{1,20})|"
    r"advertisement|advertisment|sponsored(?: content)?|anzeige|werbung|publicité|publicidad|pubblicità|publicidade|реклама|continua (?:depois|após|dopo) (?:da|a|la) (?:publicidade|pubblicità)|continúa (?:después|tras) (?:de )?la publicidad|la suite après (?:la|cette) (?:publicité|pub)|продолжение после рекламы|(?:story |article )?continues (?:below|after) (?:this )?(?:ad|advert|advertisement)|scroll to continue\b.{0,30}|(?:nach der )?werbung\b.{0,20}weiterlesen|"
    r"skip (?:to|past|advertisement)\b.{0,30}|zum inhalt springen|aller au contenu|saltar al contenido|vai al contenuto|back to top|nach oben|"
    r"(?:sign up|subscribe|register) (?:for|to) (?:our|the|my)\b.{0,60}(?:newsletter|updates|channel|alerts?|podcast)\b.{0,20}|(?:jetzt |zum )?newsletter (?:abonnieren|anmelden|bestellen)|s'abonner à la newsletter|suscríbete a (?:nuestra|la) newsletter|iscriviti alla newsletter|inscreva-se na newsletter|"
    r"accept (?:all|cookies|all cookies)|reject all|cookie (?:settings|preferences|policy)|(?:alle )?(?:cookies )?(?:akzeptieren|ablehnen)|cookie-einstellungen|tout (?:accepter|refuser)|accepter(?: et fermer)?|aceptar (?:todo|todas|cookies)|rechazar todo|accetta(?: tutt[oi])?|rifiuta tutto|aceitar (?:tudo|todos)|"
    r"image (?:source|caption|credit)\b.{0,80}|(?:listen to|hear|save|print|bookmark) (?:this )?(?:article|story)\b.{0,20}|(?:comments?|kommentare|commentaires|comentarios|commenti|comentários|комментарии) ?\(\d{1,5}\)|\d{1,4} (?:comments?|kommentare?|commentaires?|comentarios|commenti|comentários|shares?|likes?)|(?:leave|post|write) a (?:comment|reply)|kommentar (?:schreiben|verfassen)|laissez un commentaire|deja un comentario|lascia un commento|"
    r"(?:home(?:page)?|start(?:seite)?|accueil|inicio|portada|início|главная)\s*(?:[>›»/|·→]\s*[^>›»/|.!?]{2,40}){1,4}|[^\W\d_][^>›»|/.!?]{1,30}(?:\s[>›»]\s[^>›»|/.!?]{2,40}){1,4}|"
    r"(?:from wikipedia, the free encyclopedia|aus wikipedia, der freien enzyklopädie|un article de wikipédia.{0,40}|de wikipedia, la enciclopedia libre|da wikipedia, l'enciclopedia libera|origem: wikipédia.{0,40})|"
    r"(?:(?:jump|skip|go) to (?:the )?(?:recipe|video)|print(?: (?:the )?recipe)?|zum rezept(?: springen)?|rezept drucken|aller à la recette|ir a la receta|vai alla ricetta|ir para a receita|pin(?: it)?|rate)(?:\W+(?:(?:jump|skip|go) to (?:the )?(?:recipe|video)|print(?: (?:the )?recipe)?|rezept drucken|imprimer(?: la recette)?|imprimir(?: receta)?|stampa(?: ricetta)?|pin(?: it)?|rate))+|\(redirected from .{1,60}\)|\(weitergeleitet von .{1,60}\)|\(redirigé depuis .{1,60}\)|\(redirigido desde .{1,60}\)|\d(?:[.,]\d{1,2})? ?(?:from|von|sur|de|out of|su|/) ?\d[\d.,]* ?(?:reviews?|ratings?|votes?|bewertungen|avis|votos|voti|reseñas|recensioni|stars?|sternen?|étoiles|estrellas|stelle|estrelas)\b.{0,50}|(?:this post (?:may )?contains? affiliate links?|dieser beitrag enthält (?:werbung|affiliate-links?)|enthält werbe-?links?|cet article contient des liens affiliés|contiene enlaces de afiliados)\b.{0,120}|(?:did you (?:make|try) this recipe|if you (?:make|try) this recipe|rezept (?:ausprobiert|nachgekocht)|(?:vous avez|tu as) (?:testé|essayé) cette recette|hai provato (?:questa )?ricetta|¿?has hecho esta receta|fez essa receita)\b.{0,160}|(?:alle )?preis(?:e|angaben)?\b.{0,10}(?:inkl|zzgl)\.?.{0,40}|(?:inkl|zzgl)\.? .{0,20}(?:mwst|versand)\w*\.?.{0,30}|(?:tva|iva|vat|btw|moms) (?:incl|comprise|incluid[oa]|inclusa|included|inclus)\w*.{0,20}|(?:incl(?:\.|uding|udes)?|excl(?:\.|uding)?|plus|exkl\.?) (?:vat|tax(?:es)?|sales tax|shipping|delivery|p&p|btw|moms|dph|kdv)\b.{0,30}|(?:iva|impuestos|gastos de envío) (?:incluid[oa]s?|no incluid[oa]s?).{0,20}|(?:livraison|frais de port) (?:non )?(?:compris|inclus|en sus).{0,20}|(?:prix|precio|prezzo|preço) ttc.{0,20}|(?:folge|folgen sie|follow|suivez|sigue|síguenos|siga|segui|siga)(?:-nous|-nos|ci| uns| us| en| no| su| on| sur| auf)*\b.{0,6} (?:instagram|facebook|twitter|tiktok|youtube|whatsapp|telegram|google news|threads|x)\b.{0,20}|(?:jump|skip) to recipe|(?:print|pin|save|rate)(?: this)? recipe|rezept (?:drucken|speichern|bewerten)|imprimer la recette|imprimir receta|stampa ricetta|[★☆⭐]{3,5}\ufe0f?.{0,40}|\d[.,]\d (?:from|von|sur|de|out of|su) .{0,20}(?:reviews?|ratings?|votes?|bewertungen|avis|reseñas|recensioni|stars)|"
    r"(?:add|added) to (?:cart|basket|bag|wish ?list)|(?:dodaj do koszyka|kup teraz|do koszyka|toevoegen aan winkelwagen|in winkelwagen|lägg i (?:varukorg(?:en)?|kundvagn(?:en)?)|köp nu|læg i kurv(?:en)?|legg i handlekurv(?:en)?|lisää ostoskoriin|(?:přidat|vložit) do košíku|do košíku|kosárba(?: teszem)?|adaugă în coș|sepete ekle|hemen satın al|в корзину|добавить в корзину|купить(?: сейчас| в один клик)?|додати в кошик|加入购物车|加入購物車|立即购买|カートに入れる|今すぐ買う|장바구니(?:에)? 담기|바로 ?구매|أضف إلى السلة|اشتر الآن|הוסף לסל)|(?:darmowa dostawa|gratis (?:verzending|frakt|fragt|levering)|gratis retour(?:neren)?|fri frakt|ilmainen toimitus|doprava zdarma|ingyenes szállítás|transport gratuit|ücretsiz kargo|бесплатная доставка|безкоштовна доставка|送料無料|包邮|免费配送|무료 ?배송|شحن مجاني|משלוח חינם)\b.{0,30}|buy (?:it )?now|in den (?:einkaufs)?(?:warenkorb|wagen)|jetzt kaufen|auf die merkliste|ajouter au panier|añadir (?:al carrito|a la cesta)|comprar (?:ahora|agora)|aggiungi al carrello|adicionar ao carrinho|free (?:shipping|returns|delivery)\b.{0,30}|(?:kostenloser? )(?:versand|rückversand|lieferung)\b.{0,30}|(?:livraison|retours?) (?:gratuite?s?|offerte?)\b.{0,30}|(?:envío|entrega|spedizione|frete|reso) (?:gratis|gratuit[oa]|grátis)\b.{0,30}|(?:add to|in den|ajouter au|añadir al?|aggiungi al) \S+(?: \S+)? ?[^\w\s]+ ?(?:save|merken|enregistrer|guardar|salva).{0,20}|\d[.,]\d ?/ ?5\b.{0,40}|"
    r"(?:was|did) (?:this|you find this) (?:article|page|answer|recipe|guide|post)? ?(?:helpful|useful)\b.{0,30}|war (?:dieser|diese|das) (?:\w+ )?hilfreich\b.{0,30}|(?:cet article|cette page|cette réponse) vous a-t-(?:il|elle) été utile.{0,30}|¿?(?:te|le) (?:ha resultado|fue|resultó) útil.{0,40}|(?:questo articolo |questa pagina )?(?:ti )?è (?:stat[oa] )?utile\b.{0,30}|(?:este artigo|esta página) foi útil.{0,30}|(?:salva|stampa) (?:la )?ricetta|(?:guardar|imprimir) (?:la )?receta|(?:enregistrer|imprimer) (?:la )?recette|(?:salvar|imprimir) (?:a )?receita|rezept (?:speichern|drucken|merken)|recept (?:bewaren|printen|opslaan)|zapisz przepis|press release|news release|media release|pressemitteilung|presseinformation|medienmitteilung|communiqué de presse|(?:comunicado|nota) de prensa|comunicato stampa|(?:comunicado|nota) à imprensa|persbericht|pressmeddelande|pressemeddelelse|informacja prasowa|пресс-релиз|for immediate release|embargoed until\b.{0,60}|zur sofortigen veröffentlichung|pour diffusion immédiate|para (?:su )?(?:difusión|publicación) inmediata|"
    r"(?:post )?by [\w.-]{2,25} » [^\n]{6,40}\d{4}[^\n]{0,14}|r/\w{2,21}|posted by u/[\w-]+.{0,30}|u/[\w-]{3,20}|[\d.,]+k? (?:upvotes?|points?)(?:\s*[·•|].{0,40})?|[\w-]{3,20}(?: op)?\s*[·•]\s*\d+ ?(?:min|hr?|d|mo|y)\w*\.? ago|@\w{3,20}(?:\s*[·•]\s*.{1,16})?|\d{1,2}:\d{2}(?: [ap]m)?\s*[·•]\s*.{4,40}|[\d.,]+ ?[km]? views|"
    rf"{_SECTION}(?:\s*[|·•,/]?\s+{_SECTION}){{2,}}|"
    r"quantity:? \d+|(?:menge|quantité|cantidad|quantità|quantidade|aantal|ilość):? \d+|(?:topics|tags|filed under|themen|schlagwörter|temas|etiquetas|argomenti|mots-clés)\s*:\s*[^|.]{2,30}(?:\s*[|,·]\s*[^|.,]{2,30}){1,8}|"
    r"(?:log ?in|sign in|register|subscribe|anmelden|abonnieren|se connecter|s'abonner|iniciar sesión|suscríbete|accedi|abbonati|entrar|assine)(?:\s*[|·/•]\s*[\w' ]{2,24}){1,6}|"
    r"all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|tutti i diritti riservati|todos os direitos reservados|(?:©|\(c\)|copyright)\s*(?:©\s*)?\d{4}\b.{0,80}|.{0,60}(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|tutti i diritti riservati|todos os direitos reservados|все права защищены)"
    r")\W*$",
    re.IGNORECASE,
)
# Lines that count only where others are signs of a page.
WEAK = re.compile(
    rf"^\W*(?:{_SECTION}|"
    r"(?:lieferung|delivery|livraison|entrega|consegna|versand|shipping|levering)\b.{0,40}|(?:only |nur noch |plus que |solo quedan |solo |restam )\d+ .{0,30}|(?:new in|new arrivals?|bestseller|sale|neu eingetroffen|nouveauté|novedad|novità|novidade)|(?:in stock|auf lager|en stock|disponible|disponibile|em estoque)|reply|award|report|upvote|downvote|antworten|répondre|responder|rispondi|ответить|share|save|print|tweet|post|pin(?: it)?|e-?mail|facebook|twitter|x|linkedin|whatsapp|pinterest|reddit|telegram|bluesky|instagram|flipboard|copy(?: link)?|like|follow|follow us(?: on .{1,20})?|subscribe|sign in|log in|register|menu|search|home|comments?|close|next|previous|more|"
    r"topics|tags|read more|continue reading|show more|load more|see also|listen|watch|gift article|bookmark|play|"
    r"teilen|merken|drucken|kommentare|anmelden|abonnieren|menü|suche|startseite|weiterlesen|mehr|mehr lesen|schließen|link kopieren|anhören|"
    r"partager|enregistrer|imprimer|commentaires|s'abonner|se connecter|recherche|accueil|lire la suite|fermer|copier le lien|"
    r"compartir|guardar|imprimir|comentarios|suscribirse|suscríbete|iniciar sesión|buscar|inicio|leer más|seguir leyendo|cerrar|"
    r"condividi|salva|stampa|commenti|abbonati|accedi|cerca|leggi tutto|continua a leggere|chiudi|compartilhar|salvar|comentários|assine|entrar|buscar|leia mais|поделиться|сохранить|комментарии|подписаться|читать далее|меню|поиск)\W*$",
    re.IGNORECASE,
)
# "Read more: Why the river froze".
MORE = re.compile(
    r"^\W*(?:read more|read also|also read|read next|see also|related|related story|related article|more on this|don't miss|lesen sie auch|lies auch|mehr zum thema|auch interessant|passend dazu|lire aussi|à lire aussi|voir aussi|lea también|lee también|también te puede interesar|te puede interesar|vous pourriez aussi aimer|lees ook|zobacz też|czytaj też|läs också|les også|leggi anche|potrebbe interessarti|leia também|leia mais|veja também|читайте также)\s*[:：|»>–-]\s*(?P<rest>\S.*)$",
    re.IGNORECASE,
)
OTHERS_BELOW = re.compile(
    r"^\W*(?:related (?:articles|stories|posts|topics|content|reading)|more (?:on this story|from .{2,30}|stories|like this|in .{2,20})|most (?:read|popular|viewed|shared)|(?:read|up) next|trending(?: now)?|you (?:may|might) (?:also )?(?:like|be interested in)|recommended(?: for you| stories| reading)?|(?:customers|people) (?:who bought this )?also (?:bought|viewed|liked)|frequently bought together|wird oft zusammen gekauft|(?:häufig|oft) zusammen gekauft|kunden (?:haben sich|interessierten sich) auch\b.{0,30}|produits? (?:similaires|associés|souvent achetés ensemble)|fréquemment achetés ensemble|comprados juntos habitualmente|productos (?:relacionados|similares)|spesso comprati insieme|prodotti (?:simili|correlati)|frequentemente comprados juntos|produtos (?:relacionados|similares)|ähnliche produkte|similar (?:items|products)|klienci kupili również|podobne produkty|anderen bekeken ook|andere klanten kochten ook|gerelateerde producten|andra (?:köpte|tittade) också|liknande produkter|andre købte også|relaterede produkter|související produkty|hasonló termékek|benzer ürünler|с этим товаром покупают|похожие товары|схожі товари|看了又看|猜你喜欢|関連商品|この商品を買った人はこんな商品も買っています|함께 구매한 상품|관련 상품|kunden kauften auch|vous aimerez aussi|también te puede gustar|potrebbe piacerti anche|editors?['’]s? picks|latest (?:news|stories|posts)|popular posts|"
    r"mehr zum thema|mehr zu|weitere (?:themen|artikel|meldungen|nachrichten|beiträge)|mehr (?:nachrichten|meldungen|artikel|beiträge)|autres articles|otras noticias|más noticias|altre notizie|outras notícias|другие новости|das könnte sie (?:auch )?interessieren|meistgelesen|ähnliche (?:artikel|beiträge)|lesen sie auch|empfehlungen der redaktion|à lire aussi|sur le même sujet|articles (?:liés|similaires)|les plus lus|"
    r"artículos relacionados|noticias relacionadas|lo más leído|(?:también )?te puede interesar|también te interesa|vous pourriez aussi aimer|pode (?:também )?interessar(?:-lhe)?|você (?:também )?pode gostar|ti potrebbe (?:anche )?interessare|lees ook|meest gelezen|zobacz też|czytaj też|läs också|les også|相关阅读|相关文章|関連記事|articoli correlati|leggi anche|i più letti|potrebbe interessarti|artigos relacionados|leia também|mais lidas|veja também|читайте также|материалы по теме)\W*$",
    re.IGNORECASE,
)
_AGENCY = r"(?:reuters|a\.?p|afp|dpa|epa|getty(?: images)?|shutterstock|i?stock|istockphoto|alamy|unsplash|pexels|pixabay|imago(?: images)?|ansa|efe|lusa|picture alliance|ap photo|ap images|magnum(?: photos)?|wikimedia(?: commons)?|flickr|adobe ?stock|depositphotos|pa (?:media|wire|images)|keystone|anadolu|bloomberg|nasa|esa)"
CREDITED = re.compile(
    rf"^[\s(\[]*(?:(?:photo(?:graph)?|foto(?:grafie|graf|s)?|picture|image|bild|illustration|video|credits?|crédit|crédito|credito|fotocredit|quelle|fonte)s?(?: (?:credit|by|courtesy of|von|de|di|photo))?\s*[:：]?\s*(?:by )?.{{0,60}}?[/|,(©]?\s*\b{_AGENCY}\b.{{0,30}}|"
    rf"(?:photo(?:graph)?|image|picture) credits?\s*[:：].{{1,60}}|crédits? photos?\s*[:：].{{1,60}}|(?:photo(?:graph)?|foto|bild)\s*[:：]\s*©.{{1,60}}|©\s*(?:\d{{4}} )?[^\d\s].{{1,60}}|(?:[^\W\d_][\w.'’-]+ ){{0,3}}[^\W\d_][\w.'’-]+ ?/ ?{_AGENCY}\b.{{0,20}}|{_AGENCY}(?: ?/ ?.{{1,40}}| images| photo)?)[)\]\s.]*$",
    re.IGNORECASE,
)
PLAIN_CREDIT = re.compile(
    r"^[\s(\[]*(?:photo(?:graph)?s?|fotos?|pictures?|images?|bild(?:er)?|illustrations?)(?: by| von)?\s*[:：]\s*(?:(?-i:[^\W\d_a-z])[\w.'’-]*[ ,/&]*){1,5}[)\]\s]*$",
    re.IGNORECASE,
)
REPORTER = re.compile(
    r"\b(?:reporters?|correspondent|staff|staff writer|editor|journalist|newsroom|bbc|cnn|reuters|redakt(?:ion|eur|eurin)|korrespondent(?:in)?|journaliste|rédaction|corresponsal|redacción|redactora?|corrispondente|redazione|giornalista|redação|jornalista|correspondente|agenc(?:y|ies)|agentur|agence|agencias?|agenzia|agência)\b",
    re.IGNORECASE,
)
WHEN = re.compile(
    rf"^\W*(?:(?:first |last )?(?:published|updated|posted|modified|created|veröffentlicht|aktualisiert|stand|обновлено|последнее обновление|letzte aktualisierung|last edited|last updated|dernière mise à jour|última actualización|ultimo aggiornamento|última atualização|publié|mis à jour|publicado|actualizado|pubblicato|aggiornato|atualizado|опубликовано|обновлено)\b(?: (?:on|at|am|le|el|il|em|um))?\s*[:：]?\s*(?:{_DATE}{_TIME}|\d{{1,2}}[:.]\d{{2}}.{{0,12}}|\d+ (?:minutes?|hours?|days?|stunden?|minuten|tagen?) ago|vor \d+ (?:minuten|stunden?|tagen?))(?:\s*[|·•,–-].{{0,60}})?|\d+ (?:minutes?|mins?|hours?|hrs?|days?) ago|vor \d+ (?:minuten|stunden?|tagen?)|il y a \d+ (?:minutes|heures?|jours?)|hace \d+ (?:minutos|horas?|días?))\W*$",
    re.IGNORECASE,
)
DATED = re.compile(
    rf"^\W*(?:[^|·•\d]{{3,50}}\s*[|·•,–-]\s*)?{_DATE}{_TIME}(?:\s*[|·•–-].{{0,40}})?\W*$", re.IGNORECASE
)
COOKIE = re.compile(r"\bcookies?\b", re.IGNORECASE)
CONSENT = re.compile(
    r"\b(?:consent|accept|agree|experience|privacy|polic\w+|site|website|settings|browser|browsing|personali[sz]e\w*|analy[sz]e|traffic|partners|einwillig\w+|zustimm\w+|akzeptier\w+|datenschutz\w*|webseite|website|einstellungen|expérience|accept\w+|confidentialité|consentement|consentimiento|acept\w+|experiencia|privacidad|sitio|consenso|accett\w+|esperienza|sito|consentimento|aceit\w+|experiência|согласи\w+|сайт\w*)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Dd]e|Da|Della|Dalla|[Dd]oor|[Aa]v|[Aa]f|Автор:|Текст:|Text:|Autor:|Auteur :|Autora?:|Testo di|Texto:|Texto de|Words by|Written by|Story by) (?:[^\W\d_a-z][\w.'’-]+[, ]*){1,4}(?:,.*)?$"
)


# "Jo Marten in Bergen" over the date of an article.
NAME_OVER_DATE = re.compile(
    r"^(?:[^\W\d_a-z][\w.'’-]+ ){1,3}[^\W\d_a-z][\w.'’-]+(?:,? (?:in|aus|à|en|da|em|w|i) (?:[^\W\d_a-z][\w.'’-]+ ?){1,3})?$"
)


def is_byline(text: str) -> bool:
    """Return whether a line says who has written a text: "by Lena Brandt"."""
    return bool(_BYLINE.match(text)) and not ends_sentence(text) and text[-1:] not in {*":;,—–-"}


def is_page(lines: Sequence[str]) -> bool:
    """Return whether two lines or more are surely of an article's page."""
    short = [line for line in lines if len(line) <= LONGEST_SIGN]
    return sum(any(sign.match(line) for sign in (SURE, CREDITED, WHEN, OTHERS_BELOW)) for line in short) > 1
