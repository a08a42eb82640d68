"""Words of six languages that tell a place, a time, a weather or a mood, with their English."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

# A word, and the word of cues.py that it stands for.
_TRANSLATED = {
    "de": "meer:sea strand:beach küste:coast hafen:harbour leuchtturm:lighthouse insel:island see:lake fluss:river bach:stream berg:mountain "
    "berge:mountain gipfel:summit vulkan:volcano wald:forest wälder:forest wiese:meadow feld:field wüste:desert schnee:snow garten:garden "
    "park:park hof:farm bauernhof:farm dorf:village stadt:city straße:street markt:market laden:shop bäckerei:bakery küche:kitchen "
    "zimmer:bedroom haus:house büro:office schule:school bibliothek:library labor:laboratory krankenhaus:hospital werkstatt:workshop "
    "fabrik:factory schloss:castle burg:castle kirche:church tempel:temple bahnhof:station flughafen:airport brücke:bridge höhle:cave "
    "weltraum:space weltall:space planet:planet mond:lunar mars:mars himmel:sky schiff:ship schiffe:ship boot:boat baum:tree bäume:tree "
    "morgendämmerung:dawn sonnenaufgang:sunrise morgens:morning morgen:morning mittag:noon nachmittag:afternoon sonnenuntergang:sunset "
    "abend:evening abends:evening dämmerung:dusk nacht:night nachts:night mitternacht:midnight sturm:storm gewitter:thunder regen:rain "
    "nebel:fog wind:wind sonne:sun winter:winter herbst:autumn sommer:summer glücklich:happy traurig:sad ruhig:calm still:calm krieg:war "
    "geheimnis:secret",
    "es": "mar:sea océano:ocean playa:beach costa:coast puerto:harbour faro:lighthouse isla:island lago:lake río:river montaña:mountain "
    "montañas:mountain volcán:volcano bosque:forest selva:jungle prado:meadow campo:field desierto:desert nieve:snow jardín:garden "
    "parque:park granja:farm pueblo:village ciudad:city calle:street mercado:market tienda:shop panadería:bakery cocina:kitchen casa:house "
    "oficina:office escuela:school biblioteca:library laboratorio:laboratory hospital:hospital taller:workshop fábrica:factory "
    "castillo:castle iglesia:church templo:temple estación:station aeropuerto:airport puente:bridge cueva:cave espacio:space "
    "planeta:planet marte:mars cielo:sky barco:ship árbol:tree árboles:tree amanecer:dawn alba:dawn mañana:morning mediodía:noon "
    "tarde:afternoon atardecer:sunset anochecer:dusk noche:night medianoche:midnight tormenta:storm lluvia:rain niebla:fog viento:wind "
    "sol:sun invierno:winter otoño:autumn verano:summer feliz:happy triste:sad tranquilo:calm tranquila:calm guerra:war secreto:secret",
    "fr": "mer:sea océan:ocean plage:beach côte:coast port:harbour phare:lighthouse île:island lac:lake rivière:river fleuve:river "
    "montagne:mountain montagnes:mountain volcan:volcano forêt:forest bois:wood jungle:jungle prairie:meadow champ:field désert:desert "
    "neige:snow jardin:garden parc:park ferme:farm village:village ville:city rue:street marché:market magasin:shop boulangerie:bakery "
    "cuisine:kitchen maison:house bureau:office école:school bibliothèque:library laboratoire:laboratory hôpital:hospital atelier:workshop "
    "usine:factory château:castle église:church temple:temple gare:station aéroport:airport pont:bridge grotte:cave espace:space "
    "planète:planet mars:mars ciel:sky bateau:boat navire:ship navires:ship arbre:tree arbres:tree aube:dawn matin:morning midi:noon "
    "après-midi:afternoon crépuscule:dusk soir:evening soirs:evening nuit:night minuit:midnight tempête:storm orage:thunder pluie:rain "
    "brouillard:fog brume:mist vent:wind soleil:sun hiver:winter automne:autumn été:summer heureux:happy triste:sad calme:calm guerre:war",
    "it": "mare:sea oceano:ocean spiaggia:beach costa:coast porto:harbour faro:lighthouse isola:island lago:lake fiume:river montagna:mountain "
    "montagne:mountain vulcano:volcano foresta:forest bosco:forest prato:meadow campo:field deserto:desert neve:snow giardino:garden "
    "parco:park fattoria:farm villaggio:village paese:village città:city strada:street mercato:market negozio:shop panetteria:bakery "
    "cucina:kitchen casa:house ufficio:office scuola:school biblioteca:library laboratorio:laboratory ospedale:hospital officina:workshop "
    "fabbrica:factory castello:castle chiesa:church tempio:temple stazione:station aeroporto:airport ponte:bridge grotta:cave "
    "spazio:space pianeta:planet marte:mars cielo:sky nave:ship navi:ship barca:boat albero:tree alberi:tree alba:dawn mattina:morning "
    "mattino:morning mezzogiorno:noon pomeriggio:afternoon tramonto:sunset sera:evening notte:night mezzanotte:midnight tempesta:storm "
    "temporale:thunder pioggia:rain nebbia:fog vento:wind sole:sun inverno:winter autunno:autumn estate:summer felice:happy triste:sad "
    "calmo:calm guerra:war segreto:secret",
    "pt": "mar:sea oceano:ocean praia:beach costa:coast porto:harbour farol:lighthouse ilha:island lago:lake rio:river montanha:mountain "
    "montanhas:mountain vulcão:volcano floresta:forest bosque:forest selva:jungle prado:meadow campo:field deserto:desert neve:snow "
    "jardim:garden parque:park fazenda:farm quinta:farm aldeia:village cidade:city rua:street mercado:market loja:shop padaria:bakery "
    "cozinha:kitchen casa:house escritório:office escola:school biblioteca:library laboratório:laboratory hospital:hospital "
    "oficina:workshop fábrica:factory castelo:castle igreja:church templo:temple estação:station aeroporto:airport ponte:bridge "
    "caverna:cave espaço:space planeta:planet marte:mars céu:sky navio:ship barco:boat árvore:tree árvores:tree amanhecer:dawn "
    "manhã:morning tarde:afternoon anoitecer:dusk noite:night tempestade:storm chuva:rain neblina:fog nevoeiro:fog vento:wind sol:sun "
    "inverno:winter outono:autumn verão:summer feliz:happy triste:sad calmo:calm calma:calm guerra:war segredo:secret",
    "nl": "zee:sea oceaan:ocean strand:beach kust:coast haven:harbour vuurtoren:lighthouse eiland:island meer:lake rivier:river berg:mountain "
    "bergen:mountain vulkaan:volcano bos:forest weide:meadow veld:field woestijn:desert sneeuw:snow tuin:garden park:park "
    "boerderij:farm dorp:village stad:city straat:street markt:market winkel:shop bakkerij:bakery keuken:kitchen huis:house kantoor:office "
    "school:school bibliotheek:library laboratorium:laboratory ziekenhuis:hospital werkplaats:workshop fabriek:factory kasteel:castle "
    "kerk:church tempel:temple station:station luchthaven:airport brug:bridge grot:cave ruimte:space planeet:planet mars:mars hemel:sky "
    "schip:ship schepen:ship boot:boat boom:tree bomen:tree dageraad:dawn ochtend:morning middag:noon namiddag:afternoon "
    "zonsondergang:sunset avond:evening schemering:dusk nacht:night middernacht:midnight storm:storm onweer:thunder regen:rain mist:fog "
    "wind:wind zon:sun winter:winter herfst:autumn zomer:summer gelukkig:happy verdrietig:sad rustig:calm kalm:calm oorlog:war geheim:secret",
}
DICTIONARIES = {
    language: dict(pair.split(":") for pair in pairs.split()) for language, pairs in _TRANSLATED.items()
}

# The same for Chinese and Japanese, whose words are not told apart by spaces.
SIGNS = dict(
    pair.split(":")
    for pair in (
        "灯塔:lighthouse 燈塔:lighthouse 灯台:lighthouse 海:sea 大海:sea 沙滩:beach 海滩:beach 岛:island 島:island 湖:lake 河:river 川:river "
        "山:mountain 火山:volcano 森林:forest 森:forest 树林:forest 草原:meadow 田野:field 沙漠:desert 砂漠:desert 雪:snow 花园:garden "
        "公园:park 公園:park 农场:farm 村:village 城市:city 都市:city 街:street 市场:market 市場:market 商店:shop 店:shop 厨房:kitchen "
        "房间:bedroom 部屋:bedroom 办公室:office 会社:office 公司:office 学校:school 图书馆:library 図書館:library 实验室:laboratory "
        "医院:hospital 病院:hospital 工厂:factory 工場:factory 城堡:castle 城:castle 寺:temple 车站:station 駅:station 机场:airport 空港:airport "
        "桥:bridge 橋:bridge 太空:space 宇宙:space 行星:planet 火星:mars 天船:ship 树:tree 黎明:dawn 早上:morning "
        "早晨:morning 朝:morning 中午:noon 下午:afternoon 午後:afternoon 日落:sunset 夕:evening 傍晚:evening 晚上:evening 夜:night 暴风雨:storm "
        "嵐:storm 雨:rain 雾:fog 霧:fog 风:wind 風:wind 太阳:sun 太陽:sun 冬:winter 秋:autumn 夏:summer 春:springtime 快乐:happy 悲伤:sad "
        "安静:quiet 静:quiet 战争:war 戦争:war 秘密:secret"
    ).split()
)
