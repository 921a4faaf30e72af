package dev.calotype.benchmarks;

import dev.calotype.networks.ParameterList;
import dev.calotype.networks.UNet2DCondition;
import dev.calotype.networks.UNetConfig;
import java.util.List;
import java.util.Map;

/**
 * Floating-point operations of a U-Net's forward for one row, read off its parameters: two for each weight and each
 * place it is applied at, and two products a head for attention. Norms and activations are left out.
 */
record UNetWork(int side, int tokens, int levels) {
    /** In operations. */
    double of(UNetConfig config) {
        Map<String, List<Long>> shapes = ParameterList.of(weights -> new UNet2DCondition(config, weights));
        return shapes.entrySet().stream()
                .mapToDouble(entry -> of(entry.getKey(), entry.getValue()))
                .sum();
    }

    private double of(String name, List<Long> shape) {
        if (!name.endsWith(".weight") || shape.size() < 2) {
            return 0;
        }
        double weights = shape.stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
        double places = area(name);
        double work = 2 * weights * (name.contains("time_emb") ? 1 : reads(name) ? tokens : places);
        if (name.endsWith("attn1.to_q.weight")) {
            return work + 4 * places * places * shape.getFirst();
        }
        return name.endsWith("attn2.to_q.weight") ? work + 4 * places * tokens * shape.getFirst() : work;
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
