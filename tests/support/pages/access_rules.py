"""Who gets what at which address: the table that the product is held to, for a look and for a form that is sent.

An address that is not here fails the tests, and so does a line here that no address has. Everybody here has just
proved who it is; tests/app/accounts/test_reauthentication.py tells what the others get.
"""

from __future__ import annotations

ROLES = ("anonymous", "owner", "stranger", "suspended", "helper", "staff")
Outcomes = dict[str, str]

# What one can get: a page, the page to sign in, to be led elsewhere, or to be told that it is not for this account,
# that there is no such thing, that this address takes no such request.
PAGE, SIGN_IN, MOVED, REFUSED, NOTHING, NOT_SO = "page", "sign in", "moved", "refused", "nothing", "not so"


def everybody(outcome: str) -> Outcomes:
    return dict.fromkeys(ROLES, outcome)


def members(outcome: str) -> Outcomes:
    return {**everybody(outcome), "anonymous": SIGN_IN, "suspended": SIGN_IN}


def owner(outcome: str) -> Outcomes:
    return {**members(NOTHING), "owner": outcome}


def owner_and_reviewers(outcome: str) -> Outcomes:
    return {**owner(outcome), "staff": outcome}


def visitors(outcome: str) -> Outcomes:
    """Who is signed in already is led on."""
    return {**everybody(MOVED), "anonymous": outcome, "suspended": outcome}


def staff(outcome: str, helper: str = REFUSED) -> Outcomes:
    """`helper` is what staff get to whom no right was given."""
    return {**members(REFUSED), "helper": helper, "staff": outcome}


Rule = tuple[Outcomes, Outcomes]
# A page that only shows something, for whom it is not for says so whatever is sent.
SHOWN: Rule = (everybody(PAGE), everybody(NOT_SO))

