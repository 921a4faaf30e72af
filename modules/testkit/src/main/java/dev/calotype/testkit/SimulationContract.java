package dev.calotype.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.jobs.Beat;
import dev.calotype.jobs.Event;
import dev.calotype.jobs.EventData;
import dev.calotype.jobs.Failure;
import dev.calotype.jobs.JobSpec;
import dev.calotype.jobs.JobState;
import dev.calotype.jobs.Lease;
import dev.calotype.jobs.Outcome;
import dev.calotype.jobs.Phase;
import dev.calotype.jobs.Progress;
import dev.calotype.jobs.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A farm whose workers stall, die, fail, forget and come back, by a seeded die; whatever they do, some things hold. */
abstract class SimulationContract extends RaceContract {
    private static final int JOBS = 60;
    private static final int WORKERS = 4;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyJobEndsOnceWhateverItsWorkersDo(long seed) {
        var die = new Random(seed);
        List<JobSpec> jobs = IntStream.range(0, JOBS)
                .mapToObj(i -> SampleJobs.PLAIN.at(die.nextInt(3)).job("job-" + i))
                .toList();
        store.submit(jobs);
        List<Lease> remembered = new ArrayList<>();
        List<Event> told = new ArrayList<>();
        for (int turn = 0; turn < 2000 && !allEnded(); turn++) {
            turn(die, jobs, remembered);
            told.addAll(die.nextInt(5) == 0 ? events() : List.of());
        }
        told.addAll(events());
        assertThat(allEnded()).as("every job ended").isTrue();
        jobs.forEach(job -> assertOneEnd(job.id(), told));
    }

    /** One random move; leases are remembered long after they were lost, and used. */
    private void turn(Random die, List<JobSpec> jobs, List<Lease> remembered) {
        clock.pass(Duration.ofSeconds(die.nextInt(5)));
        var worker = new Worker("node-" + die.nextInt(WORKERS), "cpu:0");
        switch (die.nextInt(8)) {
            case 0, 1 -> lease(worker, 1 + die.nextInt(4)).forEach(job -> remembered.add(job.lease()));
            case 2 -> store.start(some(die, remembered));
            case 3 -> store.heartbeat(beats(some(die, remembered), die.nextInt(20)), TTL);
            case 4 -> store.sweep();
            case 5 -> store.submit(jobs);
            case 6 -> store.cancel(die.nextInt(10) == 0 ? List.of("job-" + die.nextInt(JOBS)) : List.of());
            default -> store.finish(outcomes(die, some(die, remembered)));
        }
    }

    private static List<Lease> some(Random die, List<Lease> remembered) {
        return remembered.stream().filter(lease -> die.nextInt(4) == 0).toList();
    }

    private static List<Beat> beats(List<Lease> leases, int done) {
        return leases.stream()
                .map(lease -> new Beat(lease, new Progress(done, 20)))
                .toList();
    }

    private static List<Outcome> outcomes(Random die, List<Lease> leases) {
        return leases.stream()
                .<Outcome>map(lease -> switch (die.nextInt(6)) {
                    case 0 -> new Outcome.Broken(lease, new Failure(Failure.Cause.OURS, "it broke"), 0.1);
                    case 1 -> new Outcome.Broken(lease, new Failure(Failure.Cause.RESOURCES, "no memory"), 0.1);
                    case 2 -> new Outcome.Returned(lease, 0.1);
                    default -> done(lease);
                })
                .toList();
    }

    private boolean allEnded() {
        return store.counts().keySet().stream().allMatch(Phase::ended);
    }

    private void assertOneEnd(String id, List<Event> told) {
        List<EventData> mine = told.stream()
                .filter(event -> event.subject().equals(id))
                .map(Event::data)
                .toList();
        assertThat(mine).as(id).filteredOn(EventData::last).hasSize(1);
        assertThat(mine.getLast().last())
                .as("nothing follows the end of %s", id)
                .isTrue();
        assertThat(mine.getFirst()).isInstanceOf(EventData.JobQueued.class);
        JobState state = store.find(id).orElseThrow().state();
        assertThat(mine.getLast().type()).isEqualTo("job." + state.phase().label());
        if (state instanceof JobState.Succeeded done) {
            assertThat(done.artefacts()).containsExactly(PICTURE);
        }
    }
}
