package dev.calotype.benchmarks;

import dev.calotype.engine.Engine;
import dev.calotype.engine.Guidance;
import dev.calotype.engine.TorchNoise;
import dev.calotype.engine.Walk;
import dev.calotype.registry.Hold;
import dev.calotype.registry.Pins;
import dev.calotype.registry.Plugins;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.FlowProcess;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.SamplerChoice;
import dev.calotype.spi.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** Jobs one after another on some threads: each takes its plugin once, is planned by it and walked to its end. */
final class SwapLoad implements AutoCloseable {
    private static final LatentShape SHAPE = LatentShape.of(4, 32, 32);
    private static final int WALKS = 8;

    private final Plugins plugins;
    private final int steps;
    private final List<Thread> clients;
    private final AtomicBoolean over = new AtomicBoolean();
    private final LongAdder jobs = new LongAdder();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final Queue<Double> stepTimes = new ConcurrentLinkedQueue<>();

    SwapLoad(Plugins plugins, int clients, int steps) {
        this.plugins = plugins;
        this.steps = steps;
        this.clients = IntStream.range(0, clients)
                .mapToObj(i -> Thread.ofPlatform().name("client " + i).start(this::work))
                .toList();
    }

    long jobs() {
        return jobs.sum();
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Seconds of each engine step since the last call. */
    Spread takeStepTimes() {
        List<Double> taken = new ArrayList<>();
        for (Double time = stepTimes.poll(); time != null; time = stepTimes.poll()) {
            taken.add(time);
        }
        return Spread.of(taken, Double::doubleValue);
    }

    private void work() {
        while (!over.get()) {
            try {
                job();
                jobs.increment();
            } catch (RuntimeException | LinkageError e) {
                faults.add(e.toString());
            }
        }
    }

    private void job() {
        Trajectory plan;
        Pins pins;
        try (Hold hold = plugins.hold()) {
            plan = plan(hold, steps);
            pins = hold.pin(MarkedSampler.NAME, "", List.of());
        }
        try (pins) {
            var engine = new Engine(
                    (shape, rows) -> rows.stream().map(row -> row.x()).toList(), WALKS);
            for (int i = 0; i < WALKS; i++) {
                engine.add(walk(i, plan));
            }
            while (engine.size() > 0) {
                long begun = System.nanoTime();
                engine.step();
                stepTimes.add((System.nanoTime() - begun) / 1e9);
            }
            double version = Double.parseDouble(pins.versions().getFirst().version());
            if (mark(plan) != version) {
                faults.add("began with " + version + " and was planned by " + mark(plan));
            }
        }
    }

    /** What the current sampler plans. */
    static Trajectory plan(Hold hold, int steps) {
        var process = new FlowProcess(1, false);
        List<Level> levels = IntStream.rangeClosed(0, steps)
                .mapToObj(i -> process.atTime(1 - (double) i / steps))
                .toList();
        return hold.catalogue()
                .sampler(SamplerChoice.of(MarkedSampler.NAME))
                .orElseThrow()
                .plan(levels, process);
    }

    /** Which version planned it. */
    static double mark(Trajectory plan) {
        return plan.steps().getLast().level().time();
    }

    private static Walk walk(int index, Trajectory plan) {
        return new Walk(
                Integer.toString(index),
                SHAPE,
                plan,
                new Prediction.Flow(),
                new Guidance.None(),
                List.of(),
                Conditioning.NONE,
                Conditioning.NONE,
                new TorchNoise(index),
                null);
    }

    @Override
    public void close() {
        over.set(true);
        for (Thread client : clients) {
            try {
                client.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