PAGES: dict[str, Rule] = {
    **dict.fromkeys(("home", "help", "terms", "privacy", "licences", "health"), SHOWN),
    "contact": (everybody(PAGE), everybody(PAGE)),
    **dict.fromkeys(("text_to_video", "image_to_video"), (members(PAGE), members(PAGE))),
    **dict.fromkeys(("library", "binned", "account", "export", "visits"), (members(PAGE), members(NOT_SO))),
    # Staff do not delete themselves.
    "delete_account": (
        {**members(PAGE), "helper": MOVED, "staff": MOVED},
        members(MOVED),
    ),
    "pronunciation": (members(PAGE), members(PAGE)),
    "presets": (members(PAGE), members(NOT_SO)),
    "kits": (members(PAGE), members(PAGE)),
    **dict.fromkeys(("rename_preset", "change_kit"), (owner(PAGE), owner(PAGE))),
    **dict.fromkeys(("delete_preset", "delete_kit"), (members(NOT_SO), owner(MOVED))),
    # Without a name, they begin with the usual choices.
    "choose_default_preset": (members(NOT_SO), members(MOVED)),
    "change_saying": (owner(PAGE), owner(PAGE)),
    "delete_saying": (members(NOT_SO), owner(MOVED)),
    "sign_out_visit": (members(NOT_SO), owner(MOVED)),
    "sign_out_elsewhere": (members(NOT_SO), members(MOVED)),
    "watch": (owner(PAGE), members(NOT_SO)),
    # These lead to the film: it is not made any more, and it is no draft.
    **dict.fromkeys(("progress", "seen"), (owner(MOVED), members(NOT_SO))),
    **dict.fromkeys(("draft", "text_draft"), (owner(MOVED), owner(MOVED))),
    # Asked by scripts; without words there is nothing to keep or to say.
    **dict.fromkeys(("typed", "understood"), (members(NOT_SO), members(PAGE))),
    "remade": (members(NOT_SO), owner(PAGE)),
    # Asked by scripts, which get a sound or a sentence.
    "hear_scene": (members(NOT_SO), owner(PAGE)),
    "hear_voice": (members(NOT_SO), members(PAGE)),
    # Asked by a script, which is told what is missing or gone.
    "write_script": (members(NOT_SO), members(PAGE)),
    "written": (members(PAGE), members(NOT_SO)),
    **dict.fromkeys(("reword_scene", "write_translation"), (members(NOT_SO), owner(PAGE))),
    "write_publication": (members(NOT_SO), owner(MOVED)),
    # Asked by a script, which is told that there is no document.
    "read_document": (members(NOT_SO), members(PAGE)),
    # Asked by a script, which says in its words what it wants.
    "send_clip": (owner(PAGE), owner(PAGE)),
    "scenes_typed": (owner(PAGE), owner(PAGE)),
    "discard_typed": (members(NOT_SO), owner(MOVED)),
    # A scene that shows a clip has no takes: these lead back to the page "Edit", or to them.
    "takes": (owner(MOVED), owner(MOVED)),
    "choose_picture": (owner(PAGE), owner(PAGE)),
    **dict.fromkeys(("cancel_takes", "delete_take"), (members(NOT_SO), owner(MOVED))),
    "send_first_clip": (members(PAGE), members(PAGE)),
    # Asked by a script, which is told that no picture has come, or that there is no such draft.
    "add_first_picture": (members(NOT_SO), members(PAGE)),
    "add_picture": (members(NOT_SO), members(NOTHING)),
    "start_picture": (owner_and_reviewers(PAGE), members(NOT_SO)),
    # No changes were stopped.
    "discard": (owner(MOVED), owner(MOVED)),
    **dict.fromkeys(("cancel", "retry", "make_film"), (members(NOT_SO), owner(MOVED))),
    "delete": (owner(PAGE), owner(MOVED)),
    "versions": (owner(PAGE), members(NOT_SO)),
    # With one version there is nothing to compare, and the one that is shown is neither restored nor deleted.
    "compare": (owner(MOVED), members(NOT_SO)),
    **dict.fromkeys(("restore", "delete_version"), (owner(MOVED), owner(MOVED))),
    "version": (owner(PAGE), members(NOT_SO)),
    "another_shape": (members(NOT_SO), owner(MOVED)),
    "another_language": (owner(PAGE), owner(PAGE)),
    # No relative speaks another language.
    "other_captions": (members(NOTHING), members(NOT_SO)),
    # Each leads back to the library, whether or not there was anything to do.
    **dict.fromkeys(("many", "put_back"), (members(NOT_SO), members(MOVED))),
    **dict.fromkeys(("duplicate", "move"), (members(NOT_SO), owner(MOVED))),
    # Without a name it is asked for.
    **dict.fromkeys(("rename", "folder"), (owner(PAGE), owner(PAGE))),
    "folders": (members(PAGE), members(PAGE)),
    "delete_folder": (members(NOT_SO), owner(MOVED)),
    "empty_bin": (members(PAGE), members(MOVED)),
    **dict.fromkeys(("storyboard", "narration", "sentences", "choose_poster"), (owner(PAGE), owner(PAGE))),
    "narration_part": (owner(PAGE), members(NOT_SO)),
    # Without a name there is nothing to move; an empty form keeps what is stored.
    "services": (staff(PAGE), members(NOT_SO)),
    **dict.fromkeys(
        ("order_services", "switch_service", "test_service", "forget_service"),
        (members(NOT_SO), staff(MOVED)),
    ),
    "service": (staff(PAGE), staff(MOVED)),
    # Without a key it is asked for.
    "own_services": (members(PAGE), members(NOT_SO)),
    "own_service": (members(PAGE), members(PAGE)),
    **dict.fromkeys(("test_own_service", "forget_own_service"), (members(NOT_SO), members(MOVED))),
}
# The route that hands out a file field; None is a file that nobody can ask for.
FILES: dict[str, str | None] = {
    "film.video": "video",
    "film.poster": "poster",
    "film.captions": "captions",
    "film.subtitles": "subtitles",
    "film.transcript": "transcript",
    "film.chapters": "chapters",
    "film.credits": "credits",
    "film.sprites": "sprites",
    "film.thumbnails": "thumbnails",
    "film.miniature": "miniature",
    # What former films were made from: of pictures, a small copy is shown.
    "keepsake.file": None,
    "keepsake.miniature": "version_scene",
    "generation.input_image": "picture",
    "generation.miniature": "picture_miniature",
    # No page shows these: they are parts of films alone.
    **dict.fromkeys(("brand.logo", "brand.font_file", "brand.intro", "brand.outro")),
    **dict.fromkeys(("bookend.picture", "bookend.clip", "bookend.sound")),
    "generation.upload": None,
    "generation.input_clip": None,
    "generation.music_file": "own_music",
    "take.image": "take_picture",
    "take.miniature": "take_miniature",
    "take.layers": None,
    # Only small copies of them are shown.
    **dict.fromkeys(("startpicture.upload", "startpicture.clip", "startpicture.image")),
    "startpicture.miniature": "start_miniature",
    "scene.image": "scene_picture",
    "scene.miniature": "scene_miniature",
    "scene.clip_filmstrip": "clip_filmstrip",
    "scene.upload": None,
    # What is made of it is a part of the film alone.
    **dict.fromkeys(("scene.clip", "scene.clip_sound_file", "scene.clip_upload")),
    # Where it is the owner's own voice.
    "scene.speech": "scene_recording",
    "scene.recording": None,
    # Parts of it are heard before it is taken.
    **dict.fromkeys(("narration.file", "narration.preview")),
    "piece.file": None,
    # No page shows these: they are parts of the film alone.
    **dict.fromkeys(("cutaway.image", "cutaway.layers", "scene.layers")),
}
HANDED_OUT: dict[str, Rule] = {
    name: (owner_and_reviewers(PAGE), members(NOT_SO)) for name in FILES.values() if name
}
# The same files of one version.
HANDED_OUT |= {
    f"version_{field.removeprefix('film.')}": HANDED_OUT[name]
    for field, name in FILES.items()
    if name and field.startswith("film.") and field != "film.miniature"
}
# By the key of an upload of the owner's: reviewers have no shelf of others.
HANDED_OUT["pick_miniature"] = (owner(PAGE), members(NOT_SO))

