package dev.calotype.server;

import dev.calotype.jobs.Artefact;
import dev.calotype.jobs.Failure;
import dev.calotype.jobs.JobJson;
import dev.calotype.jobs.JobStore;
import dev.calotype.jobs.Lease;
import dev.calotype.jobs.Outcome;
import dev.calotype.jobs.PluginUse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Carries endings from a device's desk to the store: artefacts first, then one fenced transaction for a whole batch. */
final class Finishing implements Pump {
    private static final int BATCH = 500;

    private final JobStore store;
    private final Desk desk;
    private final ArtefactStore artefacts;
    private final JobJson json = new JobJson();
    private List<Outcome> pending = new ArrayList<>();

    Finishing(JobStore store, Desk desk, ArtefactStore artefacts) {
        this.store = store;
        this.desk = desk;
        this.artefacts = artefacts;
    }

    @Override
    public boolean pump() {
        Map<Lease, List<PluginUse>> equipped = new LinkedHashMap<>();
        for (Desk.Ending ending : desk.takeEndings(BATCH - pending.size())) {
            switch (ending) {
                case Desk.Ending.Notice notice -> store.notice(notice.lease(), notice.code(), notice.message());
                case Desk.Ending.Equipped given -> equipped.put(given.lease(), PluginNames.uses(given.plugins()));
                default -> pending.add(outcome(ending));
            }
        }
        if (!equipped.isEmpty()) {
            store.equip(equipped);
        }
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

    private Outcome outcome(Desk.Ending ending) {
        return switch (ending) {
            case Desk.Ending.Drawn drawn -> drawn(drawn.job());
            case Desk.Ending.Broken broken -> new Outcome.Broken(broken.lease(), broken.failure(), broken.seconds());
            case Desk.Ending.Stopped stopped -> new Outcome.Stopped(stopped.lease(), stopped.seconds());
            case Desk.Ending.Returned returned -> new Outcome.Returned(returned.lease(), returned.seconds());
            case Desk.Ending.Notice notice -> throw new IllegalStateException("a notice ends nothing: " + notice);
            case Desk.Ending.Equipped equipped -> throw new IllegalStateException("this ends nothing: " + equipped);
        };
    }

    private Outcome drawn(ActiveJob job) {
        try {
            List<Artefact> stored = new ArrayList<>();
            for (var picture : job.pictures().entrySet()) {
                byte[] png = Png.encode(picture.getValue(), texts(job, picture.getKey()));
                stored.add(artefacts.put(picture.getKey(), "image/png", png));
            }
            return new Outcome.Completed(job.lease(), stored, job.seconds());
        } catch (IOException e) {
            var failure = new Failure(Failure.Cause.RESOURCES, "the result could not be stored: " + e.getMessage());
            return new Outcome.Broken(job.lease(), failure, job.seconds());
        }
    }

    private Map<String, String> texts(ActiveJob job, int index) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("Software", "Calotype");
        texts.put("Description", job.spec().prompt());
        texts.put("calotype.job", json.write(job.spec()));
        texts.put("calotype.picture", Integer.toString(index));
        return texts;
    }
}
