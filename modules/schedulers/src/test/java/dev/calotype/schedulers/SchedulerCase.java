package dev.calotype.schedulers;

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
import dev.calotype.testkit.GoldenTensor;
import dev.calotype.testkit.Planned;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One scheduler case of the reference: its closed-form network walked by the engine, with the reference's start and noise,
 * one walk for each latent of its batch.
 */
final class SchedulerCase {
    private final GoldenFolder goldens;
    private final String id;
    private final SchedulerReading reading;
    private final FakeNetwork network;
    private final Trajectory plan;
    private final int rows;
    private final int size;
    private final List<List<float[]>> points = new ArrayList<>();

    SchedulerCase(GoldenFolder goldens, JsonNode about) {
        this.goldens = goldens;
        id = about.path("id").asText();
        GoldenTensor init = goldens.tensor(id + "/init");
        rows = init.shape().getFirst();
        size = init.size() / rows;
        network = new FakeNetwork(about.path("model").asText(), init.size());
        var choice = new SchedulerChoice(about);
        reading = choice.reading();
        plan = Planned.sampler(choice.sampler())
                .plan(choice.levels(), reading.process())
                .startingWith(1);
    }

    /** Compares the point after every evaluation, each within its own tolerance. */
    void check() {
        walk();
        GoldenTensor samples = goldens.tensor(id + "/samples");
        float[] tolerances = goldens.tensor(id + "/atol").floats();
        if (points.size() - 1 != tolerances.length) {
            throw new AssertionError(
                    "the reference makes " + tolerances.length + " steps; the plan " + (points.size() - 1));
        }
        for (int i = 0; i < tolerances.length; i++) {
            float[] found = new float[rows * size];
            for (int row = 0; row < rows; row++) {
                float[] point = scaled(points.get(i + 1).get(row), 1 / scale(i + 1));
                System.arraycopy(point, 0, found, row * size, size);
            }
            GoldenComparison.check(samples.part(i), found, tolerances[i]);
        }
    }

    private void walk() {
        var engine = new Engine((latent, batch) -> answers(batch), rows);
        for (int row = 0; row < rows; row++) {
            int place = row;
            int[] draws = {0};
            engine.add(new Walk(
                    Integer.toString(row),
                    LatentShape.of(size),
                    plan,
                    reading.prediction(),
                    new Guidance.None(),
                    reading.corrections(),
                    Conditioning.NONE,
                    Conditioning.NONE,
                    count -> draw(place, draws[0]++),
                    null));
        }
        Map<String, float[]> results = new HashMap<>();
        while (engine.size() > 0) {
            StepReport report = engine.step();
            if (!report.failed().isEmpty()) {
                throw new AssertionError(report.failed().toString());
            }
            report.finished().forEach(done -> results.put(done.id(), done.latent()));
        }
        points.add(IntStream.range(0, rows)
                .mapToObj(row -> results.get(Integer.toString(row)))
                .toList());
    }

    /** The network's answers, while noting where it was asked. */
    private List<float[]> answers(List<Row> batch) {
        double in =
                reading.prediction().at(plan.steps().get(points.size()).level()).in();
        points.add(batch.stream().map(row -> scaled(row.x(), 1 / in)).toList());
        return IntStream.range(0, rows)
                .mapToObj(row -> network.answer(batch.get(row), row * size))
                .toList();
    }

    private float[] draw(int row, int index) {
        return index == 0
                ? scaled(part(goldens.tensor(id + "/init"), row), scale(0))
                : part(goldens.tensor(id + "/noise").part(index - 1), row);
    }

    private float[] part(GoldenTensor batch, int row) {
        return Arrays.copyOfRange(batch.floats(), row * size, (row + 1) * size);
    }

    /** What the reference's points are multiplied with to be ours: α where it walks in x/α. */
    private double scale(int step) {
        Level level = plan.steps().get(step).level();
        return reading.start() == StartNoise.UNIT ? 1 : level.alpha();
    }

    private static float[] scaled(float[] values, double factor) {
        float[] scaled = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = (float) (values[i] * factor);
        }
        return scaled;
    }
}
