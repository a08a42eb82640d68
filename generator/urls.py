"""The URLs of the pages."""

from __future__ import annotations

from django.urls import path

from generator.models import Film
from generator.views import (
    account,
    actions,
    contact,
    create,
    files,
    health,
    licences,
    pages,
    storyboard,
    visits,
    watch,
)
from generator.views.editor import hearing, narration, settings, takes
from generator.views.library import folders, library, many, one
from generator.views.scenes import typed as typed_scenes
from generator.views.services import board
from generator.views.services import one as services_one
from generator.views.starting import documents, kits, pictures, presets, scenes_first
from generator.views.versions import comparing, languages, listing, shapes, watching
from generator.views.writing import asking, films, scripts

urlpatterns = [
    path("", pages.home, name="home"),
    path("text-to-video/", create.text_to_video, name="text_to_video"),
    path("text-to-video/understood/", create.understood, name="understood"),
    path("text-to-video/typed/", create.typed, name="typed"),
    path("text-to-video/document/", documents.read_document, name="read_document"),
    path("text-to-video/write/", scripts.write_script, name="write_script"),
    path("text-to-video/<uuid:pk>/", create.text_draft, name="text_draft"),
    path("image-to-video/", create.image_to_video, name="image_to_video"),
    path("image-to-video/add/", pictures.add_first_picture, name="add_first_picture"),
    path("image-to-video/<uuid:pk>/", create.draft, name="draft"),
    path("image-to-video/<uuid:pk>/add/", pictures.add_picture, name="add_picture"),
    path("image-to-video/<uuid:pk>/pictures/<uuid:key>/", pictures.start_picture, name="start_picture"),
    path(
        "image-to-video/<uuid:pk>/pictures/<uuid:key>/picture.webp",
        pictures.start_miniature,
        name="start_miniature",
    ),
    path("image-to-video/<uuid:pk>/seen/", create.seen, name="seen"),
    path("videos/", library.library, name="library"),
    path("videos/many/", many.many, name="many"),
    path("videos/bin/", library.binned, name="binned"),
    path("videos/bin/empty/", many.empty_bin, name="empty_bin"),
    path("videos/bin/put-back/", one.put_back, name="put_back"),
    path("videos/folders/", folders.folders, name="folders"),
    path("videos/folders/<int:pk>/", folders.folder, name="folder"),
    path("videos/folders/<int:pk>/delete/", folders.delete_folder, name="delete_folder"),
    path("videos/<uuid:pk>/", watch.watch, name="watch"),
    path("videos/<uuid:pk>/progress/", watch.progress, name="progress"),
    path("videos/<uuid:pk>/storyboard/", storyboard.storyboard, name="storyboard"),
    path("videos/<uuid:pk>/remade/", settings.remade, name="remade"),
    path("videos/<uuid:pk>/music/", settings.own_music, name="own_music"),
    path("videos/<uuid:pk>/storyboard/typed/", typed_scenes.scenes_typed, name="scenes_typed"),
    path("videos/<uuid:pk>/storyboard/discard/", typed_scenes.discard_typed, name="discard_typed"),
    path("videos/<uuid:pk>/storyboard/<int:number>/", storyboard.sentences, name="sentences"),
    path("videos/<uuid:pk>/takes/<int:scene>/", takes.takes, name="takes"),
    path("videos/<uuid:pk>/takes/<int:scene>/cancel/", takes.cancel_takes, name="cancel_takes"),
    path("videos/<uuid:pk>/takes/<int:scene>/<int:take>/delete/", takes.delete_take, name="delete_take"),
    path("videos/<uuid:pk>/take/<int:take>/picture.jpg", takes.take_picture, name="take_picture"),
    path("videos/<uuid:pk>/take/<int:take>/picture.webp", takes.take_miniature, name="take_miniature"),
    path("videos/<uuid:pk>/send-clip/", storyboard.send_clip, name="send_clip"),
    path("videos/send-clip/", storyboard.send_first_clip, name="send_first_clip"),
    path("videos/<uuid:pk>/narration/", narration.narration, name="narration"),
    path("videos/<uuid:pk>/narration/part.wav", narration.narration_part, name="narration_part"),
    path("videos/<uuid:pk>/hear/", hearing.hear_scene, name="hear_scene"),
    path("written/<slug:token>/", asking.written, name="written"),
    path("voices/hear/", hearing.hear_voice, name="hear_voice"),
    path("videos/<uuid:pk>/make-film/", scenes_first.make_film, name="make_film"),
    path("videos/<uuid:pk>/cancel/", actions.cancel, name="cancel"),
    path("videos/<uuid:pk>/retry/", actions.retry, name="retry"),
    path("videos/<uuid:pk>/discard/", actions.discard, name="discard"),
    path("videos/<uuid:pk>/rename/", one.rename, name="rename"),
    path("videos/<uuid:pk>/duplicate/", one.duplicate, name="duplicate"),
    path("videos/<uuid:pk>/move/", one.move, name="move"),
    path("videos/<uuid:pk>/delete/", one.delete, name="delete"),
    path("videos/<uuid:pk>/poster/", actions.choose_poster, name="choose_poster"),
    *(
        path(
            f"videos/<uuid:pk>/{product.served_as}",
            files.product,
            {"name": product.name},
            name=product.name,
        )
        for product in Film.products()
    ),
    path("videos/<uuid:pk>/shape/", shapes.another_shape, name="another_shape"),
    path("videos/<uuid:pk>/language/", languages.another_language, name="another_language"),
    path("videos/<uuid:pk>/captions-<slug:language>.vtt", languages.other_captions, name="other_captions"),
    path("videos/<uuid:pk>/reword/", films.reword_scene, name="reword_scene"),
    path("videos/<uuid:pk>/publication/", films.write_publication, name="write_publication"),
    path("videos/<uuid:pk>/translation/", films.write_translation, name="write_translation"),
    path("videos/<uuid:pk>/versions/", listing.versions, name="versions"),
    path("videos/<uuid:pk>/versions/compare/", comparing.compare, name="compare"),
    path("videos/<uuid:pk>/versions/<int:number>/", watching.version, name="version"),
    path("videos/<uuid:pk>/versions/<int:number>/restore/", watching.restore, name="restore"),
    path("videos/<uuid:pk>/versions/<int:number>/delete/", watching.delete_version, name="delete_version"),
    *(
        path(
            f"videos/<uuid:pk>/versions/<int:number>/{product.served_as}",
            watching.version_product,
            {"name": product.name},
            name=f"version_{product.name}",
        )
        for product in Film.products()
    ),
    path(
        "videos/<uuid:pk>/versions/<int:number>/scenes/<int:scene>/picture.webp",
        watching.version_scene,
        name="version_scene",
    ),
    path("videos/<uuid:pk>/miniature.webp", files.miniature, name="miniature"),
    path("videos/<uuid:pk>/picture.webp", files.picture_miniature, name="picture_miniature"),
    path("videos/<uuid:pk>/scenes/<int:number>/picture.webp", files.scene_miniature, name="scene_miniature"),
    path("videos/<uuid:pk>/picture.jpg", files.picture, name="picture"),
    path("videos/<uuid:pk>/scenes/<int:number>/filmstrip.jpg", files.clip_filmstrip, name="clip_filmstrip"),
    path(
        "videos/<uuid:pk>/scenes/<int:number>/recording.wav",
        files.scene_recording,
        name="scene_recording",
    ),
    path("videos/<uuid:pk>/scenes/<int:number>/picture.jpg", files.scene_picture, name="scene_picture"),
    path("account/", account.account, name="account"),
    path("account/export.json", account.export, name="export"),
    path("account/delete/", account.delete_account, name="delete_account"),
    path("account/pronunciation/", account.pronunciation, name="pronunciation"),
    path("account/pronunciation/<int:pk>/", account.change_saying, name="change_saying"),
    path("account/pronunciation/<int:pk>/delete/", account.delete_saying, name="delete_saying"),
    path("account/presets/", presets.presets, name="presets"),
    path("account/presets/default/", presets.choose_default_preset, name="choose_default_preset"),
    path("account/presets/<int:pk>/", presets.rename_preset, name="rename_preset"),
    path("account/presets/<int:pk>/delete/", presets.delete_preset, name="delete_preset"),
    path("account/kits/", kits.kits, name="kits"),
    path("account/kits/<uuid:pk>/", kits.change_kit, name="change_kit"),
    path("account/kits/<uuid:pk>/delete/", kits.delete_kit, name="delete_kit"),
    path("account/visits/", visits.visits, name="visits"),
    path("account/visits/<int:pk>/sign-out/", visits.sign_out_visit, name="sign_out_visit"),
    path("account/visits/sign-out-elsewhere/", visits.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("services/", board.services, name="services"),
    path("services/order/", board.order_services, name="order_services"),
    path("services/<slug:name>/", services_one.service, name="service"),
    path("services/<slug:name>/switch/", board.switch_service, name="switch_service"),
    path("services/<slug:name>/test/", services_one.test_service, name="test_service"),
    path("services/<slug:name>/forget/", services_one.forget_service, name="forget_service"),
    path("help/", pages.help, name="help"),
    path("terms/", pages.terms, name="terms"),
    path("privacy/", pages.privacy, name="privacy"),
    path("licences/", licences.licences, name="licences"),
    path("contact/", contact.contact, name="contact"),
    path("health/", health.health, name="health"),
]
