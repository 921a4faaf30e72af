package dev.calotype.networks;

import dev.calotype.tensor.SafeTensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an IP-Adapter's file says of it by the names and shapes of its tensors.
 *
 * @param kind how pictures become tokens
 * @param pictureSize size of the vector, or of one patch's state, that the picture encoder must give
 * @param contextSize size of one token that the U-Net reads
 * @param inner size of the states that a resampler works on; otherwise {@code pictureSize}
 * @param tokens how many tokens one picture becomes; 0 for as many as it has patches
 * @param layers of a resampler
 * @param heads of each layer's attention
 * @param sizes of the features at the U-Net's cross-attentions, down, up, then the middle
 */
public record ImageAdapterShape(
        Kind kind,
        int pictureSize,
        int contextSize,
        int inner,
        int tokens,
        int layers,
        int heads,
        List<Integer> sizes) {
    private static final String PROJECTION = "image_proj.";
    private static final String FACE =
            "is one for faces, which needs a face recognition network that is not part of it; ordinary, plus and"
                    + " full adapters are supported";

    /** How pictures become tokens. */
    public enum Kind {
        /** One map of the projected picture. */
        BASIC,
        /** A perceptron over the states of all patches. */
        FULL,
        /** A resampler of the states of all patches. */
        PLUS
    }

    /** Copies the sizes. */
    public ImageAdapterShape {
        sizes = List.copyOf(sizes);
    }

    /** Whether the encoder's penultimate states are read, not the projected picture. */
    public boolean readsPatches() {
        return kind != Kind.BASIC;
    }

    /** Whether a file of tensors with these names is an IP-Adapter. */
    public static boolean recognises(SafeTensors file) {
        return file.names().stream().anyMatch(name -> name.startsWith(PROJECTION))
                && file.names().stream().anyMatch(name -> name.startsWith("ip_adapter."));
    }

    /**
     * Reads an open file's header.
     *
     * @param faults where to say what is not supported
     */
    public static ImageAdapterShape read(SafeTensors file, List<String> faults) {
        List<Integer> sizes = sizes(file);
        boolean face =
                file.names().stream().anyMatch(name -> name.contains("perceiver_resampler") || name.contains("_lora."));
        if (face) {
            faults.add("the adapter " + FACE);
        }
        int contextSize = size(file, "ip_adapter.1.to_k_ip.weight", 1);
        if (sizes.isEmpty() || contextSize == 0) {
            faults.add(
                    "the adapter has no 'ip_adapter.1.to_k_ip.weight'; maps for each cross-attention are needed, numbered"
                            + " 1, 3, 5 and so on");
        }
        if (file.has(PROJECTION + "proj.weight")) {
            int out = size(file, PROJECTION + "proj.weight", 0);
            int in = size(file, PROJECTION + "proj.weight", 1);
            return new ImageAdapterShape(Kind.BASIC, in, contextSize, in, out / Math.max(contextSize, 1), 0, 0, sizes);
        }
        if (file.has(PROJECTION + "proj.3.weight")) {
            int in = size(file, PROJECTION + "proj.0.weight", 1);
            return new ImageAdapterShape(Kind.FULL, in, contextSize, in, 0, 0, 0, sizes);
        }
        if (file.has(PROJECTION + "latents")) {
            return new ImageAdapterShape(
                    Kind.PLUS,
                    size(file, PROJECTION + "proj_in.weight", 1),
                    contextSize,
                    size(file, PROJECTION + "latents", 2),
                    size(file, PROJECTION + "latents", 1),
                    layers(file),
                    size(file, PROJECTION + "layers.0.0.to_q.weight", 0) / ImageResampler.HEAD,
                    sizes);
        }
        if (!face) {
            faults.add(
                    "the adapter's 'image_proj' has none of 'proj.weight', 'proj.3.weight' and 'latents'; ordinary, full and"
                            + " plus adapters are supported");
        }
        return new ImageAdapterShape(Kind.BASIC, 1, Math.max(contextSize, 1), 1, 1, 0, 0, sizes);
    }

    private static List<Integer> sizes(SafeTensors file) {
        List<Integer> sizes = new ArrayList<>();
        for (int number = 1; file.has("ip_adapter." + number + ".to_k_ip.weight"); number += 2) {
            sizes.add(size(file, "ip_adapter." + number + ".to_k_ip.weight", 0));
        }
        return sizes;
    }

    private static int layers(SafeTensors file) {
        int layers = 0;
        while (file.has(PROJECTION + "layers." + layers + ".0.to_q.weight")) {
            layers++;
        }
        return layers;
    }

    /** The size of a tensor's axis; 0 where there is no such tensor or axis. */
    private static int size(SafeTensors file, String name, int axis) {
        long[] shape = file.has(name) ? file.shape(name) : new long[0];
        return axis < shape.length
                ? (int) Arrays.stream(shape).skip(axis).findFirst().orElse(0)
                : 0;
    }
}
