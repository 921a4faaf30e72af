package dev.calotype.training;

import dev.calotype.networks.AutoencoderKL;
import dev.calotype.tensor.Tensor;
import java.util.List;

/** Pictures as an autoencoder's latents, without noise. */
final class Latents {
    private Latents() {}

    /** Latents one after the other, in C order; needs an open scope. */
    static float[] of(List<Picture> pictures, AutoencoderKL autoencoder) {
        float[] values = new float[pictures.size() * 3 * Picture.PIXELS];
        for (int row = 0; row < pictures.size(); row++) {
            float[] signed = pictures.get(row).signed();
            System.arraycopy(signed, 0, values, row * signed.length, signed.length);
        }
        Tensor encoded = autoencoder
                .encode(Tensor.of(values, pictures.size(), 3, Picture.SIDE, Picture.SIDE))
                .mean();
        return autoencoder.scale(encoded).toFloats();
    }
}
