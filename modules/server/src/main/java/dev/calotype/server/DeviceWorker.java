package dev.calotype.server;

import dev.calotype.engine.Guidance;
import dev.calotype.engine.StepReport;
import dev.calotype.engine.TorchNoise;
import dev.calotype.engine.Walk;
import dev.calotype.jobs.Failure;
import dev.calotype.jobs.JobSpec;
import dev.calotype.jobs.Lease;
import dev.calotype.jobs.LeasedJob;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.ModelRefused;
import dev.calotype.spi.Raster;
import dev.calotype.spi.Trajectory;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The work of one device: opens jobs, steps their walks together, decodes what is finished. Never blocks on anything but
 * the device. For the device's thread.
 */
final class DeviceWorker {
    private final Desk desk;
    private final Workshop workshop;
    private final Planner planner;
    private final DeviceStats stats;
    private final Map<String, ActiveJob> jobs = new HashMap<>();

    DeviceWorker(Desk desk, Workshop workshop, Planner planner, DeviceStats stats) {
        this.desk = desk;
        this.workshop = workshop;
        this.planner = planner;
        this.stats = stats;
    }

    /** One step for one model; gives whether there was anything to do. */
    boolean tick() {
        desk.takeArrived(Integer.MAX_VALUE).forEach(this::open);
        leave(desk.takeCancelled(), Desk.Ending.Stopped::new);
        desk.takeLost().forEach(this::drop);
        var busy = workshop.nextBusy();
        busy.ifPresent(this::step);
        return busy.isPresent();
    }

    /** Gives all jobs back and closes all models. */
    void close() {
        desk.takeArrived(Integer.MAX_VALUE).forEach(job -> desk.end(new Desk.Ending.Returned(job.lease(), 0)));
        leave(Set.copyOf(jobs.values().stream().map(ActiveJob::lease).toList()), Desk.Ending.Returned::new);
        workshop.close();
    }

    private void open(LeasedJob leased) {
        try {
            LoadedModel loaded = workshop.model(leased.spec().model());
            desk.warm(workshop.names());
            begin(leased, loaded);
        } catch (ModelRefused | IllegalArgumentException e) {
            breakOff(leased.lease(), new Failure(Failure.Cause.INPUT, String.valueOf(e.getMessage())), 0);
        } catch (OutOfMemoryError e) {
            breakOff(leased.lease(), new Failure(Failure.Cause.RESOURCES, "memory ran out: " + e.getMessage()), 0);
        } catch (RuntimeException | LinkageError e) {
            breakOff(leased.lease(), new Failure(Failure.Cause.OURS, "the job could not be opened: " + e), 0);
        }
    }

    private void begin(LeasedJob leased, LoadedModel loaded) {
        JobSpec spec = leased.spec();
        Trajectory plan = planner.plan(spec, loaded.model().traits());
        LatentShape shape = loaded.model().latentShape(spec.width(), spec.height());
        Encoding positive = loaded.encode(spec.prompt());
        Encoding negative = loaded.encode(spec.negative());
        Guidance guidance =
                JobGuidance.of(spec.guidance(), prompt -> loaded.encode(prompt).conditioning());
        var job = new ActiveJob(leased, shape, plan.evaluations() * spec.count());
        for (int i = 0; i < spec.count(); i++) {
            loaded.engine()
                    .add(new Walk(
                            job.walk(i),
                            shape,
                            plan,
                            loaded.model().traits().prediction(),
                            guidance,
                            spec.corrections(),
                            positive.conditioning(),
                            negative.conditioning(),
                            new TorchNoise(spec.seed() + i),
                            null));
        }
        jobs.put(spec.id(), job);
        desk.follow(leased.lease(), job::progress);
        tell(leased.lease(), "prompt", positive);
        tell(leased.lease(), "negative prompt", negative);
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
            ActiveJob job = jobs.get(jobOf(progress.id()));
            if (job != null) {
                job.advanced(share);
            }
        }
        report.failed().forEach(this::fail);
        report.finished().forEach(finished -> finish(loaded, finished));
    }

    private void finish(LoadedModel loaded, StepReport.Finished finished) {
        ActiveJob job = jobs.get(jobOf(finished.id()));
        if (job == null) {
            return;
        }
        long begun = System.nanoTime();
        try {
            Raster picture = loaded.model().decode(job.shape(), finished.latent());
            double seconds = (System.nanoTime() - begun) / 1e9;
            stats.decoded(seconds);
            if (job.drawn(indexOf(finished.id()), picture, seconds)) {
                jobs.remove(job.spec().id());
                desk.end(new Desk.Ending.Drawn(job));
            }
        } catch (RuntimeException | LinkageError e) {
            remove(job);
            breakOff(
                    job.lease(),
                    new Failure(Failure.Cause.OURS, "the picture could not be decoded: " + e),
                    job.seconds());
        }
    }

    private void fail(StepReport.Failed failed) {
        ActiveJob job = jobs.get(jobOf(failed.id()));
        if (job != null) {
            remove(job);
            breakOff(job.lease(), new Failure(Failure.Cause.OURS, failed.reason()), job.seconds());
        }
    }

    private void leave(Set<Lease> leases, BiFunction<Lease, Double, Desk.Ending> ending) {
        for (Lease lease : leases) {
            ActiveJob job = jobs.get(lease.jobId());
            if (job != null && job.lease().equals(lease)) {
                remove(job);
                desk.end(ending.apply(lease, job.seconds()));
            }
        }
    }

    /** The lease is another worker's now: what this one would write is refused, so it stops without a word. */
    private void drop(Lease lease) {
        ActiveJob job = jobs.get(lease.jobId());
        if (job != null && job.lease().equals(lease)) {
            remove(job);
        }
    }

    private void remove(ActiveJob job) {
        jobs.remove(job.spec().id());
        LoadedModel loaded = workshop.model(job.spec().model());
        for (int i = 0; i < job.spec().count(); i++) {
            loaded.engine().cancel(job.walk(i));
        }
    }

    private void breakOff(Lease lease, Failure failure, double seconds) {
        desk.end(new Desk.Ending.Broken(lease, failure, seconds));
    }

    private static String jobOf(String walk) {
        return walk.substring(0, walk.lastIndexOf('/'));
    }

    private static int indexOf(String walk) {
        return Integer.parseInt(walk.substring(walk.lastIndexOf('/') + 1));
    }
}
