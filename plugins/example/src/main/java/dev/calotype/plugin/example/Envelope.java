package dev.calotype.plugin.example;

import dev.calotype.spi.BackboneShape;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Insert;
import dev.calotype.spi.Insertion;
import java.util.Arrays;
import java.util.List;

/**
 * How loud a wave is along its length: what {@link WavesModel} reads where a conditioning module puts it.
 *
 * @param points loudness at even distances from the wave's beginning to its end, with straight lines between; at least two
 */
record Envelope(List<Double> points) implements Insert {
    /** Networks that read envelopes. */
    static final BackboneShape BACKBONE = new BackboneShape("Waves", 0, List.of(), List.of(), 0);

    /** Copies the points. */
    Envelope {
        points = List.copyOf(points);
    }

    /** The loudness at a share of the wave's length, from 0 to 1. */
    double at(double share) {
        double place = share * (points.size() - 1);
        int before = Math.min((int) place, points.size() - 2);
        double part = place - before;
        return (1 - part) * points.get(before) + part * points.get(before + 1);
    }

    /** The loudness of every sample under all envelopes that a row has; each is 1 everywhere at strength 0. */
    static double[] gains(Conditioning conditioning, int samples) {
        double[] gains = new double[samples];
        Arrays.fill(gains, 1);
        for (Insertion insertion : conditioning.inserts()) {
            if (insertion.insert() instanceof Envelope envelope) {
                for (int i = 0; i < samples; i++) {
                    gains[i] *= 1 + insertion.strength() * (envelope.at((i + 0.5) / samples) - 1);
                }
            }
        }
        return gains;
    }
}
