package dev.calotype.server;

import dev.calotype.engine.StepReport;
import dev.calotype.engine.Walk;
import dev.calotype.jobs.Failure;
import dev.calotype.jobs.JobSpec;
import dev.calotype.jobs.JobStore;
import dev.calotype.jobs.Lease;
import dev.calotype.jobs.LeasedJob;
import dev.calotype.registry.Hold;
import dev.calotype.registry.Pins;
import dev.calotype.registry.PluginVersion;
import dev.calotype.registry.Plugins;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.ModelRefused;
import dev.calotype.spi.Product;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The work of one device: opens jobs, steps their walks together, decodes what is finished. Never blocks on anything but
 * the device. For the device's thread.
 */
final class DeviceWorker {
    private final Desk desk;
    private final Workshop workshop;
    private final Plugins plugins;
    private final DeviceStats stats;
    private final Map<String, ActiveJob> jobs = new HashMap<>();
    private final Deque<Desk.Arrival> waiting = new ArrayDeque<>();

    DeviceWorker(Desk desk, Workshop workshop, Plugins plugins, DeviceStats stats) {
        this.desk = desk;
        this.workshop = workshop;
        this.plugins = plugins;
        this.stats = stats;
    }

    /** One step for one model; gives whether there was anything to do. */
    boolean tick() {
        waiting.addAll(desk.takeArrived(Integer.MAX_VALUE));
        leave(desk.takeCancelled(), Desk.Ending.Stopped::new);
        desk.takeLost().forEach(this::drop);
        try (Hold current = plugins.hold()) {
            workshop.follow(current);
            openWaiting(current);
        }
        var busy = workshop.nextBusy();
        busy.ifPresent(this::step);
        return busy.isPresent();
    }

    /** Gives all jobs back and closes all models. */
    void close() {
        waiting.addAll(desk.takeArrived(Integer.MAX_VALUE));
        waiting.forEach(
                arrival -> desk.end(new Desk.Ending.Returned(arrival.job().lease(), 0)));
        waiting.clear();
        jobs.values().forEach(job -> keep(job, job.checkpoint()));
        leave(Set.copyOf(jobs.values().stream().map(ActiveJob::lease).toList()), Desk.Ending.Returned::new);
        workshop.close();
    }

    /** Opens jobs in the order they came; one whose model has no room yet stays, and does not hold up the others. */
    private void openWaiting(Hold current) {
        for (int left = waiting.size(); left > 0; left--) {
            open(waiting.remove(), current);
        }
    }

    private void open(Desk.Arrival arrival, Hold current) {
        LeasedJob leased = arrival.job();
        try {
            LoadedModel loaded = workshop.model(leased.spec().model(), current);
            desk.warm(workshop.names());
            begin(arrival, loaded, current);
            stats.warm(workshop.warm());
        } catch (NoRoom e) {
            waiting.add(arrival);
        } catch (TooLarge e) {
            breakOff(leased.lease(), new Failure(Failure.Cause.RESOURCES, String.valueOf(e.getMessage())), 0);
        } catch (ModelRefused | IllegalArgumentException e) {
            breakOff(leased.lease(), new Failure(Failure.Cause.INPUT, String.valueOf(e.getMessage())), 0);
        } catch (OutOfMemoryError e) {
            breakOff(leased.lease(), new Failure(Failure.Cause.RESOURCES, "memory ran out: " + e.getMessage()), 0);
        } catch (RuntimeException | LinkageError e) {
            breakOff(leased.lease(), new Failure(Failure.Cause.OURS, "the job could not be opened: " + e), 0);
        }
    }

    private void begin(Desk.Arrival arrival, LoadedModel loaded, Hold current) throws NoRoom {
        var conditioners =
                JobConditioners.open(arrival.job().spec(), arrival.pictures().hints(), workshop, current);
        try {
            begin(arrival, loaded, conditioners, current);
        } catch (RuntimeException | Error e) {
            conditioners.release();
            throw e;
        }
    }

    /** An earlier attempt that this device still has was lost to it, since it could be leased again. */
    private void begin(Desk.Arrival arrival, LoadedModel loaded, JobConditioners conditioners, Hold current) {
        LeasedJob leased = arrival.job();
        JobSpec spec = leased.spec();
        var walks = JobWalks.of(spec, loaded, new Planner(current.catalogue()), arrival.pictures(), conditioners);
        List<PluginVersion> families = Stream.concat(loaded.plugin().stream(), conditioners.plugins().stream())
                .toList();
        Pins pins = current.pin(spec.sampler().name(), spec.schedule().name(), families);
        var job = new ActiveJob(leased, walks, pins);
        Optional.ofNullable(jobs.get(spec.id())).ifPresent(this::remove);
        try {
            enter(job, loaded, arrival.checkpoint());
        } catch (RuntimeException | Error e) {
            remove(job);
            throw e;
        }
    }

    private void enter(ActiveJob job, LoadedModel loaded, byte @Nullable [] checkpoint) {
        JobSpec spec = job.spec();
        JobCheckpoint from = begun(job, loaded, checkpoint);
        jobs.put(spec.id(), job);
        desk.follow(job.lease(), job::progress);
        desk.end(new Desk.Ending.Equipped(job.lease(), job.plugins()));
        tell(job.lease(), "prompt", loaded.encode(spec.readPrompt()));
        tell(job.lease(), "negative prompt", loaded.encodeNegative(spec.readNegative()));
        from.finished().forEach((walk, latent) -> {
            if (job.walks().ends(walk)) {
                finish(loaded, new StepReport.Finished(walk, latent));
            }
        });
    }

