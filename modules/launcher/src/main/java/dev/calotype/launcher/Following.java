package dev.calotype.launcher;

import dev.calotype.jobs.Job;
import dev.calotype.jobs.JobState;
import dev.calotype.jobs.Progress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows jobs to their end, with a progress bar over all of them. */
final class Following {
    private static final long POLL_MILLIS = 150;
    private static final int UNSEEN_POLLS = 400;

    private final FarmClient client;
    private final Map<String, Integer> totals = new HashMap<>();

    Following(FarmClient client) {
        this.client = client;
    }

    /** Waits until every job has ended; gives them as they ended, in the order of the ids. */
    List<Job> toTheEnd(List<String> ids) {
        ProgressBar bar = ProgressBar.usual();
        for (int polls = 0; ; polls++) {
            List<Optional<Job>> jobs = ids.stream().map(client::find).toList();
            long unseen = jobs.stream().filter(Optional::isEmpty).count();
            if (unseen > 0 && polls > UNSEEN_POLLS) {
                bar.close();
                throw new Complaint(unseen + " jobs never reached the farm's store; the farm's log says why");
            }
            List<Job> seen = jobs.stream().flatMap(Optional::stream).toList();
            long ended = seen.stream().filter(Following::hasEnded).count();
            show(bar, seen, ended, ids.size());
            if (ended == ids.size()) {
                bar.close();
                return seen;
            }
            Say.pause(POLL_MILLIS);
        }
    }

    static boolean hasEnded(Job job) {
        return switch (job.state()) {
            case JobState.Succeeded ended -> true;
            case JobState.Failed ended -> true;
            case JobState.Cancelled ended -> true;
            case JobState.Expired ended -> true;
            case JobState.Queued alive -> false;
            case JobState.Leased alive -> false;
            case JobState.Running alive -> false;
            case JobState.Paused alive -> false;
        };
    }

    /** One sentence about a job that did not succeed. */
    static String verdict(Job job) {
        return job.state() instanceof JobState.Failed failed
                ? job.id() + " failed: " + failed.failure().message()
                : job.id() + " " + job.state().phase().label();
    }

    private void show(ProgressBar bar, List<Job> jobs, long ended, int all) {
        int done = 0;
        int total = 0;
        for (Job job : jobs) {
            Progress at = progress(job);
            done += at.done();
            total += at.total();
        }
        bar.show(done, total, ended + "/" + all + " jobs");
    }

    private Progress progress(Job job) {
        if (job.state() instanceof JobState.Running running
                && running.progress().total() > 0) {
            totals.put(job.id(), running.progress().total());
            return running.progress();
        }
        int total =
                totals.getOrDefault(job.id(), job.spec().steps() * job.spec().count());
        return new Progress(hasEnded(job) ? total : 0, total);
    }
}
