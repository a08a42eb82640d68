from django.db import migrations, models


def note_what_was_shown(apps, schema_editor):
    """Tell films that were shown from one that is yet to be, and say what staff thought and which brand they have."""
    films = apps.get_model("generator", "Film").objects.using(schema_editor.connection.alias)
    generations = apps.get_model("generator", "Generation").objects.using(schema_editor.connection.alias)
    shown = generations.filter(pk=models.OuterRef("generation"))
    newest = models.Subquery(shown.values("film__number")[:1])
    films.annotate(newest=newest).filter(number__lte=models.F("newest")).update(
        shown_at=models.F("made_at"), brand=models.Subquery(shown.values("brand")[:1])
    )
    of_shown = generations.exclude(film=None).values("film")
    pieces = apps.get_model("generator", "Piece").objects.using(schema_editor.connection.alias)
    loose = {}
    for generation, name in pieces.filter(film=None).values_list("generation", "fingerprint").iterator():
        loose.setdefault(generation, []).append(name)
    for pk, generation in list(films.filter(pk__in=of_shown).values_list("pk", "generation")):
        if generation in loose:
            films.filter(pk=pk).update(loose_pieces=sorted(loose[generation]))
    films.filter(pk__in=of_shown).update(review=models.Subquery(shown.values("review")[:1]))


def forget_pieces_of_former_films(apps, schema_editor):
    """Keep one piece of a kind, as it was before."""
    pieces = apps.get_model("generator", "Piece").objects.using(schema_editor.connection.alias)
    former = pieces.exclude(film=None).exclude(film=models.F("generation__film"))
    pieces.filter(pk__in=list(former.values_list("pk", flat=True))).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0049_versions"),
    ]

    operations = [
        migrations.RunPython(note_what_was_shown, forget_pieces_of_former_films),
    ]
