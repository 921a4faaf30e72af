package dev.calotype.engine;

import dev.calotype.spi.Correction;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Model;
import dev.calotype.spi.PictureUse;
import dev.calotype.spi.Posterior;
import dev.calotype.spi.Signal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture that walks begin from, and which part of it they paint anew: encoded once for all walks of a job. A video begins
 * from it with every frame.
 *
 * <p>A walk's stream of noise gives, in this order and as the reference takes them: the latent's draw from the picture's
 * posterior, the start's noise, with a mask the draw of the kept part's latent, then the steps' noise. A network that reads
 * the kept part itself and starts from noise alone takes no latent of the picture, and no draw for one.
 */
public final class PictureSource {
    private final LatentShape shape;
    private final Posterior picture;
    private final @Nullable Posterior kept;
    private final @Nullable Mask mask;

    private PictureSource(LatentShape shape, Posterior picture, @Nullable Posterior kept, @Nullable Mask mask) {
        this.shape = shape;
        this.picture = picture;
        this.kept = kept;
        this.mask = mask;
    }

    /**
     * Encodes a picture.
     *
     * @param shape of the latents, a picture's or a video's
     * @param picture 3×H×W in [−1, 1]
     * @param mask of the picture's size, or null to paint all of it anew
     * @throws IllegalArgumentException if the model has no use for the picture, or needs a mask and there is none
     */
    public static PictureSource of(Model model, LatentShape shape, Signal picture, @Nullable Mask mask) {
        PictureUse use = model.traits().pictures();
        if (use == PictureUse.NONE || (use == PictureUse.MASKED_CHANNELS && mask == null)) {
            throw new IllegalArgumentException(
                    use == PictureUse.NONE
                            ? "this model takes no pictures"
                            : "this model paints into pictures; give a mask with the picture");
        }
        Mask binary = mask == null ? null : mask.binary();
        Posterior kept =
                binary == null || use == PictureUse.ORIGIN ? null : posterior(model, shape, binary.hide(picture));
        List<Integer> axes = shape.frame().axes();
        Mask small = binary == null ? null : binary.nearest(axes.get(2), axes.get(1));
        return new PictureSource(shape, posterior(model, shape, picture), kept, small);
    }

    private static Posterior posterior(Model model, LatentShape shape, Signal picture) {
        Posterior one = model.posterior(picture);
        return shape.isVideo() ? new Posterior(shape.still(one.mean()), shape.still(one.deviation())) : one;
    }

    /**
     * What one walk takes.
     *
     * @param noise the walk's own stream, from its beginning
     * @param strength of the walk; at full strength a walk with a mask starts from noise alone
     */
    public Beginning begin(Noise noise, Strength strength) {
        if (mask == null) {
            float[] origin = draw(picture, noise);
            return new Beginning(origin, List.of(), null, new Foreseen(start(noise), noise));
        }
        return kept == null ? onPath(mask, noise, strength) : reading(mask, kept, noise, strength);
    }

    private Beginning onPath(Mask small, Noise noise, Strength strength) {
        float[] latent = draw(picture, noise);
        float[] start = start(noise);
        noise.draw(shape.size());
        var path = new Correction.KnownPath(known(small), latent, start);
        return new Beginning(strength.isFull() ? null : latent, List.of(path), null, new Foreseen(start, noise));
    }

    private Beginning reading(Mask small, Posterior rest, Noise noise, Strength strength) {
        float[] origin = strength.isFull() ? null : draw(picture, noise);
        float[] start = start(noise);
        Signal channels = channels(small, draw(rest, noise));
        return new Beginning(origin, List.of(), channels, new Foreseen(start, noise));
    }

    private float[] draw(Posterior posterior, Noise noise) {
        return posterior.sample(noise.draw(shape.size()));
    }

    private float[] start(Noise noise) {
        return noise.draw(shape.size());
    }

    private Signal channels(Mask small, float[] latent) {
        int plane = small.values().length;
        float[] all = new float[shape.frames() * plane + latent.length];
        for (int frame = 0; frame < shape.frames(); frame++) {
            System.arraycopy(small.values(), 0, all, frame * plane, plane);
        }
        System.arraycopy(latent, 0, all, shape.frames() * plane, latent.length);
        List<Integer> axes = new ArrayList<>(shape.axes());
        axes.set(0, axes.getFirst() + 1);
        return new Signal(all, axes);
    }

    /** 1 where the picture is kept, in every channel of the latent. */
    private float[] known(Mask small) {
        float[] painted = small.values();
        float[] known = new float[shape.size()];
        for (int i = 0; i < known.length; i++) {
            known[i] = 1 - painted[i % painted.length];
        }
        return known;
    }
}
