"""Words for things and ideas, by the place in which one would film them."""

from __future__ import annotations

TYPICAL: dict[str, str] = {
    "coast": "gull seagull puffin tide tides sailor mariner smuggler shipwreck wave waves cormorant",
    "sea": "ship ships boat boats sail sails sailing sailboat yacht captain pirate pirates voyage cruise navigator ferry vessel columbus viking vikings titanic iceberg",
    "beach": "sand sandy coconut palm palms surf surfer surfboard sunbathe vacation holiday holidays flamingo sandal shell shells turtle parasol",
    "harbour": "fisherman fishermen fishing anchor cargo container trawler dockworker seaport",
    "lake": "swan swans duck ducks canoe kayak rowing frog heron loon trout",
    "river": "salmon beaver otter raft hydropower dam watermill freshwater",
    "mountains": "eagle eagles climber climbers hike hiker hikers hiking goat goats ibex avalanche yeti trek trekking marmot rock rocks cave dragon dragons adventure challenge",
    "meadow": (
        "cow cows horse horses sheep lamb lambs pony grass wildflower dandelion daisy poppy poppies kite rainbow dog dogs puppy rabbit "
        "rabbits hare hedgehog nature ecology ecosystem photosynthesis plant plants seed seeds seedling sprout leaf biology evolution "
        "field_trip butterfly_effect animal animals"
    ),
    "savanna": "lion lions lioness elephant elephants giraffe giraffes zebra zebras rhino rhinoceros hippo cheetah hyena antelope gazelle ostrich meerkat leopard buffalo wildebeest",
    "forest": "fox foxes wolf wolves bear bears owl owls deer stag moose squirrel squirrels badger lynx boar mushroom mushrooms tree trees pine pines oak fern moss elf elves fairy fairies campfire camping camp tent hunter lumberjack timber acorn autumn_leaves raccoon gnome witch",
    "jungle": "monkey monkeys gorilla gorillas orangutan chimpanzee tiger tigers parrot parrots toucan jaguar sloth python anaconda chameleon dinosaur dinosaurs tyrannosaurus jurassic explorer expedition vine vines orchid crocodile panda bamboo",
    "desert": "camel camels cactus cacti scorpion nomad nomads bedouin caravan mirage pharaoh mummy cleopatra rattlesnake vulture lizard drought cowboy western",
    "snow": "polar_bear penguin penguins seal seals walrus reindeer husky sled sledge igloo skier skiers skiing skied snowboard snowboarder snowboarders snowman ice icy frost frozen blizzard christmas santa snow snowy snowflake snowflakes mammoth inuit",
    "volcano": "geology tectonic plate_tectonics",
    "mars": "rover curiosity perseverance colonist",
    "moon": "armstrong aldrin crater_rim lander",
    "space": (
        "asteroid asteroids comet comets meteor meteors astronaut astronauts rocket rockets spaceship spacecraft alien aliens ufo telescope astronomy astronomer "
        "astrophysics shuttle nasa cosmonaut starlight zodiac"
    ),
    "orbit": "climate globalization continent continents atmosphere ozone geography civilization ",
    "clouds": (
        "cloud clouds plane planes airplane airplanes aeroplane aircraft helicopter pilot flight flights flying bird birds wing wings angel angels balloon balloons parachute "
        "glider helicopter dove doves albatross soar soaring migration"
    ),
    "underwater": (
        "fish fishes whale whales shark sharks dolphin dolphins octopus squid jellyfish seahorse clownfish anemone stingray lobster crab diver divers "
        "mermaid mermaids plankton starfish atlantis orca tuna eel treasure plastic"
    ),
    "city": (
        "business businesses company companies economy economic economics finance financial bank banks banking investor investment investments revenue "
        "profit profits stock stocks startup startups entrepreneur traffic taxi subway metro corporate money market markets inflation tax taxes "
        "election elections democracy vote voters architecture architect buildings "
        "tower towers bank_account insurance earthquake earthquakes real_estate commuter firefighter firefighters police crime journalist sales customer customers"
    ),
    "street": "market shops stores shopping cyclist bus buses tram pedestrian baker_street lantern lamppost umbrella umbrellas parade festival detective neighbour postman bakery_window ",
    "village": "house houses roof villager villagers peasant folk community barn church tradition traditions tale",
    "castle": "king kings queen queens knight knights prince princess crown throne royal sword swords wizard magic magical sorcerer legend myth jester dungeon joust shield legendary vampire ghost haunted",
    "ruins": "emperor emperors empire caesar gladiator gladiators philosophy philosopher socrates plato aristotle archaeology archaeologist history historic historical ancient civilisation column columns monument mythology zeus legacy",
    "road": "car cars drive driver driving truck trucks lorry motorcycle motorbike bicycle bicycles bike bikes traveller traveler wheel wheels race racing marathon runner runners running engine vehicle vehicles train trains railway",
    "field": "farmer farmers tractor agriculture agricultural chicken chickens hen rooster pig pigs corn maize grain soil plough scarecrow potato potatoes cotton rice solar solar_panel solar_panels wind_turbine turbines hay donkey goose geese food_security soldier soldiers army",
    "garden": "flower flowers rose roses tulip tulips sunflower sunflowers bee bees honeybee honey butterfly butterflies ladybug ladybird gardener gardening blossom blossoms bloom petal pollen pollination caterpillar worm worms snail insect insects ant ants spider hummingbird compost playground",
    "room": "home homes grandmother grandfather grandma grandpa parents mother father mom dad baby babies cat cats kitten kittens furniture carpet housework cosy cozy birthday windowsill ",
    "bedroom": "sleep sleeping asleep pyjamas pajamas lullaby blanket insomnia nap bedtime nightmare",
    "kitchen": "cook cooks cooking grill grilled fry fried roast roasted slice sliced chop chopped simmer whisk whip rinse soak drain peel peeled grate mince marinate preheat saute cream batter dough lentils knead stir ingredients recipe chef chefs recipe recipes soup pan saucepan dinner meal meals lunch supper spice spices kettle boil",
    "table": (
        "vegetable vegetables strawberry strawberries tomato tomatoes carrot carrots cherry cherries grapes olives pie pies bread loaf baker bakers bake baked baking cake cakes coffee tea pastry croissant cookie cookies chocolate pizza cheese wine beer juice breakfast fruit fruits apple "
        "apples banana bananas lemon sugar salt milk egg eggs butter jam flour eat eating nutrition diet vitamin vitamins dessert sandwich pasta noodle noodles "
        "craft crafts carpenter pottery candle candles knife cup mug spoon plate toy toys watchmaker chess"
    ),
    "classroom": "class classmates student students pupil pupils teacher teachers teach teaching education exam exams homework math maths mathematics mathematician algebra geometry alphabet grammar classmate professor tutorial quiz",
    "library": "book books read reader readers novel novels author authors writer writers write poem poems poetry poet literature shakespeare encyclopedia dictionary manuscript librarian scroll printing",
    "chamber": "politics politician politicians government governments president presidents minister ministers chancellor senator senators lawmaker lawmakers treaty law laws justice court courts judge judges jury trial verdict lawyer lawyers defendant witness",
    "stadium": "football soccer goalkeeper striker penalty_kick referee semi_final semifinal quarter_final tournament championship wimbledon fans supporters rugby quarterback touchdown offside midfielder defender",
    "station": "train trains commuters locomotive locomotives railwayman timetable",
    "airport": "passport boarding_pass jet_lag customs_officer flight_attendant airline airlines takeoff",
    "factory": "worker workers furnace blast_furnace manufacturing manufacture manufactured manufacturer manufacturers industry industries industrial mass_production welding machinery robot_arm",
    "hospital": "doctor doctors nurse nurses patient patients surgeon surgeons surgery midwife ambulance fever illness injury injured blood_pressure heart_attack stroke",
    "office": "meetings colleague colleagues manager managers boss employee employees deadline email emails presentation spreadsheet remote career_path consultant accountant marketing",
    "laboratory": "science scientific scientist scientists experiment experiments chemistry chemical chemist molecule molecules microscope virus viruses bacteria germ germs vaccine vaccines medicine medicines disease diseases health pill pills blood cell cells dna gene genes genetic genetics cancer immune test_tube antibiotic antibiotics therapy physics physicist einstein relativity newton curie pasteur penicillin pandemic dentist",
    "studio": "heart hearts product products brand brands design designer fashion shoe shoes dress perfume cosmetics makeup jewelry jewellery ring diamond camera photo photos photography photographer portrait painting painter paintings art artist artists sculpture muscle muscles brain brains lung lungs bone bones skeleton skin psychology yoga fitness exercise logo ",
    "stage": "music musician musicians concert concerts song songs sing singer singers singing band bands dance dancer dancers dancing ballet orchestra guitar violin piano drum drums rock_star jazz mozart beethoven actor actors actress comedy comedian magician performance performer audience applause film films movie movies hollywood celebrity trophy award awards champion ",
    "technology": (
        "robot robots robotics ai artificial_intelligence computer computers software hardware internet network networks data database algorithm algorithms code coding programming programmer "
        "programmers cyber cybersecurity hacker hackers digital app apps smartphone smartphones phone phones laptop chip chips processor "
        "semiconductor blockchain bitcoin crypto cryptocurrency machine_learning electronics electronic circuit circuits quantum atom atoms electron electrons "
        "nuclear laser drone drones automation online website websites cloud_computing gaming gamer video_game futuristic inventor battery batteries wireless chatbot"
    ),
}  # fmt: skip

# Words of wide meaning: they decide only where nothing else does.
VAGUE: dict[str, str] = {
    "classroom": "learn learning lesson lessons college course graduation university",
    "office": "work working job jobs team teams teamwork project projects strategy leadership productivity interview",
    "library": "story stories chapter language languages knowledge wisdom reading writing",
    "city": "growth success innovation career society news trade",
    "studio": "idea ideas question questions mind emotion emotions memory hand hands eye eyes face body colour colours color colors shape shapes creativity thank welcome",
    "meadow": "spring summer freedom peace hope joy happiness sun sunlight sunshine environment",
    "technology": "technology technologies tech machine machines future invention inventions electricity electric energy_source signal virtual",
    "clouds": "sky skies air wind winds dream dreams imagination soul spirit",
    "orbit": "earth globe world international global humanity population",
    "table": "food foods clock clocks watch letter letters gift gifts",
    "road": "travel journey journeys trip way path destination",
    "stage": "play show shows speech",
    "room": "family families comfort lamp love television tv guest",
    "river": "water fresh_water",
    "space": "star stars planet planets gravity infinity eternity launch",
    "street": "people crowd",
    "garden": "child children kid kids",
    "field": "energy renewable war battle",
}  # fmt: skip
