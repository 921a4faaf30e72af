package dev.calotype.server;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The walks that each result of a job takes one after the other, by their ids: {@code JOB/RESULT/TURN}.
 *
 * @param job the job's id
 * @param names of the turns, in their order
 */
record JobTurns(String job, List<String> names) {
    /** One walk, or as many as there are pieces, or with a refinement two. */
    static JobTurns of(String job, int pieces, boolean refined) {
        if (refined) {
            return new JobTurns(job, List.of("first", "second"));
        }
        return new JobTurns(
                job,
                IntStream.range(0, pieces)
                        .mapToObj(piece -> piece == 0 ? "first" : "piece-" + piece)
                        .toList());
    }

    /** How many there are. */
    int count() {
        return names.size();
    }

    /** The id of a result's walk. */
    String id(int result, int turn) {
        return job + "/" + result + "/" + names.get(turn);
    }

    /** All ids of a result. */
    List<String> ids(int result) {
        return IntStream.range(0, count()).mapToObj(turn -> id(result, turn)).toList();
    }

    /** The turn after the last that a result has behind it; none after its last. */
    Optional<Integer> next(int result, Set<String> finished) {
        int next = count();
        while (next > 0 && !finished.contains(id(result, next - 1))) {
            next--;
        }
        return next == count() ? Optional.empty() : Optional.of(next);
    }

    /** Whether a result is complete once this walk has finished. */
    boolean ends(String walk) {
        return walk.endsWith("/" + names.getLast());
    }

    /** The job that a walk belongs to. */
    static String jobOf(String walk) {
        return walk.substring(0, walk.indexOf('/'));
    }

    /** Which result of its job a walk makes. */
    static int resultOf(String walk) {
        return Integer.parseInt(walk.substring(walk.indexOf('/') + 1, walk.lastIndexOf('/')));
    }
}
