package dev.calotype.launcher;

import dev.calotype.jobs.NearMiss;
import java.util.List;

/** Models that are trained and scored here. */
final class StarterModels {
    /** Motion modules, which are made for shapes. */
    static final String MOTION = "motion";

    /** A ControlNet, which is made for shapes. */
    static final String OUTLINES = "outlines";

    private static final List<String> NAMES = List.of("shapes", MOTION, OUTLINES);

    private StarterModels() {}

    static void check(String model) {
        if (!NAMES.contains(model)) {
            throw new Complaint("there is no starter model '" + model + "'; " + NearMiss.hint(model, NAMES));
        }
    }
}
