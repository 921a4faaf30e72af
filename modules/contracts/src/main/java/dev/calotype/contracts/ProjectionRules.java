package dev.calotype.contracts;

import dev.calotype.spi.Correction;
import dev.calotype.spi.Projection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What every constraint keeps that a model's traits ask for. */
final class ProjectionRules {
    static final List<Rule<ModelTrial>> ALL = List.of(new Rule<>(
            "its projections give the nearest latent that obeys, and leave one that obeys", ProjectionRules::look));

    private static final double EXACT = 1e-4;

    private ProjectionRules() {}

    private static List<String> look(ModelTrial trial) {
        List<String> faults = new ArrayList<>();
        for (Correction correction : trial.traits().corrections()) {
            if (correction instanceof Correction.Projected(Projection projection)) {
                faults.addAll(look(projection, ModelTrial.noise(trial.shape().size(), 8)));
            }
        }
        return faults;
    }

    private static List<String> look(Projection projection, float[] latent) {
        float[] before = latent.clone();
        float[] once = projection.project(latent);
        if (!Arrays.equals(before, latent)) {
            return List.of("a projection writes to the latent that it is given; take a copy");
        }
        if (once.length != latent.length || !NetworkRules.isFinite(once)) {
            return List.of("a projection makes " + once.length + " values of " + latent.length
                    + ", or some that are not finite");
        }
        float[] twice = projection.project(once.clone());
        double moved = distance(once, twice);
        if (moved > EXACT) {
            return List.of(String.format(
                    Locale.ROOT, "a latent that was projected moves by %.3g when it is projected again", moved));
        }
        float[] other = ModelTrial.noise(latent.length, 9);
        float[] obeying = projection.project(other);
        return distance(latent, once) <= distance(latent, obeying) + EXACT
                ? List.of()
                : List.of("a projection goes " + distance(latent, once)
                        + " far to a latent that obeys, where another is " + distance(latent, obeying) + " away");
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum / a.length);
    }
}
