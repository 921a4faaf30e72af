package dev.calotype.server;

import dev.calotype.jobs.Framing;
import dev.calotype.spi.Signal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a network reads of a job's framing. */
final class JobFraming {
    private JobFraming() {}

    /** Height and width before cropping, the crop's top and left, height and width after it; null where nothing is said. */
    static @Nullable Signal ids(@Nullable Framing framing, int width, int height) {
        if (framing == null) {
            return null;
        }
        var own = new Framing.Size(width, height);
        Framing.Size original = Objects.requireNonNullElse(framing.original(), own);
        Framing.Size target = Objects.requireNonNullElse(framing.target(), own);
        float[] ids = {
            original.height(),
            original.width(),
            framing.crop().top(),
            framing.crop().left(),
            target.height(),
            target.width()
        };
        return new Signal(ids, List.of(ids.length));
    }
}
