package dev.calotype.training;

import static dev.calotype.training.Picture.SIDE;

import dev.calotype.networks.AutoencoderKL;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Mean and deviation of each latent channel, and their folding into the 1×1 convolutions around the latent, so that
 * latents have mean 0 and deviation 1 without a scaling factor.
 */
@SuppressWarnings("ArrayRecordComponent")
record LatentStatistics(double[] mean, double[] deviation) {
    private static final int ROWS = 16;

    /** Over the first {@code count} examples of a world. */
    static LatentStatistics of(AutoencoderKL autoencoder, ShapesWorld world, int count, DeviceSpec device) {
        int channels = autoencoder.config().latentChannels();
        double[] sum = new double[channels];
        double[] squares = new double[channels];
        int values = 0;
        for (int first = 0; first < count; first += ROWS) {
            float[] latents = latents(autoencoder, world, first, device);
            int plane = latents.length / ROWS / channels;
            for (int i = 0; i < latents.length; i++) {
                int channel = i / plane % channels;
                sum[channel] += latents[i];
                squares[channel] += latents[i] * latents[i];
            }
            values += latents.length / channels;
        }
        for (int c = 0; c < channels; c++) {
            sum[c] /= values;
            squares[c] = Math.sqrt(squares[c] / values - sum[c] * sum[c]);
        }
        return new LatentStatistics(sum, squares);
    }

    private static float[] latents(AutoencoderKL autoencoder, ShapesWorld world, int first, DeviceSpec device) {
        float[] pictures = new float[ROWS * 3 * Picture.PIXELS];
        for (int row = 0; row < ROWS; row++) {
            float[] signed = Drawing.of(world.example(first + row).scene()).signed();
            System.arraycopy(signed, 0, pictures, row * signed.length, signed.length);
        }
        try (Scope temporary = Scope.open(device)) {
            return autoencoder
                    .encode(Tensor.of(pictures, ROWS, 3, SIDE, SIDE))
                    .mean()
                    .toFloats();
        }
    }

    /** The same autoencoder's weights, with scaled latents; the log variance becomes that of the training noise. */
    Map<String, Tensor> fold(Map<String, Tensor> weights) {
        Map<String, Tensor> folded = new LinkedHashMap<>(weights);
        int n = mean.length;
        float[] in = new GivenWeights(weights).take("quant_conv.weight").toFloats();
        float[] inBias = new GivenWeights(weights).take("quant_conv.bias").toFloats();
        float[] out = new GivenWeights(weights).take("post_quant_conv.weight").toFloats();
        float[] outBias = new GivenWeights(weights).take("post_quant_conv.bias").toFloats();
        for (int c = 0; c < n; c++) {
            for (int i = 0; i < 2 * n; i++) {
                in[c * 2 * n + i] /= (float) deviation[c];
                in[(n + c) * 2 * n + i] = 0;
            }
            inBias[c] = (float) ((inBias[c] - mean[c]) / deviation[c]);
            inBias[n + c] = (float) (2 * Math.log(AutoencoderObjective.NOISE / deviation[c]));
            for (int o = 0; o < n; o++) {
                outBias[o] += out[o * n + c] * (float) mean[c];
                out[o * n + c] *= (float) deviation[c];
            }
        }
        folded.put("quant_conv.weight", Tensor.of(in, 2L * n, 2L * n, 1, 1));
        folded.put("quant_conv.bias", Tensor.of(inBias, 2L * n));
        folded.put("post_quant_conv.weight", Tensor.of(out, n, n, 1, 1));
        folded.put("post_quant_conv.bias", Tensor.of(outBias, n));
        return folded;
    }
}
