package dev.calotype.networks;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tensor's name in a LoRA file, taken apart: the forms of kohya ({@code lora_unet_mid_block_…to_q.lora_down.weight}), of
 * PEFT ({@code unet.mid_block.….to_q.lora_A.weight}) and diffusers' older ones
 * ({@code unet.mid_block.….processor.to_q_lora.down.weight}).
 *
 * @param part the network
 * @param layer the layer's name with underscores for dots; see {@link LayerNames}
 * @param role what the tensor is to the layer
 */
record LoraKey(AdapterPart part, String layer, Role role) {
    /** What a tensor is to its layer. */
    enum Role {
        DOWN,
        UP,
        ALPHA
    }

    private static final String OLD = "(?:\\.lora|_lora|\\.lora_linear_layer)";
    private static final Pattern DOWN =
            Pattern.compile("(.+?)(?:\\.lora_down|\\.lora_A(?:\\.[^.]+)?|" + OLD + "\\.down)\\.weight");
    private static final Pattern UP =
            Pattern.compile("(.+?)(?:\\.lora_up|\\.lora_B(?:\\.[^.]+)?|" + OLD + "\\.up)\\.weight");
    private static final Pattern ALPHA = Pattern.compile("(.+?)" + OLD + "?\\.alpha");
    private static final Pattern PART = Pattern.compile(
            "(lora_unet_|unet\\.|lora_te1?_|text_encoder\\.|lora_te2_|text_encoder_2\\.)?(?:base_model\\.model\\.)?(.+)");

    /** Reads a name; empty where it is none of these forms. */
    static Optional<LoraKey> read(String name) {
        return read(name, DOWN, Role.DOWN).or(() -> read(name, UP, Role.UP)).or(() -> read(name, ALPHA, Role.ALPHA));
    }

    private static Optional<LoraKey> read(String name, Pattern form, Role role) {
        Matcher found = form.matcher(name);
        return found.matches() ? Optional.of(of(found.group(1), role)) : Optional.empty();
    }

    private static LoraKey of(String path, Role role) {
        Matcher found = PART.matcher(path);
        if (!found.matches()) {
            throw new IllegalStateException("no layer in '" + path + "'");
        }
        String layer = found.group(2).replace(".processor", "").replace('.', '_');
        return new LoraKey(part(found.group(1) == null ? "" : found.group(1), layer), layer, role);
    }

    private static AdapterPart part(String prefix, String layer) {
        return switch (prefix) {
            case "lora_te_", "lora_te1_", "text_encoder." -> AdapterPart.TEXT;
            case "lora_te2_", "text_encoder_2." -> AdapterPart.TEXT_2;
            case "" -> layer.startsWith("text_model_") ? AdapterPart.TEXT : AdapterPart.UNET;
            default -> AdapterPart.UNET;
        };
    }
}
