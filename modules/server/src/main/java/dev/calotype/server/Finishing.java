package dev.calotype.server;

import dev.calotype.jobs.Artefact;
import dev.calotype.jobs.Failure;
import dev.calotype.jobs.JobStore;
import dev.calotype.jobs.Lease;
import dev.calotype.jobs.Outcome;
import dev.calotype.jobs.PluginUse;
import dev.calotype.spi.Document;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Carries endings from a device's desk to the store: artefacts first, then one fenced transaction for a whole batch. Where jobs
 * stand goes before, so that a job that is given back has been kept. What the store did not take is tried again.
 */
final class Finishing implements Pump {
    private static final int BATCH = 500;

    private final JobStore store;
    private final Desk desk;
    private final ArtefactStore artefacts;
    private final ResultFiles files = new ResultFiles();
    private final Deque<Desk.Ending> endings = new ArrayDeque<>();
    private final Map<Lease, byte[]> kept = new HashMap<>();
    private final Map<Lease, List<PluginUse>> equipped = new LinkedHashMap<>();
    private List<Outcome> pending = new ArrayList<>();

    Finishing(JobStore store, Desk desk, ArtefactStore artefacts) {
        this.store = store;
        this.desk = desk;
        this.artefacts = artefacts;
    }

    @Override
    public boolean pump() {
        endings.addAll(desk.takeEndings(BATCH - pending.size() - endings.size()));
        kept.putAll(desk.takeKept());
        keep();
        sort();
        equip();
        if (pending.isEmpty()) {
            return false;
        }
        store.finish(pending);
        pending.forEach(outcome -> desk.settled(outcome.lease()));
        pending = new ArrayList<>();
        return true;
    }

    /** Moves what is left. */
    @Override
    public void close() {
        boolean more = pump();
        while (more) {
            more = pump();
        }
    }

    private void keep() {
        for (var left = kept.entrySet().iterator(); left.hasNext(); ) {
            var next = left.next();
            store.keep(next.getKey(), next.getValue());
            left.remove();
        }
    }

    private void sort() {
        while (!endings.isEmpty()) {
            if (endings.element() instanceof Desk.Ending.Notice notice) {
                store.notice(notice.lease(), notice.code(), notice.message());
                endings.remove();
            } else if (endings.element() instanceof Desk.Ending.Equipped begun) {
                equipped.put(begun.lease(), PluginNames.uses(begun.plugins()));
                endings.remove();
            } else {
                pending.add(outcome(endings.remove()));
            }
        }
    }

    private void equip() {
        if (!equipped.isEmpty()) {
            store.equip(equipped);
            equipped.clear();
        }
    }

    private Outcome outcome(Desk.Ending ending) {
        return switch (ending) {
            case Desk.Ending.Drawn drawn -> drawn(drawn.job());
            case Desk.Ending.Broken broken -> new Outcome.Broken(broken.lease(), broken.failure(), broken.seconds());
            case Desk.Ending.Stopped stopped -> new Outcome.Stopped(stopped.lease(), stopped.seconds());
            case Desk.Ending.Returned returned -> new Outcome.Returned(returned.lease(), returned.seconds());
            case Desk.Ending.Notice notice -> throw new IllegalStateException("a notice ends nothing: " + notice);
            case Desk.Ending.Equipped begun -> throw new IllegalStateException("a beginning ends nothing: " + begun);
        };
    }

    private Outcome drawn(ActiveJob job) {
        try {
            List<Artefact> stored = new ArrayList<>();
            for (Document file : files.of(job)) {
                stored.add(artefacts.put(stored.size(), file.mediaType(), file.content()));
            }
            return new Outcome.Completed(job.lease(), stored, job.seconds());
        } catch (IOException e) {
            var failure = new Failure(Failure.Cause.RESOURCES, "the result could not be stored: " + e.getMessage());
            return new Outcome.Broken(job.lease(), failure, job.seconds());
        } catch (RuntimeException | LinkageError e) {
            var failure = new Failure(Failure.Cause.OURS, "the result could not be made a file: " + e.getMessage());
            return new Outcome.Broken(job.lease(), failure, job.seconds());
        }
    }
}
