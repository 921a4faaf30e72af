package dev.calotype.engine;

import dev.calotype.spi.Level;
import java.util.List;

/**
 * How much of a schedule a walk from a picture takes: 1 is all of it, and the less, the closer the result stays to the picture
 * (Meng et al. 2022, arXiv:2108.01073, section 3).
 *
 * @param share above 0, at most 1
 */
public record Strength(double share) {
    /** All of the schedule. */
    public static final Strength FULL = new Strength(1);

    /**
     * Checks the share.
     *
     * @throws IllegalArgumentException if it is none
     */
    public Strength {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("strength is " + share + "; it must lie above 0 and at most at 1");
        }
    }

    /** Whether nothing of the schedule is left out. */
    public boolean isFull() {
        return share == 1;
    }

    /**
     * The last levels of a schedule: of n steps those of ⌊share·n⌋.
     *
     * @param levels all of the schedule's, most noise first
     * @throws IllegalArgumentException if not one step is left
     */
    public List<Level> of(List<Level> levels) {
        int steps = levels.size() - 1;
        int kept = (int) (steps * share);
        if (kept < 1) {
            throw new IllegalArgumentException("strength is " + share + "; of " + steps
                    + " steps it leaves none; ask for more, or for at least " + (int) Math.ceil(1 / share) + " steps");
        }
        return levels.subList(steps - kept, levels.size());
    }
}
