package dev.calotype.contracts;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.Trajectory;
import java.util.List;
import java.util.stream.IntStream;

/** One sampler on one process, and the levels that rules let it plan. */
record Trial(Candidate candidate, ProcessKind process) {
    private static final double NOISY = 0.95;
    private static final double CALM = 0.1;

    Trajectory plan(List<Level> levels) {
        return candidate.sampler().plan(levels, process);
    }

    About.Aim aim() {
        return candidate.about().aim();
    }

    /** Whether it plans a walk here at all; a sampler need not serve every kind of process. */
    boolean isServed() {
        try {
            plan(graded(8));
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    /**
     * Levels between two noisy ones whose steps are short at both ends, of the size of h². There a method may be of order 1
     * (a multistep method must, at the start) without spoiling the order of the whole, up to 4.
     */
    List<Level> graded(int intervals) {
        return IntStream.rangeClosed(0, intervals)
                .mapToObj(i -> process.atShare(NOISY + (CALM - NOISY) * smooth((double) i / intervals)))
                .toList();
    }

    /** The levels in the order in which they are walked. */
    List<Level> walked(List<Level> levels) {
        return aim() == About.Aim.NOISE ? levels.reversed() : levels;
    }

    /** Even times from a noisy level down to the clean end. */
    List<Level> toClean(int intervals) {
        return IntStream.rangeClosed(0, intervals)
                .mapToObj(i -> i == intervals ? clean() : process.atShare(NOISY * (intervals - i) / intervals))
                .toList();
    }

    /** The same from where nothing is left of the data. */
    List<Level> fromNoSignal(int intervals) {
        return IntStream.rangeClosed(0, intervals)
                .mapToObj(i -> {
                    double share = (double) (intervals - i) / intervals;
                    return i == 0
                            ? new Level(0, 1, process.range().noisiest())
                            : i == intervals ? clean() : process.atShare(share);
                })
                .toList();
    }

    Level clean() {
        return Level.clean(process.range().cleanest());
    }

    private static double smooth(double share) {
        return share * share * (3 - 2 * share);
    }
}
