package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import java.util.List;

/** Levels in the order that a walk needs, whichever way they are given. */
final class Towards {
    private Towards() {}

    /** From most noise to least. */
    static List<Level> clean(List<Level> levels) {
        boolean falls =
                Check.walkable(levels).getFirst().ratio() > levels.getLast().ratio();
        return falls ? levels : levels.reversed();
    }

    /** From least noise to most. */
    static List<Level> noise(List<Level> levels) {
        return clean(levels).reversed();
    }
}
