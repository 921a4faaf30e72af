package dev.calotype.networks;

import dev.calotype.tensor.Conv2d;
import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.ArrayList;
import java.util.List;

/** From a hint's pixels to features of the latent's size (Zhang et al. 2023, arXiv:2302.05543, equation 4). */
record HintEmbedding(Conv2d first, List<Conv2d> blocks, Conv2d last) {
    static HintEmbedding from(Weights weights, ControlNetConfig config) {
        List<Integer> channels = config.hintLevels();
        var blocks = new ArrayList<Conv2d>();
        for (int i = 0; i + 1 < channels.size(); i++) {
            int in = channels.get(i);
            blocks.add(Conv2d.from(weights.at("blocks." + 2 * i), in, in, 3, 1, 1));
            blocks.add(Conv2d.from(weights.at("blocks." + (2 * i + 1)), in, channels.get(i + 1), 3, 2, 1));
        }
        int features = config.unet().levels().getFirst().channels();
        return new HintEmbedding(
                Conv2d.from(weights.at("conv_in"), config.hintChannels(), channels.getFirst(), 3, 1, 1),
                blocks,
                Conv2d.from(weights.at("conv_out"), channels.getLast(), features, 3, 1, 1));
    }

    /** N×hintChannels×H×W to N×channels×H/s×W/s. */
    Tensor apply(Tensor hint) {
        return Scope.giving(() -> {
            Tensor h = Ops.silu(first.apply(hint));
            for (Conv2d block : blocks) {
                h = Ops.silu(block.apply(h));
            }
            return last.apply(h);
        });
    }
}