    /** Puts a job's walks into the engine; gives where they began. */
    private JobCheckpoint begun(ActiveJob job, LoadedModel loaded, byte @Nullable [] checkpoint) {
        var start = JobCheckpoint.start(loaded.version(), job.plugins());
        if (checkpoint == null) {
            job.begin(start);
            return start;
        }
        String attempt = "attempt " + job.lease().attempt();
        try {
            JobCheckpoint from = JobCheckpoint.read(checkpoint);
            job.begin(from);
            notice(
                    job,
                    "resumed",
                    attempt + " goes on after " + from.done() + " of "
                            + job.progress().total() + " evaluations");
            return from;
        } catch (IllegalArgumentException e) {
            job.walks().cancel();
            job.begin(start);
            notice(job, "restarted", attempt + " starts anew: " + e.getMessage());
            return start;
        }
    }

    private void notice(ActiveJob job, String code, String message) {
        desk.end(new Desk.Ending.Notice(job.lease(), code, message));
    }

    private void tell(Lease lease, String what, Encoding encoding) {
        if (encoding.cutTokens() > 0) {
            desk.end(new Desk.Ending.Notice(
                    lease,
                    "prompt-cut",
                    "the " + what + " is longer than the text encoder reads; its last " + encoding.cutTokens()
                            + " tokens were cut off"));
        }
    }

    private void step(LoadedModel loaded) {
        long begun = System.nanoTime();
        StepReport report = loaded.engine().step();
        double seconds = (System.nanoTime() - begun) / 1e9;
        stats.stepped(report.calls(), report.rows(), report.advanced().size(), seconds);
        double share = seconds / Math.max(1, report.advanced().size());
        for (StepReport.Progress progress : report.advanced()) {
            ActiveJob job = jobs.get(JobTurns.jobOf(progress.id()));
            if (job != null) {
                job.advanced(share);
            }
        }
        report.failed().forEach(this::fail);
        report.finished().forEach(finished -> finish(loaded, finished));
        for (StepReport.Progress progress : report.advanced()) {
            ActiveJob job = jobs.get(JobTurns.jobOf(progress.id()));
            if (job != null) {
                job.checkpointIfDue().ifPresent(checkpoint -> keep(job, checkpoint));
            }
        }
    }

    /** Of a job that is larger than the store takes nothing is kept: after a crash it starts anew. */
    private void keep(ActiveJob job, JobCheckpoint checkpoint) {
        byte[] bytes = checkpoint.write();
        if (bytes.length <= JobStore.CHECKPOINT_BYTES) {
            desk.keep(job.lease(), bytes);
        }
    }

    private void finish(LoadedModel loaded, StepReport.Finished finished) {
        ActiveJob job = jobs.get(JobTurns.jobOf(finished.id()));
        if (job == null) {
            return;
        }
        try {
            Optional<Walk> next = job.finished(finished.id(), finished.latent());
            if (next.isPresent()) {
                loaded.engine().add(next.get());
            } else {
                decode(loaded, job, finished);
            }
        } catch (RuntimeException | LinkageError e) {
            remove(job);
            breakOff(
                    job.lease(),
                    new Failure(Failure.Cause.OURS, "the finished latent could not be decoded: " + e + with(job)),
                    job.seconds());
        }
    }

    private void decode(LoadedModel loaded, ActiveJob job, StepReport.Finished finished) {
        long begun = System.nanoTime();
        int result = JobTurns.resultOf(finished.id());
        Product product = loaded.model().decode(job.walks().result(), job.latent(result));
        double seconds = (System.nanoTime() - begun) / 1e9;
        stats.decoded(seconds);
        if (job.drawn(result, product, seconds)) {
            jobs.remove(job.spec().id());
            job.release();
            desk.end(new Desk.Ending.Drawn(job));
        }
    }

    private void fail(StepReport.Failed failed) {
        ActiveJob job = jobs.get(JobTurns.jobOf(failed.id()));
        if (job != null) {
            remove(job);
            breakOff(job.lease(), new Failure(Failure.Cause.OURS, failed.reason() + with(job)), job.seconds());
        }
    }

    private static String with(ActiveJob job) {
        return " (with " + PluginNames.of(job.plugins()) + ")";
    }

    private void leave(Set<Lease> leases, BiFunction<Lease, Double, Desk.Ending> ending) {
        for (Lease lease : leases) {
            if (waiting.removeIf(arrival -> arrival.job().lease().equals(lease))) {
                desk.end(ending.apply(lease, 0.0));
            }
            ActiveJob job = jobs.get(lease.jobId());
            if (job != null && job.lease().equals(lease)) {
                remove(job);
                desk.end(ending.apply(lease, job.seconds()));
            }
        }
    }

    /** The lease is another worker's now: what this one would write is refused, so it stops without a word. */
    private void drop(Lease lease) {
        waiting.removeIf(arrival -> arrival.job().lease().equals(lease));
        ActiveJob job = jobs.get(lease.jobId());
        if (job != null && job.lease().equals(lease)) {
            remove(job);
        }
    }

    private void remove(ActiveJob job) {
        jobs.remove(job.spec().id(), job);
        job.walks().cancel();
        job.release();
    }

    private void breakOff(Lease lease, Failure failure, double seconds) {
        desk.end(new Desk.Ending.Broken(lease, failure, seconds));
    }
}
