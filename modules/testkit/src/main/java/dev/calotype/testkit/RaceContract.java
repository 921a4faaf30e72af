package dev.calotype.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.jobs.Event;
import dev.calotype.jobs.JobSpec;
import dev.calotype.jobs.Lease;
import dev.calotype.jobs.LeaseRequest;
import dev.calotype.jobs.LeasedJob;
import dev.calotype.jobs.Phase;
import dev.calotype.jobs.Submission;
import dev.calotype.jobs.Worker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every job store must do when many call at once. */
abstract class RaceContract extends EndingContract {
    private static final int THREADS = 8;

    @Test
    void workersThatLeaseAtOnceGetEachJobOnce() throws Exception {
        store.submit(jobs(400));
        List<LeasedJob> leased = atOnce(thread -> () -> {
                    var worker = new Worker("node-" + thread, "cpu:0");
                    List<LeasedJob> mine = new ArrayList<>();
                    while (store.counts().containsKey(Phase.QUEUED)) {
                        mine.addAll(store.lease(new LeaseRequest(worker, Set.of(), thread + 1, TTL)));
                    }
                    return mine;
                })
                .stream()
                .flatMap(List::stream)
                .toList();
        assertThat(leased).hasSize(400);
        assertThat(leased).extracting(job -> job.lease().jobId()).doesNotHaveDuplicates();
        assertThat(leased).extracting(job -> job.lease().attempt()).containsOnly(1);
    }

    @Test
    void batchesThatRepeatEachOtherAtOnceMakeEachJobOnce() throws Exception {
        List<List<Submission>> answers = atOnce(thread -> () -> {
            List<JobSpec> shuffled = new ArrayList<>(jobs(200));
            Collections.shuffle(shuffled, new Random(thread));
            return store.submit(shuffled);
        });
        assertThat(answers.stream().flatMap(List::stream).filter(Submission::created))
                .hasSize(200);
        assertThat(events()).extracting(Event::subject).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void aResultAndASweepThatMeetLeaveEachJobInOnePlace() throws Exception {
        store.submit(jobs(100));
        List<Lease> leases = lease(FIRST, 100).stream().map(LeasedJob::lease).toList();
        store.start(leases);
        clock.pass(TTL);
        List<Integer> counted = atOnce(thread -> () -> thread % 2 == 0
                ? store.sweep().requeued().size()
                : store.finish(leases.stream().map(StoreBench::done).toList()).size());
        int finished = IntStream.range(0, THREADS)
                .filter(i -> i % 2 == 1)
                .map(counted::get)
                .sum();
        Map<Phase, Long> counts = store.counts();
        assertThat(counted.stream().mapToInt(i -> i).sum()).isEqualTo(100);
        assertThat(counts.getOrDefault(Phase.SUCCEEDED, 0L)).isEqualTo(finished);
        assertThat(counts.getOrDefault(Phase.QUEUED, 0L)).isEqualTo(100L - finished);
    }

    private static List<JobSpec> jobs(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> SampleJobs.PLAIN.of("tenant-" + i % 3).job("job-" + i))
                .toList();
    }

    /** Runs one task a thread and returns their answers in order. */
    private static <T> List<T> atOnce(IntFunction<Callable<T>> task) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> answers = new ArrayList<>();
            for (Future<T> future :
                    threads.invokeAll(IntStream.range(0, THREADS).mapToObj(task).toList())) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
