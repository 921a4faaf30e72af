package dev.calotype.networks;

import dev.calotype.tensor.LayerNorm;
import dev.calotype.tensor.Linear;
import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Learned queries that read the states of all patches (Alayrac et al. 2022, arXiv:2204.14198, section 3.1.1), as IP-Adapter
 * Plus has them.
 *
 * @param latents 1×T×inner, the queries
 */
record ImageResampler(Tensor latents, Linear in, List<Layer> layers, Linear out, LayerNorm norm)
        implements ImageProjection {
    static final double EPSILON = 1e-5;
    /** Size of one head of attention, in every published resampler. */
    static final int HEAD = 64;

    private static final int WIDENING = 4;

    /** Attention of the queries to the patches and to themselves, and a perceptron, each normed before and added after. */
    private record Layer(
            LayerNorm ofPatches,
            LayerNorm ofQueries,
            Linear query,
            Linear keyAndValue,
            Linear back,
            LayerNorm norm,
            Linear inner,
            Linear outer) {
        static Layer from(Weights weights, int size, int heads) {
            Weights attention = weights.at("0");
            Weights perceptron = weights.at("1");
            int all = heads * HEAD;
            return new Layer(
                    LayerNorm.from(attention.at("norm1"), size, EPSILON),
                    LayerNorm.from(attention.at("norm2"), size, EPSILON),
                    Linear.withoutBias(attention.at("to_q"), size, all),
                    Linear.withoutBias(attention.at("to_kv"), size, 2 * all),
                    Linear.withoutBias(attention.at("to_out"), all, size),
                    LayerNorm.from(perceptron.at("0"), size, EPSILON),
                    Linear.withoutBias(perceptron.at("1"), size, WIDENING * size),
                    Linear.withoutBias(perceptron.at("3"), WIDENING * size, size));
        }

        Tensor apply(Tensor queries, Tensor patches) {
            Tensor asking = ofQueries.apply(queries);
            Tensor both = keyAndValue.apply(Tensor.cat(1, List.of(ofPatches.apply(patches), asking)));
            long size = both.size(2) / 2;
            int heads = (int) (size / HEAD);
            Tensor mixed = Ops.attention(
                    Attention.split(query.apply(asking), heads),
                    Attention.split(both.narrow(2, 0, size), heads),
                    Attention.split(both.narrow(2, size, size), heads),
                    null);
            Tensor x = queries.add(back.apply(Attention.merge(mixed)));
            return x.add(outer.apply(Ops.gelu(inner.apply(norm.apply(x)))));
        }
    }

    static ImageResampler from(Weights weights, ImageAdapterShape shape) {
        int size = shape.inner();
        return new ImageResampler(
                weights.take("latents", 1, shape.tokens(), size),
                Linear.from(weights.at("proj_in"), shape.pictureSize(), size),
                IntStream.range(0, shape.layers())
                        .mapToObj(i -> Layer.from(weights.at("layers." + i), size, shape.heads()))
                        .toList(),
                Linear.from(weights.at("proj_out"), size, shape.contextSize()),
                LayerNorm.from(weights.at("norm_out"), shape.contextSize(), EPSILON));
    }

    @Override
    public Tensor apply(Tensor pictures) {
        return Scope.giving(() -> {
            Tensor patches = in.apply(pictures);
            Tensor x = latents.expand(pictures.size(0), latents.size(1), latents.size(2));
            for (Layer layer : layers) {
                x = layer.apply(x, patches);
            }
            return norm.apply(out.apply(x));
        });
    }
}
