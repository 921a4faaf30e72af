package dev.calotype.networks;

import dev.calotype.tensor.TensorSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * A whole pipeline in one file under the names of the original latent diffusion code (Rombach et al. 2022,
 * arXiv:2112.10752), as checkpoints of Stable Diffusion 1, 2 and XL are passed around.
 *
 * @param file its tensors
 */
record LdmCheckpoint(TensorSource file) {
    static final String UNET = "unet";
    static final String AUTOENCODER = "vae";
    static final String TEXT = "text_encoder";
    static final String SECOND_TEXT = "text_encoder_2";
    private static final String PICTURES = "first_stage_model.";

    /** Where text encoders lie, and whether they have OpenCLIP's names. */
    private record TextPlace(String prefix, boolean openClip) {
        private String first() {
            return prefix + (openClip ? "token_embedding.weight" : "text_model.embeddings.token_embedding.weight");
        }
    }

    private static final TextPlace REFINER = new TextPlace("conditioner.embedders.0.model.", true);

    private static final Map<String, List<TextPlace>> TEXTS = Map.of(
            TEXT,
                    List.of(
                            new TextPlace("cond_stage_model.transformer.", false),
                            new TextPlace("cond_stage_model.model.", true),
                            new TextPlace("conditioner.embedders.0.transformer.", false)),
            SECOND_TEXT, List.of(new TextPlace("conditioner.embedders.1.model.", true), REFINER));

    /** Every component that is needed and not there, one sentence each. */
    List<String> faults() {
        var faults = new ArrayList<String>();
        need(LdmUNet.PREFIX + "input_blocks.0.0.weight", "U-Net", faults);
        need(LdmUNet.PREFIX + "input_blocks.1.0.out_layers.3.weight", "U-Net", faults);
        need(PICTURES + "decoder.conv_in.weight", "autoencoder", faults);
        need(PICTURES + "encoder.conv_in.weight", "autoencoder", faults);
        if (!hasText(TEXT) && !isRefiner()) {
            faults.add("has no text encoder: 'cond_stage_model.…' or 'conditioner.embedders.0.…' is needed");
        }
        return faults;
    }

    private void need(String tensor, String what, List<String> faults) {
        if (!file.has(tensor)) {
            faults.add("has no " + what + ": tensor '" + tensor + "' is missing; take the whole checkpoint");
        }
    }

    /** Whether there is a text encoder with a projection, as in XL, beside another or alone. */
    boolean isXl() {
        return hasText(SECOND_TEXT);
    }

    /** Whether it is XL's refiner, which has that text encoder alone. */
    boolean isRefiner() {
        return place(SECOND_TEXT).filter(REFINER::equals).isPresent();
    }

    /** Its text encoders. */
    List<String> texts() {
        return Stream.of(TEXT, SECOND_TEXT).filter(this::hasText).toList();
    }

    /** Whether a text encoder has OpenCLIP's names. */
    boolean isOpenClip(String component) {
        return place(component).filter(TextPlace::openClip).isPresent();
    }

    private boolean hasText(String component) {
        return place(component).isPresent();
    }

    /** One component by today's names; the checkpoint must have it. */
    LdmPart part(String component) {
        return switch (component) {
            case UNET -> new LdmPart(file, LdmUNet.PREFIX, LdmUNet.read(file).names());
            case AUTOENCODER -> new LdmPart(file, PICTURES, LdmNames.autoencoder(levels(), layers()));
            case TEXT, SECOND_TEXT -> text(component);
            default ->
                throw new IllegalArgumentException(
                        "a checkpoint has unet, vae, text_encoder and text_encoder_2; asked for '" + component + "'");
        };
    }

    private LdmPart text(String component) {
        TextPlace place = place(component).orElseThrow(() -> new IllegalArgumentException("there is no " + component));
        LdmNames names = place.openClip() ? LdmNames.openClip(textLayers(component)) : LdmNames.same();
        return new LdmPart(file, place.prefix(), names);
    }

    /** Blocks of a text encoder. */
    int textLayers(String component) {
        TextPlace place = place(component).orElseThrow();
        return place.openClip()
                ? count(i -> place.prefix() + "transformer.resblocks." + i + ".ln_1.weight")
                : count(i -> place.prefix() + "text_model.encoder.layers." + i + ".layer_norm1.weight");
    }

    /** Resolutions of the autoencoder. */
    int levels() {
        return count(i -> PICTURES + "encoder.down." + i + ".block.0.conv1.weight");
    }

    /** Residual blocks of a level of its encoder. */
    int layers() {
        return count(i -> PICTURES + "encoder.down.0.block." + i + ".conv1.weight");
    }

    private int count(IntFunction<String> name) {
        int count = 0;
        while (file.has(name.apply(count))) {
            count++;
        }
        return count;
    }

    private Optional<TextPlace> place(String component) {
        return TEXTS.getOrDefault(component, List.of()).stream()
                .filter(place -> file.has(place.first()))
                .findFirst();
    }
}
