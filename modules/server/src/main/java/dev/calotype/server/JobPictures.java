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
 * @param regions where the prompts of a composed guidance count
 */
record JobPictures(
        @Nullable JobPicture origin, @Nullable Signal start, Map<Integer, Signal> hints, JobRegions regions) {
    /** Of a job that gives none. */
    static final JobPictures NONE = new JobPictures(null, null, Map.of(), JobRegions.UNSEEN);

    JobPictures {
        hints = Map.copyOf(hints);
    }
}
