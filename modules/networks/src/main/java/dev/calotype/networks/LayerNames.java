package dev.calotype.networks;

import dev.calotype.tensor.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The layers of one network that an adapter can change, by every name that adapters know them by: the network's own with
 * underscores for dots, without the last index of {@code to_out.0}, {@code to_q} for {@code q_proj}, and those of the
 * original checkpoints of latent diffusion.
 */
public final class LayerNames {
    private static final String WEIGHT = ".weight";
    private static final Map<String, String> OLDER =
            Map.of("_q_proj", "_to_q", "_k_proj", "_to_k", "_v_proj", "_to_v", "_out_proj", "_to_out");

    private final Map<String, String> parameters = new HashMap<>();
    private final Map<String, List<Long>> shapes;

    private LayerNames(Map<String, List<Long>> shapes, UnaryOperator<String> original) {
        this.shapes = Map.copyOf(shapes);
        shapes.forEach((parameter, shape) -> {
            if (parameter.endsWith(WEIGHT) && shape.size() >= 2 && !parameter.endsWith("embedding" + WEIGHT)) {
                add(parameter, original);
            }
        });
    }

    /** The layers of a U-Net. */
    public static LayerNames of(UNetConfig config) {
        return new LayerNames(
                ParameterList.of(weights -> {
                    var unused = new UNet2DCondition(config, weights);
                }),
                new OriginalNames(config.levels())::of);
    }

    /** The layers of a text encoder. */
    public static LayerNames of(ClipTextConfig config) {
        return ofText(weights -> {
            var unused = new ClipTextModel(config, weights);
        });
    }

    /** The layers of a text encoder with a projection. */
    public static LayerNames ofProjecting(ClipTextConfig config) {
        return ofText(weights -> {
            var unused = new ClipTextModelWithProjection(config, weights);
        });
    }

    private static LayerNames ofText(Consumer<Weights> network) {
        return new LayerNames(ParameterList.of(network), UnaryOperator.identity());
    }

    /** The name of the weight of a layer that an adapter names; empty where there is none. */
    Optional<String> parameter(String layer) {
        return Optional.ofNullable(parameters.get(layer));
    }

    /** The shape of a weight. */
    List<Long> shape(String parameter) {
        return shapes.getOrDefault(parameter, List.of());
    }

    private void add(String parameter, UnaryOperator<String> original) {
        String layer = parameter.substring(0, parameter.length() - WEIGHT.length());
        String flat = layer.replace('.', '_');
        parameters.put(flat, parameter);
        parameters.put(original.apply(layer).replace('.', '_'), parameter);
        if (flat.endsWith("_to_out_0")) {
            parameters.put(flat.substring(0, flat.length() - 2), parameter);
        }
        OLDER.forEach((ending, older) -> {
            if (flat.endsWith(ending)) {
                parameters.put(flat.substring(0, flat.length() - ending.length()) + older, parameter);
            }
        });
    }
}
