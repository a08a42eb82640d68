"""Words for time of day, weather, season, mood, and for elements of scenery."""

from __future__ import annotations

TIMES: dict[str, str] = {
    "dawn": "dawn sunrise daybreak first_light cockcrow morgendämmerung sonnenaufgang amanecer alba aube aurore lever_du_soleil",
    "morning": "morning mornings breakfast early_morning sunup morgen morgens frühstück mañana matin matinée desayuno",
    "day": "noon midday daytime daylight afternoon day_time mittag nachmittag tagsüber mediodía tarde midi après_midi",
    "golden": "golden_hour late_afternoon golden_light evening_sun goldene_stunde",
    "sunset": "sunset sunsets sundown evening evenings setting_sun sonnenuntergang abend abends atardecer ocaso coucher_de_soleil soir soirée",
    "dusk": "dusk twilight nightfall gloaming blue_hour dämmerung crepúsculo anochecer crépuscule",
    "night": (
        "night nights midnight nighttime moonlight moonlit starry starlit starlight tonight nocturnal moonrise full_moon fireflies "
        "nacht nachts mitternacht mondlicht noche medianoche luna_llena nuit minuit clair_de_lune halloween"
    ),
}  # fmt: skip

WEATHERS: dict[str, str] = {
    "storm": "storm storms stormy thunder thunderstorm lightning hurricane tempest typhoon tornado gewitter sturm blitz tormenta relámpago orage tempête foudre",
    "snow": "snowing snowfall blizzard snowstorm falling_snow snowflake snowflakes schneefall schneit schneesturm nevada nevando chute_de_neige neige_tombe",
    "rain": "rain rainy raining rains shower showers drizzle downpour monsoon wet umbrella umbrellas regen regnet regnerisch lluvia lluvioso llueve pluie pluvieux pleut",
    "fog": "fog foggy mist misty haze hazy nebel neblig niebla neblina brouillard brume",
    "overcast": "overcast grey_sky gray_sky gloomy dull dreary bedeckt trüb nublado gris couvert",
    "cloudy": "cloudy clouds bewölkt wolken nubes nuageux nuages",
    "clear": "sunny clear_sky cloudless bright_sky sunshine sonnig soleado ensoleillé",
}  # fmt: skip

SEASONS: dict[str, str] = {
    "winter": "winter wintry winters snow snowy snowing snowfall snowstorm blizzard frost frosty christmas ice icy frozen schnee verschneit weihnachten invierno nieve navidad hiver neige noël january december",
    "autumn": "autumn autumnal fall_colours fall_colors fall_leaves autumn_leaves fallen_leaves falling_leaves foliage october november herbst otoño automne pumpkin pumpkins",
    "blossom": "spring springtime blossom blossoms cherry_blossom cherry_blossoms easter april frühling primavera printemps",
    "summer": "summer summers summertime july august sommer verano été",
}  # fmt: skip

MOOD_WORDS: dict[str, str] = {
    "sad": "sad sadness lonely loneliness grief mourning sorrow melancholy tears cry crying loss lost alone farewell death died funeral traurig triste",
    "dark": "dark darkness scary fear horror haunted ghost ghosts nightmare mysterious mystery secret secrets danger dangerous spooky threat evil dunkel oscuro sombre",
    "romantic": "love romantic romance wedding kiss lovers valentine liebe amor amour nostalgia nostalgic",
    "dramatic": "dramatic epic war battle revolution fight fury rage power powerful disaster crisis explosion destroyed conflict",
    "calm": "calm peace peaceful quiet silence silent serene gentle tranquil rest meditation mindful still ruhig tranquilo tranquille",
    "happy": "happy happiness joy joyful fun laugh laughter smile play party celebration celebrate bright cheerful glücklich feliz heureux",
}  # fmt: skip

DETAILS: dict[str, str] = {
    "lighthouse": "lighthouse lighthouses beacon leuchtturm faro phare",
    "boat": "boat boats sail sails sailing sailboat sailboats yacht yachts ship ships regatta fisherman fishermen pirate pirates boot boote schiff segelboot barco barcos velero bateau bateaux voilier navire",
    "mill": "windmill windmills mill mühle windmühle molino moulin",
    "rainbow": "rainbow rainbows regenbogen arcoíris arc_en_ciel",
    "aurora": "aurora northern_lights polar_lights aurora_borealis polarlicht nordlicht",
    "wheat": "wheat wheat_field barley grain harvest rye weizen getreide trigo blé",
    "pyramid": "pyramid pyramids egypt egyptian pharaoh pharaohs giza sphinx cleopatra mummy pyramide pirámide",
    "cactus": "cactus cacti mexico mexican western cowboy arizona kaktus",
    "earth": "earth planet_earth our_planet globe home_planet erde tierra terre",
    "balloon": "hot_air_balloon hot_air_balloons balloon_ride heißluftballon montgolfière globo_aerostático",
    "stars": "stars starry starlight constellation constellations sterne estrellas étoiles",
}  # fmt: skip
