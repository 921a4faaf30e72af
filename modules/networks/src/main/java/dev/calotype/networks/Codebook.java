package dev.calotype.networks;

import dev.calotype.tensor.Choices;
import dev.calotype.tensor.Embedding;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;

/** The vectors that a latent is made of after quantisation (van den Oord et al. 2017, arXiv:1711.00937, equation 1). */
record Codebook(Embedding vectors) {
    static Codebook from(Weights weights, int codes, int size) {
        return new Codebook(Embedding.from(weights.at("embedding"), codes, size));
    }

    /** The places of the nearest vectors: N×size×H×W to I64 N×H×W. */
    Tensor nearest(Tensor latents) {
        Tensor table = vectors.weight();
        Tensor points = latents.permute(0, 2, 3, 1).reshape(-1, table.size(1));
        // ‖p − v‖² less ‖p‖², which is the same for every vector.
        Tensor lengths = table.mul(table).sum(false, 1);
        Tensor nearness = points.matmul(table.transpose(0, 1)).mul(2).sub(lengths);
        return Choices.argmax(nearness, 1).reshape(latents.size(0), latents.size(2), latents.size(3));
    }

    /** The vectors at places: I64 N×H×W to N×size×H×W. */
    Tensor at(Tensor places) {
        return vectors.apply(places).permute(0, 3, 1, 2).contiguous();
    }
}
