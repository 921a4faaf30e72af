package dev.calotype.plugin.stablediffusion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.calotype.engine.Engine;
import dev.calotype.engine.Guidance;
import dev.calotype.engine.StepReport;
import dev.calotype.engine.Walk;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import dev.calotype.spi.Row;
import dev.calotype.spi.Trajectory;
import dev.calotype.testkit.GoldenComparison;
import dev.calotype.testkit.GoldenFolder;
import java.util.ArrayList;
import java.util.List;

/**
 * One scheduler case of the reference: its closed-form network walked by the engine, with the reference's start and noise.
 * The whole batch is one latent, since the network's ramp runs over all of it.
 */
final class SchedulerCase {
    private final GoldenFolder goldens;
    private final JsonNode about;
    private final String id;
    private final LatentShape shape;
    private final Trajectory plan;
    private final List<float[]> points = new ArrayList<>();
    private int draws;

    SchedulerCase(GoldenFolder goldens, JsonNode about) {
        this.goldens = goldens;
        this.about = about;
        id = about.path("id").asText();
        shape = LatentShape.of(goldens.tensor(id + "/init").size());
        plan = Planned.sampler(SchedulerChoice.sampler(about))
                .plan(
                        SchedulerChoice.levels(about),
                        SchedulerChoice.config(about).process())
                .startingWith(1);
    }

    /** Compares the point after every evaluation, each within its own tolerance. */
    void check() {
        var engine =
                new Engine((latent, rows) -> rows.stream().map(this::answer).toList(), 1);
        engine.add(new Walk(
                id,
                shape,
                plan,
                SchedulerChoice.config(about).prediction(),
                new Guidance.None(),
                Conditioning.NONE,
                Conditioning.NONE,
                count -> draw(),
                null));
        while (engine.size() > 0) {
            StepReport report = engine.step();
            if (!report.failed().isEmpty()) {
                throw new AssertionError(report.failed().toString());
            }
            report.finished().forEach(done -> points.add(done.latent()));
        }
        float[] tolerances = goldens.tensor(id + "/atol").floats();
        if (points.size() - 1 != tolerances.length) {
            throw new AssertionError(
                    "the reference makes " + tolerances.length + " steps; the plan " + (points.size() - 1));
        }
        for (int i = 0; i < tolerances.length; i++) {
            float[] found = scaled(points.get(i + 1), 1 / scale(i + 1));
            GoldenComparison.check(goldens.tensor(id + "/samples").part(i), found, tolerances[i]);
        }
    }

    private float[] draw() {
        int index = draws++;
        return index == 0
                ? scaled(goldens.tensor(id + "/init").floats(), scale(0))
                : goldens.tensor(id + "/noise").part(index - 1).floats();
    }

    /** What the reference's points are multiplied with to be ours: α where it walks in x/α. */
    private double scale(int step) {
        Level level = plan.steps().get(step).level();
        return switch (about.path("scheduler").asText()) {
            case "EulerDiscreteScheduler", "EulerAncestralDiscreteScheduler", "HeunDiscreteScheduler" -> level.alpha();
            default -> 1;
        };
    }

    private float[] answer(Row row) {
        points.add(row.x());
        float[] answer = new float[row.x().length];
        boolean plain = about.path("model").asText().equals("A");
        for (int i = 0; i < answer.length; i++) {
            double x = row.x()[i];
            answer[i] = (float)
                    (plain
                            ? x * row.time() / (row.time() + 1)
                            : 0.5 * Math.sin(x + 0.001 * row.time()) + 0.1 * i / answer.length);
        }
        return answer;
    }

    private static float[] scaled(float[] values, double factor) {
        float[] scaled = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = (float) (values[i] * factor);
        }
        return scaled;
    }
}
