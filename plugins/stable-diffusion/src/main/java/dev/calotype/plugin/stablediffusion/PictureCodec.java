package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.AutoencoderKL;
import dev.calotype.networks.AutoencoderTiny;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Posterior;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.Tensor;
import java.util.List;

/**
 * From pictures to latents and back; each call needs an open scope. Large pictures go through an AutoencoderKL in tiles, so
 * that memory does not grow with them.
 */
sealed interface PictureCodec {
    /** Where the latents of a picture, 3×H×W in [−1, 1], lie. */
    Posterior posterior(Signal picture);

    /** The picture of a latent, 3×H×W about in [−1, 1]. */
    float[] picture(LatentShape shape, float[] latent);

    /** For a model that diffuses pixels. */
    record None() implements PictureCodec {
        @Override
        public Posterior posterior(Signal picture) {
            return certain(picture.values());
        }

        @Override
        public float[] picture(LatentShape shape, float[] latent) {
            return latent.clone();
        }
    }

    /** Through an AutoencoderKL, whose latents are normally distributed. */
    record Variational(AutoencoderKL autoencoder) implements PictureCodec {
        private static final double LEAST_LOG_VARIANCE = -30;
        private static final double MOST_LOG_VARIANCE = 20;

        /** Pixels beyond which tiles are used: twice what XL was trained on. */
        private static final long WHOLE = 2 * 1024 * 1024;

        @Override
        public Posterior posterior(Signal picture) {
            Tensor pixels = tensor(picture);
            boolean whole = pixels.size(2) * pixels.size(3) <= WHOLE;
            AutoencoderKL.Moments moments = whole ? autoencoder.encode(pixels) : autoencoder.encodeTiled(pixels);
            return new Posterior(
                    autoencoder.scale(moments.mean()).toFloats(),
                    deviations(
                            moments.logVariance().toFloats(),
                            autoencoder.config().scaling().scales()));
        }

        /** Standard deviations of the scaled latent, from logarithms of variances that are kept between −30 and 20. */
        private static float[] deviations(float[] logVariances, List<Double> scales) {
            float[] deviations = new float[logVariances.length];
            int channel = deviations.length / scales.size();
            for (int i = 0; i < deviations.length; i++) {
                double bounded = Math.clamp(logVariances[i], LEAST_LOG_VARIANCE, MOST_LOG_VARIANCE);
                deviations[i] = (float) (Math.abs(scales.get(i / channel)) * Math.exp(bounded / 2));
            }
            return deviations;
        }

        @Override
        public float[] picture(LatentShape shape, float[] latent) {
            Tensor unscaled = autoencoder.unscale(RowTensors.latents(shape, List.of(latent)));
            long side = autoencoder.config().scale();
            boolean whole = unscaled.size(2) * side * unscaled.size(3) * side <= WHOLE;
            return (whole ? autoencoder.decode(unscaled) : autoencoder.decodeTiled(unscaled)).toFloats();
        }
    }

    /** Through an AutoencoderTiny, whose latents are certain. */
    record Tiny(AutoencoderTiny autoencoder) implements PictureCodec {
        @Override
        public Posterior posterior(Signal picture) {
            return certain(
                    autoencoder.scale(autoencoder.encode(tensor(picture))).toFloats());
        }

        @Override
        public float[] picture(LatentShape shape, float[] latent) {
            Tensor scaled = RowTensors.latents(shape, List.of(latent));
            return autoencoder.decode(autoencoder.unscale(scaled)).toFloats();
        }
    }

    private static Tensor tensor(Signal picture) {
        return RowTensors.latents(new LatentShape(picture.shape()), List.of(picture.values()));
    }

    private static Posterior certain(float[] latent) {
        return new Posterior(latent, new float[latent.length]);
    }
}
