"""Words for things and ideas, by the place in which one would film them."""

from __future__ import annotations

TYPICAL: dict[str, str] = {
    "coast": "gull seagull puffin tide tides sailor mariner smuggler shipwreck wave waves cormorant",
    "sea": "ship ships boat boats sail sails sailing sailboat yacht captain pirate pirates voyage cruise navigator ferry vessel columbus viking vikings island islands",
    "beach": "sand sandy coconut palm palms surf surfer surfboard sunbathe vacation holiday holidays flamingo sandal shell shells turtle parasol",
    "harbour": "fisherman fishermen fishing anchor cargo container trawler dockworker seaport",
    "lake": "swan swans duck ducks canoe kayak rowing frog heron loon trout calm serenity stillness reflection reflections",
    "river": "bridge bridges salmon beaver otter raft hydropower dam watermill water fresh_water freshwater",
    "mountains": "eagle eagles climb climber climbers climbing hike hiker hikers hiking goat goats ibex avalanche yeti trek trekking marmot rock rocks cave dragon dragons adventure challenge",
    "meadow": (
        "cow cows horse horses sheep lamb lambs pony grass wildflower dandelion daisy poppy poppies kite rainbow dog dogs puppy rabbit "
        "rabbits hare hedgehog nature environment ecology ecosystem photosynthesis plant plants seed seeds seedling sprout leaf biology evolution "
        "sun sunlight sunshine spring summer freedom peace hope joy happiness football soccer field_trip butterfly_effect animal animals"
    ),
    "savanna": "lion lions lioness elephant elephants giraffe giraffes zebra zebras rhino rhinoceros hippo cheetah hyena antelope gazelle ostrich meerkat leopard buffalo wildebeest",
    "forest": "fox foxes wolf wolves bear bears owl owls deer stag moose squirrel squirrels badger lynx boar mushroom mushrooms tree trees pine pines oak fern moss elf elves fairy fairies campfire camping camp tent hunter lumberjack timber acorn autumn_leaves raccoon gnome witch",
    "jungle": "monkey monkeys gorilla gorillas orangutan chimpanzee tiger tigers parrot parrots toucan jaguar sloth python anaconda chameleon dinosaur dinosaurs tyrannosaurus jurassic explorer expedition vine vines orchid crocodile panda bamboo",
    "desert": "camel camels cactus cacti scorpion nomad nomads bedouin caravan mirage pharaoh mummy cleopatra rattlesnake vulture lizard drought cowboy western",
    "snow": "penguin penguins seal seals walrus reindeer husky sled sledge igloo skier skiing snowboard snowman ice icy frost frozen blizzard christmas santa snow snowy snowflake snowflakes mammoth inuit",
    "volcano": "geology tectonic earthquake earthquakes plate_tectonics",
    "mars": "rover curiosity perseverance colonist",
    "moon": "armstrong aldrin moon crater_rim lander",
    "space": (
        "astronaut astronauts rocket rockets spaceship spacecraft star stars planet planets alien aliens ufo telescope astronomy astronomer "
        "astrophysics gravity einstein relativity infinity eternity shuttle nasa cosmonaut launch starlight zodiac"
    ),
    "orbit": "earth globe climate world international global globalization continent continents atmosphere ozone geography humanity civilization population",
    "clouds": (
        "sky skies cloud clouds plane planes aircraft pilot flight flights fly flying bird birds wing wings angel angels balloon balloons parachute "
        "glider helicopter dove doves albatross dream dreams imagination air wind winds soul spirit soar soaring migration swallow stork"
    ),
    "underwater": (
        "fish fishes whale whales shark sharks dolphin dolphins octopus squid jellyfish seahorse clownfish anemone stingray lobster crab diver divers "
        "mermaid mermaids plankton starfish atlantis orca tuna eel treasure plastic"
    ),
    "city": (
        "business businesses company companies economy economic economics finance financial bank banks banking investor investment investments revenue "
        "profit profits growth stock stocks startup startups entrepreneur traffic taxi subway metro corporate money market markets trade inflation tax taxes "
        "politics politician government president election elections democracy vote voters law laws justice court architecture architect building buildings "
        "tower towers bank_account insurance real_estate commuter police crime news journalist society career success innovation sales customer customers"
    ),
    "street": "shop shops store stores shopping cyclist bus buses tram pedestrian baker_street lantern lamppost umbrella umbrellas parade festival detective neighbour postman bakery_window people crowd",
    "village": "villager villagers peasant folk community grandmother grandfather grandma grandpa barn church tradition traditions tale",
    "castle": "king kings queen queens knight knights prince princess crown throne royal sword swords wizard magic magical sorcerer legend myth jester dungeon joust shield legendary vampire ghost haunted",
    "ruins": "emperor emperors empire caesar gladiator gladiators philosophy philosopher socrates plato aristotle archaeology archaeologist history historic historical civilisation column columns monument mythology zeus legacy",
    "road": "car cars drive driver driving truck trucks lorry motorcycle motorbike bicycle bicycles bike bikes travel traveller traveler journey journeys trip destination path way wheel wheels race racing marathon runner runners running engine vehicle vehicles train trains railway",
    "field": "farmer farmers tractor agriculture agricultural chicken chickens hen rooster pig pigs corn maize grain soil plough scarecrow potato potatoes cotton rice solar solar_panel solar_panels wind_turbine turbines energy renewable hay donkey goose geese food_security soldier soldiers war battle army",
    "garden": "flower flowers rose roses tulip tulips sunflower sunflowers bee bees honeybee honey butterfly butterflies ladybug ladybird gardener gardening blossom blossoms bloom petal pollen pollination caterpillar worm worms snail insect insects ant ants spider hummingbird vegetable vegetables strawberry tomato tomatoes carrot compost children child kids playground cherry",
    "room": "family families parents mother father mom dad baby babies cat cats kitten kittens television tv furniture carpet housework guest comfort cosy cozy relax birthday lamp love",
    "bedroom": "sleep sleeping asleep pyjamas pajamas lullaby blanket insomnia nap bedtime nightmare",
    "kitchen": "cook cooks cooking chef chefs recipe recipes soup pan saucepan dinner meal meals lunch supper spice spices kettle boil",
    "table": (
        "bread loaf baker bakers bake baked baking cake cakes coffee tea pastry croissant cookie cookies chocolate pizza cheese wine beer juice breakfast fruit fruits apple "
        "apples banana bananas lemon sugar salt milk egg eggs butter jam flour food foods eat eating nutrition diet vitamin vitamins dessert sandwich pasta noodle noodles "
        "guitar violin craft crafts carpenter pottery candle candles letter letters knife cup mug spoon plate toy toys gift gifts watchmaker clock clocks watch chess"
    ),
    "classroom": "student students pupil pupils teacher teachers teach teaching lesson lessons learn learning education exam exams homework math maths mathematics mathematician algebra geometry alphabet grammar classmate graduation university college professor course tutorial quiz",
    "library": "book books read reader readers reading novel novels author authors writer writers write writing poem poems poetry poet literature shakespeare encyclopedia knowledge wisdom dictionary manuscript librarian story stories scroll language languages chapter printing",
    "office": "meeting meetings colleague colleagues manager managers boss employee employees job jobs work worker workers working team teams teamwork project projects deadline email emails presentation spreadsheet interview strategy leadership productivity remote career_path consultant accountant marketing lawyer",
    "laboratory": "science scientific scientist scientists experiment experiments chemistry chemical chemist molecule molecules microscope virus viruses bacteria germ germs vaccine vaccines medicine medicines doctor doctors nurse nurses patient patients disease diseases surgeon health pill pills blood cell cells dna gene genes genetic genetics cancer immune test_tube antibiotic antibiotics therapy physics physicist curie pasteur penicillin pandemic dentist",
    "studio": "heart hearts product products brand brands design designer fashion shoe shoes dress perfume cosmetics makeup jewelry jewellery ring diamond camera photo photos photography photographer portrait painting painter paintings art artist artists sculpture colour colours color colors shape shapes body muscle muscles brain brains lung lungs bone bones skeleton skin eye eyes hand hands face mind emotion emotions psychology memory yoga fitness exercise idea ideas creativity logo question questions thank welcome",
    "stage": "music musician musicians concert concerts song songs sing singer singers singing band bands dance dancer dancers dancing ballet orchestra piano drum drums rock_star jazz mozart beethoven actor actors actress play comedy comedian magician show shows performance performer audience applause film films movie movies hollywood celebrity trophy award awards champion speech",
    "technology": (
        "robot robots robotics ai artificial_intelligence computer computers software hardware internet network networks data database algorithm algorithms code coding programming programmer "
        "programmers cyber cybersecurity hacker hackers digital technology technologies tech app apps smartphone smartphones phone phones laptop chip chips processor "
        "semiconductor blockchain bitcoin crypto cryptocurrency machine machines machine_learning electronics electronic electricity electric circuit circuits quantum atom atoms electron electrons "
        "nuclear laser drone drones automation online website websites cloud_computing game games gaming gamer video_game virtual future futuristic invention inventions inventor battery batteries wireless signal chatbot"
    ),
}  # fmt: skip
