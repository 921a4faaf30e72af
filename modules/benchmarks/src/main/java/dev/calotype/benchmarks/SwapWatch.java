package dev.calotype.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** When each version of {@link MarkedSampler}'s plugin was dropped and became current, as the farm's events tell. For one thread. */
final class SwapWatch {
    private final Map<Integer, Instant> dropped = new TreeMap<>();
    private final Map<Integer, Instant> switched = new HashMap<>();
    private int collected;
    private int leaking;

    /** A version was put into the plugin directory. */
    void dropped(int version) {
        dropped.put(version, Instant.now());
    }

    /** An event of a node about a plugin. */
    void note(JsonNode event, Instant time) {
        if (event.path("plugin").asText().startsWith(MarkedSampler.NAME)) {
            switch (event.path("change").asText()) {
                case "switched" -> switched.putIfAbsent(event.path("version").asInt(), time);
                case "collected" -> collected++;
                case "leaking" -> leaking++;
                case "refused" ->
                    throw new IllegalStateException(event.path("message").asText());
                default -> {}
            }
        }
    }

    boolean isCurrent(int version) {
        return switched.containsKey(version);
    }

    /** Whether a version was there before a job's end, and its successor not yet told of at the job's start. */
    boolean isOfItsTime(SwapJob job) {
        Instant next = switched.getOrDefault(job.version() + 1, Instant.MAX);
        Instant there = dropped.getOrDefault(job.version(), Instant.MAX);
        return there.isBefore(job.ended()) && next.isAfter(job.started());
    }

    /** Whether its version was replaced while it ran. */
    boolean isOutlived(SwapJob job) {
        return switched.getOrDefault(job.version() + 1, Instant.MAX).isBefore(job.ended());
    }

    /** Seconds from each drop until the version was current. */
    Spread toCurrent() {
        return Spread.of(List.copyOf(dropped.keySet()), version -> sinceDrop(version, switched));
    }

    /** Seconds from each drop until the first job had ended that the version planned; of those that planned any. */
    Spread toFirstJob(List<SwapJob> jobs) {
        Map<Integer, Instant> first = new HashMap<>();
        jobs.stream()
                .filter(job -> job.version() > 0)
                .forEach(job -> first.merge(job.version(), job.ended(), (a, b) -> a.isBefore(b) ? a : b));
        return Spread.of(List.copyOf(first.keySet()), version -> sinceDrop(version, first));
    }

    private double sinceDrop(Integer version, Map<Integer, Instant> then) {
        Instant from = Objects.requireNonNull(dropped.get(version));
        Instant to = Objects.requireNonNull(then.get(version));
        return Duration.between(from, to).toNanos() / 1e9;
    }

    int collected() {
        return collected;
    }

    int leaking() {
        return leaking;
    }
}
