"""Words that name a place itself; two words joined by a low line are a phrase."""

from __future__ import annotations

NAMED: dict[str, str] = {
    "coast": "coast coastal coastline seaside shore shoreline island islands isle archipelago lighthouse headland peninsula bay cove fjord waterfront promontory",
    "sea": "sea ocean atlantic pacific mediterranean caribbean offshore open_water high_seas seascape",
    "beach": "beach seashore lagoon tropics tropical_island palm_beach hawaii maldives bahamas sandcastle surfing",
    "cliff": "cliff cliffs precipice bluff escarpment",
    "harbour": "harbour harbor port marina quay dock pier fishing_village shipyard wharf",
    "lake": "lake lakeside reservoir pond tarn loch swamp marsh bog wetland wetlands",
    "river": "river stream creek brook riverbank waterfall rapids delta nile amazon_river danube rhine canal bridge riverside",
    "mountains": (
        "mountain mountains alps alpine himalaya himalayas everest summit peak peaks ridge andes rockies highlands glen "
        "mountaintop massif sierra canyon valley ravine gorge cave cavern mount"
    ),
    "meadow": "meadow meadows hill hills hillside pasture prairie grassland countryside landscape plains steppe picnic glade playing_field golf_course racecourse",
    "savanna": "savanna savannah serengeti safari kenya tanzania outback bush_land africa african",
    "forest": "forest woods woodland woodlands wood taiga grove thicket treetops woodpecker redwood birch pinewood",
    "jungle": "jungle rainforest amazon tropics mangrove borneo congo undergrowth",
    "desert": "desert dune dunes sahara gobi arid oasis mojave egypt egyptian arabia pyramid pyramids sphinx",
    "snow": "arctic antarctica antarctic tundra iceberg glacier icecap south_pole north_pole polar greenland lapland siberia alaska ski ski_slope ski_slopes piste",
    "volcano": "volcano volcanoes volcanic lava eruption magma crater etna vesuvius",
    "mars": "mars martian red_planet",
    "moon": "lunar apollo moon_landing moonwalk lunar_surface surface_of_the_moon on_the_moon on_moon",
    "space": (
        "space outer_space galaxy galaxies universe cosmos cosmic nebula milky_way supernova black_hole interstellar "
        "constellation constellations solar_system saturn jupiter neptune uranus venus deep_space"
    ),
    "orbit": "orbit orbiting planet_earth satellite stratosphere space_station whole_world our_planet",
    "clouds": "above_the_clouds heaven heavens cockpit skydiving mid_air in_the_sky through_the_sky cloudscape sea_of_clouds",
    "underwater": "underwater reef coral corals seabed seafloor ocean_floor deep_sea undersea submarine aquarium kelp diving scuba mariana",
    "city": (
        "city cities skyline skyscraper skyscrapers downtown metropolis urban manhattan new_york tokyo london shanghai dubai "
        "chicago singapore capital wall_street stock_market stock_exchange megacity rooftop cityscape power_plant boston madrid berlin moscow beijing mumbai delhi"
    ),
    "street": (
        "street streets avenue alley sidewalk pavement boulevard crosswalk neighbourhood neighborhood suburb paris town "
        "at_market in_market market_day fish_market flower_market christmas_market weekly_market shops stores market_square shopping_street marketplace bazaar street_market farmers_market market_stall supermarket shopping_centre vienna amsterdam barcelona lisbon prague lane high_street old_town plaza"
    ),
    "village": "village cottage farmhouse settlement windmill mill rural chalet church chapel churchyard parish",
    "castle": "castle fortress palace citadel stronghold kingdom medieval battlement drawbridge fairy_tale fairytale",
    "ruins": "ruins ruin temple temples acropolis parthenon colosseum rome roman romans athens greece pompeii antiquity ancient_rome ancient_greece ancient_temple ancient_ruins shrine monastery",
    "road": "road highway motorway roadside crossroads route_66 route freeway road_trip",
    "field": "field fields farm farmland cornfield wheat_field wheat barley vineyard plantation lavender harvest orchard crop crops farmyard",
    "garden": "garden gardens park backyard greenhouse flowerbed botanical lawn courtyard allotment",
    "room": "living_room lounge apartment sofa couch fireplace indoors came_home come_home stay_home went_home parlour bathroom armchair in_the_house in_a_house at_home at_house inside_the_house around_the_house hallway attic waiting_room",
    "bedroom": "bedroom bed bunk nursery pillow",
    "kitchen": "kitchen stove oven countertop pantry fridge refrigerator",
    "table": "bakery cafe café coffee_shop restaurant diner bistro tavern pub table tabletop teahouse shop store boutique workshop workbench patisserie",
    "classroom": "classroom school university_lecture lecture_hall blackboard kindergarten schoolroom schoolhouse chalkboard high_school primary_school",
    "library": "library bookshop bookstore archive bookshelf bookshelves reading_room museum",
    "office": "office workplace headquarters coworking desk cubicle boardroom meeting_room conference_room call_centre",
    "laboratory": "laboratory lab pharmacy research_centre",
    "hospital": "hospital hospitals clinic hospital_ward hospital_wards operating_room operating_theatre emergency_room intensive_care nursing_home sickbed hospital_bed",
    "chamber": "parliament congress senate courtroom courthouse supreme_court high_court constitutional_court law_court city_council council_chamber city_hall town_hall house_of_commons house_of_lords house_of_representatives bundestag general_assembly united_nations in_court tribunal",
    "factory": "factory factories assembly_line production_line conveyor conveyor_belt factory_floor warehouse warehouses steelworks steel_mill industrial_plant car_plant",
    "stadium": "stadium stadiums football_pitch soccer_field football_field world_cup penalty_area football_match arena athletics_track",
    "station": "train_station railway_station train_platform railway railways train_tracks railway_line",
    "airport": "airport airports runway runways airfield departure_lounge boarding_gate check_in_desk tarmac",
    "studio": "studio backdrop showroom gallery catwalk",
    "stage": "stage theatre theater opera auditorium concert_hall cinema podium circus arena ballroom nightclub basketball_court gym basketball gymnasium dance_hall boxing_ring",
    "technology": "cyberspace server_room data_center data_centre datacentre metaverse virtual_reality mainframe",
}  # fmt: skip
