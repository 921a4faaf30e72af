package dev.calotype.server;

import dev.calotype.spi.Signal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pictures that a job gives, decoded.
 *
 * @param origin the one that its walks begin from, or null
 * @param start 3×H×W of the job's size in [−1, 1], the first frame of its videos, or null
 * @param hints those of its conditioning modules, by the module's place in the job
 */
record JobPictures(@Nullable JobPicture origin, @Nullable Signal start, Map<Integer, Signal> hints) {
    /** Of a job that gives none. */
    static final JobPictures NONE = new JobPictures(null, null, Map.of());

    JobPictures {
        hints = Map.copyOf(hints);
    }
}
