package dev.calotype.server;

import dev.calotype.jobs.ConditionerChoice;
import dev.calotype.jobs.Fault;
import dev.calotype.jobs.JobRequest;
import dev.calotype.jobs.NearMiss;
import dev.calotype.registry.ConditionerShelf;
import dev.calotype.registry.InvalidOptions;
import dev.calotype.spi.BackboneShape;
import dev.calotype.spi.ConditionerTraits;
import dev.calotype.spi.ModelRefused;
import dev.calotype.spi.ModelTraits;
import java.util.List;
import java.util.Optional;

/** Checks the conditioning modules that a request names against what lies on the shelf. Safe for any thread. */
final class ConditionerDoor {
    private final ConditionerShelf shelf;
    private final PictureDoor pictures;

    ConditionerDoor(ConditionerShelf shelf, PictureDoor pictures) {
        this.shelf = shelf;
        this.pictures = pictures;
    }

    /** Notes what is wrong with each of the request's modules, for a model with these traits. */
    void check(JobRequest request, ModelTraits traits, List<Fault> faults) {
        for (int i = 0; i < request.conditioners().size(); i++) {
            ConditionerChoice choice = request.conditioners().get(i);
            String place = "/conditioners/" + i;
            find(choice.name(), place, faults).ifPresent(found -> {
                backbone(found, request.model(), traits, place, faults);
                picture(found.traits(), choice, place, faults);
                options(found, choice, place, faults);
                ConditionerAttributes.check(found, choice, place, faults);
            });
        }
    }

    private Optional<ConditionerShelf.Shelved<?>> find(String name, String place, List<Fault> faults) {
        try {
            Optional<ConditionerShelf.Shelved<?>> found = shelf.find(name);
            if (found.isEmpty()) {
                faults.add(new Fault(
                        "unknown-conditioner",
                        place + "/name",
                        "conditioner '" + name + "' is not installed; " + NearMiss.hint(name, shelf.names())));
            }
            return found;
        } catch (ModelRefused e) {
            e.faults().forEach(fault -> faults.add(new Fault("conditioner-refused", place + "/name", fault)));
            return Optional.empty();
        }
    }

    private static void backbone(
            ConditionerShelf.Shelved<?> found, String model, ModelTraits traits, String place, List<Fault> faults) {
        BackboneShape needed = found.traits().backbone();
        BackboneShape given = traits.backbone();
        if (given == null || !needed.fits(given)) {
            String is = given == null ? "takes no conditioning modules" : "has " + given.inWords();
            faults.add(new Fault(
                    "wrong-backbone",
                    place + "/name",
                    "conditioner '" + found.name() + "' is made for " + needed.inWords() + "; model '" + model + "' "
                            + is + "; take a conditioner that was made for this model"));
        }
    }

    private void picture(ConditionerTraits traits, ConditionerChoice choice, String place, List<Fault> faults) {
        String image = choice.image();
        if (image == null && traits.wants() == ConditionerTraits.Wants.PICTURE) {
            faults.add(new Fault(
                    "missing-field",
                    place + "/image",
                    "conditioner '" + choice.name() + "' needs a picture; give it as \"image\""));
        } else if (image != null && traits.wants() == ConditionerTraits.Wants.NOTHING) {
            faults.add(new Fault(
                    "contradiction",
                    place + "/image",
                    "conditioner '" + choice.name() + "' takes no picture; leave out \"image\""));
        } else {
            pictures.header(place + "/image", image, faults);
        }
    }

    private static void options(
            ConditionerShelf.Shelved<?> found, ConditionerChoice choice, String place, List<Fault> faults) {
        try {
            found.options(choice.options());
        } catch (InvalidOptions e) {
            for (InvalidOptions.Fault fault : e.faults()) {
                String at = place + "/options" + (fault.option().isEmpty() ? "" : "/" + fault.option());
                faults.add(new Fault("bad-option", at, "conditioner '" + found.name() + "': " + fault.message()));
            }
        } catch (IllegalArgumentException e) {
            faults.add(new Fault("bad-option", place + "/options", String.valueOf(e.getMessage())));
        }
    }
}
