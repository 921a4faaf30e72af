package dev.calotype.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;

/** A farm under jobs: for a while with swap after swap, then for a while without, and again. For one thread. */
final class FarmSwapsRun {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final FarmProcess farm;
    private final Path inbox;
    private final Path times;
    private final SwapWatch watch;
    private final SwapJobs jobs;
    private final BitSet still = new BitSet();
    private final BitSet swapping = new BitSet();
    private final StringBuilder memory = new StringBuilder(SwapTables.MEMORY);
    private Duration wall = Duration.ZERO;

    /**
     * Of a farm that serves {@link RingModel}.
     *
     * @param inbox its plugin directory
     * @param times where the model keeps the times of its calls
     */
    FarmSwapsRun(FarmProcess farm, Path inbox, Path times, SwapWatch watch, SwapJobs jobs) {
        this.farm = farm;
        this.inbox = inbox;
        this.times = times;
        this.watch = watch;
        this.jobs = jobs;
    }

    /** Has the first version loaded, and jobs under way for this long. */
    void begin(Duration warmUp) throws IOException {
        drop(1);
        while (!watch.isCurrent(1)) {
            jobs.take();
        }
        pumpFor(warmUp);
    }

    /** So many swaps, beginning after so many; when their loaders are gone, jobs alone for this long. */
    void part(int after, int upTo, Duration rest) throws IOException {
        int begin = StepTimes.count(times);
        Instant first = Instant.now();
        for (int swap = after + 1; swap <= upTo; swap++) {
            swap(swap + 1);
        }
        wall = wall.plus(Duration.between(first, Instant.now()));
        note(swapping, begin);
        noteMemory(upTo);
        pumpUntilGone();
        begin = StepTimes.count(times);
        pumpFor(rest);
        note(still, begin);
    }

    /** The steps since then are of this kind; there is at least one. */
    private void note(BitSet kind, int begin) throws IOException {
        while (StepTimes.count(times) == begin) {
            jobs.pump();
        }
        kind.set(begin, StepTimes.count(times));
    }

    /** How long all swaps took. */
    Duration wall() {
        return wall;
    }

    Spread still() throws IOException {
        return StepTimes.at(times, still);
    }

    Spread swapping() throws IOException {
        return StepTimes.at(times, swapping);
    }

    /** A table, a line for each part. */
    String memory() {
        return memory.toString();
    }

    /** Versions of the swapped plugin that are not current and not gone. */
    int left() throws IOException {
        int left = 0;
        for (JsonNode plugin : new ObjectMapper().readTree(farm.answer("/v1/plugins"))) {
            boolean ours = plugin.path("id").asText().equals(MarkedSampler.NAME);
            left += ours && !plugin.path("state").asText().equals("current") ? 1 : 0;
        }
        return left;
    }

    private void swap(int version) throws IOException {
        drop(version);
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!watch.isCurrent(version)) {
            jobs.pump();
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("version " + version + " was not current after " + PATIENCE);
            }
        }
    }

    private void drop(int version) throws IOException {
        watch.dropped(version);
        PluginJar.marked(version).drop(inbox);
    }

    private void pumpFor(Duration time) throws IOException {
        Instant until = Instant.now().plus(time);
        while (Instant.now().isBefore(until)) {
            jobs.pump();
        }
    }

    /** The farm asks for collections by itself. */
    private void pumpUntilGone() throws IOException {
        Instant deadline = Instant.now().plus(PATIENCE);
        do {
            pumpFor(Duration.ofSeconds(1));
        } while (left() > 0 && Instant.now().isBefore(deadline));
    }

    private void noteMemory(int swaps) throws IOException {
        memory.append(SwapTables.memory(
                swaps,
                jobs.ended().size(),
                ProcessUse.metaspaceBytes(farm.pid()),
                ProcessUse.residentBytes(farm.pid()),
                left()));
    }
}
