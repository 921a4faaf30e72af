package dev.calotype.launcher;

import dev.calotype.contracts.Candidate;
import dev.calotype.contracts.RingWalk;
import dev.calotype.spi.About;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntConsumer;

/** Measures samplers on eight modes of a circle, and sets out their errors against evaluations in two panels. */
final class SamplerPlot {
    private static final int[] EVALUATIONS = {5, 10, 20, 35, 50, 100};

    private SamplerPlot() {}

    /** The chart; the consumer is told how many samplers are done. */
    static ErrorChart measure(List<Candidate> candidates, IntConsumer progress) {
        var ring = new RingWalk();
        List<ErrorChart.Line> flows = new ArrayList<>();
        List<ErrorChart.Line> laws = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            List<ErrorChart.Line> lines = candidate.about().aim() == About.Aim.FLOW ? flows : laws;
            ErrorChart.Line line = line(candidate, ring);
            if (line.points().size() > 1) {
                lines.add(line);
            }
            progress.accept(i + 1);
        }
        return new ErrorChart(List.of(
                new ErrorChart.Panel(
                        "Samplers that follow the flow",
                        "mean distance from the exact end",
                        flows,
                        OptionalDouble.empty()),
                new ErrorChart.Panel(
                        "Samplers that draw noise",
                        "sliced Wasserstein distance to the data",
                        laws,
                        OptionalDouble.of(ring.floor()))));
    }

    private static ErrorChart.Line line(Candidate candidate, RingWalk ring) {
        List<ErrorChart.Point> points = new ArrayList<>();
        for (int evaluations : EVALUATIONS) {
            ring.error(candidate.about(), candidate.sampler(), evaluations)
                    .ifPresent(error -> points.add(new ErrorChart.Point(evaluations, error)));
        }
        return new ErrorChart.Line(candidate.name(), points);
    }
}
