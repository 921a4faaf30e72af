package dev.calotype.server;

import dev.calotype.engine.Mask;
import dev.calotype.jobs.ImageChoice;
import dev.calotype.spi.Signal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The picture a job begins from, brought to the job's size.
 *
 * @param picture 3×height×width in [−1, 1]
 * @param mask what is to be painted anew, or null for all
 */
record JobPicture(Signal picture, @Nullable Mask mask) {
    /**
     * Brings a picture and its mask to the job's size: both are resized to what the extension leaves free, and the extension is
     * painted.
     */
    static JobPicture of(ImageChoice asked, int width, int height, Planes picture, @Nullable Planes mask) {
        ImageChoice.Extension extend = asked.extend();
        int innerWidth = width - extend.left() - extend.right();
        int innerHeight = height - extend.top() - extend.bottom();
        Planes inner = Lanczos.resized(picture, innerWidth, innerHeight)
                .extended(extend.left(), extend.top(), extend.right(), extend.bottom());
        Planes painted = mask == null ? null : Lanczos.resized(mask.brightness(), innerWidth, innerHeight);
        return new JobPicture(signal(inner), asked.keepsPart() ? mask(extend, width, height, painted) : null);
    }

    private static Signal signal(Planes picture) {
        float[] values = new float[picture.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * picture.values()[i] - 1;
        }
        return new Signal(values, List.of(picture.planes(), picture.height(), picture.width()));
    }

    /** White all over, with the mask of the picture's own place in it, or black there if it has none. */
    private static Mask mask(ImageChoice.Extension extend, int width, int height, @Nullable Planes inner) {
        float[] values = new float[width * height];
        Arrays.fill(values, 1);
        int innerWidth = width - extend.left() - extend.right();
        for (int y = extend.top(); y < height - extend.bottom(); y++) {
            int to = y * width + extend.left();
            if (inner == null) {
                Arrays.fill(values, to, to + innerWidth, 0);
            } else {
                System.arraycopy(inner.values(), (y - extend.top()) * innerWidth, values, to, innerWidth);
            }
        }
        return new Mask(width, height, values);
    }
}
