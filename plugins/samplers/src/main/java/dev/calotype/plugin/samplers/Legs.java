package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.Step;
import dev.calotype.spi.Trajectory;
import java.util.ArrayList;
import java.util.List;

/**
 * One sampler's plans of several legs, joined: where a leg ends, fresh noise lifts the point to where the next begins. A lift
 * is part of the leg's last step and costs no evaluation.
 */
record Legs(Sampler sampler, NoiseProcess process) {
    /** The lift from the end of a leg to the start of the next. */
    @FunctionalInterface
    interface Lifting {
        Lift between(Level from, Level to);
    }

    Trajectory join(List<List<Level>> legs, Lifting lifting) {
        List<Step> steps = new ArrayList<>();
        for (List<Level> leg : legs) {
            List<Step> planned = sampler.plan(leg, process).steps();
            if (steps.isEmpty()) {
                steps.add(planned.getFirst());
            } else {
                Lift lift = lifting.between(steps.getLast().level(), leg.getFirst());
                steps.add(lift.after(steps.removeLast(), leg.getFirst()));
            }
            steps.addAll(planned.subList(1, planned.size()));
        }
        return new Trajectory(steps);
    }
}
