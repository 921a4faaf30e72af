package dev.calotype.plugin.stablediffusion;

import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Raster;

/** From a network's picture, 3×H×W about in [−1, 1], to bytes. */
final class Pictures {
    private static final int COLOURS = 3;
    private static final float WHITE = 255;

    private Pictures() {}

    /** The picture of a latent that is {@code scale} times smaller. */
    static Raster raster(LatentShape latent, float[] picture, int scale) {
        int height = latent.axes().get(1) * scale;
        int width = latent.axes().get(2) * scale;
        float[] shares = interleaved(picture);
        byte[] rgb = new byte[shares.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (int) Math.rint(shares[i] * WHITE);
        }
        return new Raster(width, height, rgb);
    }

    /** H×W×3 in [0, 1]: halved, shifted and kept inside. */
    static float[] interleaved(float[] picture) {
        int pixels = picture.length / COLOURS;
        float[] shares = new float[picture.length];
        for (int colour = 0; colour < COLOURS; colour++) {
            for (int pixel = 0; pixel < pixels; pixel++) {
                float value = picture[colour * pixels + pixel] / 2 + 0.5f;
                shares[pixel * COLOURS + colour] = Math.clamp(value, 0f, 1f);
            }
        }
        return shares;
    }
}
