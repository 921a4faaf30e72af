package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;

/** Which of the network's answers an exponential integrator interpolates over λ. */
public enum Integrand {
    /** The denoised value D (Lu et al. 2022, arXiv:2211.01095, equation 8). */
    DATA {
        @Override
        Blend at(Node node) {
            return Blend.denoised(node.evaluation());
        }
    },
    /** The noise ε (Lu et al. 2022, arXiv:2206.00927, equation 3.4). */
    NOISE {
        @Override
        Blend at(Node node) {
            return Blend.noise(node.evaluation(), node.level());
        }
    };

    /** The value at an evaluation. */
    abstract Blend at(Node node);

    /** One evaluation and the level it was made at. */
    record Node(int evaluation, Level level) {}
}
