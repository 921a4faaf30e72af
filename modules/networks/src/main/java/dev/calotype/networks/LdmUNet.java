package dev.calotype.networks;

import dev.calotype.tensor.TensorSource;
import java.util.ArrayList;
import java.util.List;

/**
 * What the original names and shapes of a U-Net tell of it.
 *
 * @param file the tensors
 * @param levels resolutions, finest first
 */
record LdmUNet(TensorSource file, List<Level> levels) {
    static final String PREFIX = "model.diffusion_model.";

    /**
     * One resolution on the way down.
     *
     * @param channels of its features
     * @param layers residual blocks
     * @param depth transformer blocks of each attention; 0 where it has none
     */
    record Level(int channels, int layers, int depth) {}

    static LdmUNet read(TensorSource file) {
        var levels = new ArrayList<Level>();
        int layers = 0;
        int channels = 0;
        int depth = 0;
        for (int block = 1; ; block++) {
            String input = PREFIX + "input_blocks." + block;
            if (file.has(input + ".0.out_layers.3.weight")) {
                layers++;
                channels = (int) file.shape(input + ".0.out_layers.3.weight")[0];
                depth = depth(file, input + ".1");
                continue;
            }
            levels.add(new Level(channels, layers, depth));
            layers = 0;
            if (!file.has(input + ".0.op.weight")) {
                return new LdmUNet(file, List.copyOf(levels));
            }
        }
    }

    /** How many transformer blocks an attention has; 0 where there is none. */
    static int depth(TensorSource file, String attention) {
        int depth = 0;
        while (file.has(attention + ".transformer_blocks." + depth + ".norm1.weight")) {
            depth++;
        }
        return depth;
    }

    /** Whether there is attention in a block of the way up. */
    boolean attendsUp(int block) {
        return depth(file, PREFIX + "output_blocks." + block + ".1") > 0;
    }

    /** The deepest attention of the middle; 0 where it has none. */
    int middleDepth() {
        return depth(file, PREFIX + "middle_block.1");
    }

    /** Residual blocks a level. */
    int layers() {
        return levels.getFirst().layers();
    }

    /** The weight of the first attention to the context, or of the middle's; empty where nothing attends. */
    String attention() {
        for (int block = 1; block <= levels.size() * (layers() + 1); block++) {
            String attention = PREFIX + "input_blocks." + block + ".1";
            if (depth(file, attention) > 0) {
                return attention;
            }
        }
        return middleDepth() > 0 ? PREFIX + "middle_block.1" : "";
    }

    LdmNames names() {
        return LdmNames.unet(levels.size(), layers(), this);
    }
}
