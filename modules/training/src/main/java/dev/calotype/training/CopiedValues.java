package dev.calotype.training;

import dev.calotype.tensor.TensorSource;
import dev.calotype.tensor.Type;

/**
 * What a ControlNet begins as (Zhang et al. 2023, arXiv:2302.05543, section 3.1): the way down and the middle of the network
 * it stands beside; the convolutions that lead into and out of the copy are zero, so that it begins by changing nothing.
 *
 * @param network the weights of the network
 * @param others what the layers that read the hint begin as
 */
record CopiedValues(TensorSource network, FirstValues others) implements FirstValues {
    private static final String OUT = "controlnet_down_blocks";
    private static final String MIDDLE = "controlnet_mid_block";
    private static final String HINT = "controlnet_cond_embedding.conv_out";

    @Override
    public float[] of(String name, long[] shape) {
        if (network.has(name)) {
            return network.tensor(name).to(Type.F32).toFloats();
        }
        return startsAtZero(name) ? new float[Math.toIntExact(count(shape))] : others.of(name, shape);
    }

    private static boolean startsAtZero(String name) {
        return name.startsWith(OUT) || name.startsWith(MIDDLE) || name.startsWith(HINT);
    }

    private static long count(long[] shape) {
        long count = 1;
        for (long size : shape) {
            count *= size;
        }
        return count;
    }
}
