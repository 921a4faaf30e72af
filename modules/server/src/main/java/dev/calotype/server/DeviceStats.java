package dev.calotype.server;

import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** What one device has done since the farm started. Safe for any thread. */
final class DeviceStats {
    private final LongAdder calls = new LongAdder();
    private final LongAdder rows = new LongAdder();
    private final LongAdder evaluations = new LongAdder();
    private final LongAdder pictures = new LongAdder();
    private final DoubleAdder seconds = new DoubleAdder();
    private volatile List<WarmModel> warm = List.of();

    void stepped(int newCalls, int newRows, int newEvaluations, double newSeconds) {
        calls.add(newCalls);
        rows.add(newRows);
        evaluations.add(newEvaluations);
        seconds.add(newSeconds);
    }

    void decoded(double newSeconds) {
        pictures.increment();
        seconds.add(newSeconds);
    }

    void warm(List<WarmModel> models) {
        warm = List.copyOf(models);
    }

    /** The models that were loaded when a job last began, the longest unused first. */
    List<WarmModel> warm() {
        return warm;
    }

    /** The sums so far. */
    Figures figures() {
        return new Figures(calls.sum(), rows.sum(), evaluations.sum(), pictures.sum(), seconds.sum());
    }

    /**
     * Sums.
     *
     * @param calls network calls
     * @param rows rows of these calls
     * @param evaluations evaluations of walks; guidance makes rows but not evaluations
     * @param pictures decoded pictures
     * @param seconds time the device was busy
     */
    record Figures(long calls, long rows, long evaluations, long pictures, double seconds) {}
}
