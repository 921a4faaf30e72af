package dev.calotype.server;

import dev.calotype.jobs.Fault;
import dev.calotype.jobs.Framing;
import dev.calotype.jobs.JobRequest;
import dev.calotype.spi.FramingUse;
import dev.calotype.spi.ModelTraits;
import java.util.List;

/** Checks that a model reads what a request tells it beside its prompts: a picture's framing, and a second prompt. */
final class ReadingDoor {
    private ReadingDoor() {}

    static void check(JobRequest request, ModelTraits traits, List<Fault> faults) {
        String model = "model '" + request.model() + "' ";
        Framing framing = request.framing();
        if (framing != null) {
            framing(model, framing, traits.framing(), faults);
        }
        if (request.second() != null && !traits.secondPrompt()) {
            refuse("second", model + "has no second text encoder that could read another prompt", faults);
        }
    }

    private static void framing(String model, Framing framing, FramingUse use, List<Fault> faults) {
        switch (use) {
            case NONE -> refuse("framing", model + "was not told sizes in its training and reads none", faults);
            case SIZES -> {
                if (framing.aesthetic() != null) {
                    refuse(
                            "framing/aesthetic",
                            model + "was not told aesthetic scores in its training and reads none",
                            faults);
                }
            }
            case SCORE -> {
                if (framing.target() != null) {
                    refuse("framing/target", model + "reads an aesthetic score in the place of a target size", faults);
                }
            }
        }
    }

    private static void refuse(String field, String why, List<Fault> faults) {
        String name = field.substring(field.lastIndexOf('/') + 1);
        faults.add(new Fault("contradiction", "/" + field, why + "; leave out \"" + name + "\""));
    }
}