LED_ON: Rule = (members(MOVED), members(MOVED))
ACCOUNTS: dict[str, Rule] = {
    **dict.fromkeys(("account_login", "account_signup"), (visitors(PAGE), visitors(PAGE))),
    "account_logout": ({**members(PAGE), "anonymous": MOVED, "suspended": MOVED}, everybody(MOVED)),
    **dict.fromkeys(
        (
            "account_inactive",
            "account_email_verification_sent",
            "account_reset_password_done",
            "account_reset_password_from_key_done",
        ),
        SHOWN,
    ),
    "account_confirm_email": (everybody(PAGE), everybody(NOTHING)),
    **dict.fromkeys(
        ("account_reset_password", "account_reset_password_from_key"), (everybody(PAGE), everybody(PAGE))
    ),
    **dict.fromkeys(("account_reauthenticate", "account_change_password"), (members(PAGE), members(PAGE))),
    "account_email": (members(PAGE), members(MOVED)),
    **dict.fromkeys(
        (
            "account_confirm_login_code",
            "account_set_password",
            "mfa_authenticate",
            "mfa_reauthenticate",
            "mfa_reauthenticate_webauthn",
        ),
        LED_ON,
    ),
    **dict.fromkeys(
        ("mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"),
        (members(PAGE), members(PAGE)),
    ),
    **dict.fromkeys(("mfa_edit_webauthn", "mfa_remove_webauthn"), (members(NOTHING), members(NOTHING))),
    **dict.fromkeys(("mfa_index", "mfa_list_webauthn"), (members(PAGE), members(NOT_SO))),
    "mfa_view_recovery_codes": (members(NOTHING), members(NOT_SO)),
    **dict.fromkeys(
        ("mfa_deactivate_totp", "mfa_download_recovery_codes"),
        (members(NOTHING), members(NOTHING)),
    ),
    # Answers scripts alone.
    "mfa_login_webauthn": (visitors(SIGN_IN), visitors(SIGN_IN)),
}

SITE: dict[str, Rule] = {
    "services": (staff(PAGE), staff(PAGE)),
    "usage": (staff(PAGE), staff(PAGE)),
    "index": (staff(PAGE, PAGE), staff(PAGE, PAGE)),
    "login": (staff(MOVED, MOVED), staff(PAGE, PAGE)),
    "logout": (
        {**staff(NOT_SO, NOT_SO), "owner": MOVED, "stranger": MOVED},
        {**staff(MOVED, MOVED), "owner": MOVED, "stranger": MOVED},
    ),
    "password_change": (staff(MOVED, MOVED), staff(MOVED, MOVED)),
    **dict.fromkeys(("password_change_done", "jsi18n"), (staff(PAGE, PAGE), staff(NOT_SO, NOT_SO))),
    "autocomplete": (staff(REFUSED), staff(NOT_SO, NOT_SO)),
    "view_on_site": (staff(NOTHING, NOTHING), staff(NOTHING, NOTHING)),
    "app_list": (staff(PAGE, NOTHING), staff(PAGE, NOTHING)),
    "everything_else": (staff(NOTHING, NOTHING), staff(NOTHING, NOTHING)),
}
# What the admin has pages about, and whether rows can be added and changed by hand there.
MODELS = {
    "generator_generation": (False, True),
    "generator_user": (True, True),
    "generator_contactmessage": (False, True),
    "auth_group": (True, True),
    "account_emailaddress": (True, True),
    "mfa_authenticator": (False, False),
}


def _about(model: str, can_add: bool, can_change: bool) -> dict[str, Rule]:
    add = PAGE if can_add else REFUSED
    change = (staff(PAGE), staff(PAGE if can_change else REFUSED))
    return {
        f"{model}_changelist": (staff(PAGE), staff(PAGE)),
        f"{model}_add": (staff(add), staff(add)),
        f"{model}_change": change,
        f"{model}_delete": (staff(PAGE), staff(PAGE)),
        f"{model}_history": (staff(PAGE), staff(PAGE)),
        f"{model}_leads_on": (staff(MOVED, MOVED), staff(MOVED, MOVED)),
    }


ADMIN: dict[str, Rule] = {
    **SITE,
    **{name: rule for model, can in MODELS.items() for name, rule in _about(model, *can).items()},
    "auth_user_password_change": (staff(PAGE), staff(PAGE)),
    # Their forms are valid when they are empty.
    **dict.fromkeys(
        ("generator_user_change", "generator_contactmessage_change"), (staff(PAGE), staff(MOVED))
    ),
}

RULES: dict[str, Rule] = {
    **PAGES,
    **HANDED_OUT,
    **ACCOUNTS,
    **{f"admin:{name}": rule for name, rule in ADMIN.items()},
}
