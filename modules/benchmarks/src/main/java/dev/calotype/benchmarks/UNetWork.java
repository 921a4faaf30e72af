package dev.calotype.benchmarks;

import dev.calotype.networks.ParameterList;
import dev.calotype.networks.UNet2DCondition;
import dev.calotype.networks.UNetConfig;
import java.util.List;
import java.util.Map;

/**
 * Floating-point operations of a U-Net's forward for one row, read off its parameters: two for each weight and each
 * place it is applied at, and for attention 4·Q·K·C, its two products of Q places with K places or tokens over C
 * channels. Biases, norms, activations and softmax are left out.
 */
final class UNetWork {
    private final Map<String, List<Long>> shapes;
    private final int levels;
    private final int side;
    private final int tokens;

    /** For latents of a side and contexts of so many tokens. */
    UNetWork(UNetConfig config, int side, int tokens) {
        shapes = ParameterList.of(weights -> new UNet2DCondition(config, weights));
        levels = config.levels().size();
        this.side = side;
        this.tokens = tokens;
    }

    double operations() {
        return shapes.entrySet().stream()
                .mapToDouble(entry -> of(entry.getKey(), entry.getValue()))
                .sum();
    }

    double parameters() {
        return shapes.values().stream().mapToDouble(UNetWork::product).sum();
    }

    private double of(String name, List<Long> shape) {
        if (!name.endsWith(".weight") || shape.size() < 2) {
            return 0;
        }
        double places = area(name);
        double work = 2 * product(shape) * (name.contains("time_emb") ? 1 : reads(name) ? tokens : places);
        if (name.endsWith("attn1.to_q.weight")) {
            return work + 4 * places * places * shape.getFirst();
        }
        return name.endsWith("attn2.to_q.weight") ? work + 4 * places * tokens * shape.getFirst() : work;
    }

    private static double product(List<Long> shape) {
        return shape.stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
    }

    /** Whether a weight is applied to the context instead of the picture. */
    private static boolean reads(String name) {
        return name.endsWith("attn2.to_k.weight") || name.endsWith("attn2.to_v.weight");
    }

    /** How many places the picture has where a block works; a sampler's weight is applied at its output. */
    private double area(String name) {
        int level = levels - 1;
        if (name.startsWith("down_blocks.")) {
            level = number(name) + (name.contains("downsamplers") ? 1 : 0);
        } else if (name.startsWith("up_blocks.")) {
            level = levels - 1 - number(name) - (name.contains("upsamplers") ? 1 : 0);
        } else if (name.startsWith("conv_")) {
            level = 0;
        }
        double length = side / Math.pow(2, level);
        return length * length;
    }

    private static int number(String name) {
        int begin = name.indexOf('.') + 1;
        return Integer.parseInt(name.substring(begin, name.indexOf('.', begin)));
    }
}
