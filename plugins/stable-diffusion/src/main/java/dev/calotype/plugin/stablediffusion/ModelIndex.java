package dev.calotype.plugin.stablediffusion;

import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.FramingUse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code model_index.json}: which class each component of a model is.
 *
 * @param json the file
 */
record ModelIndex(ConfigReader json) {
    static final String FILE = "model_index.json";
    static final String UNET = "unet";
    static final String TEXT_ENCODER = "text_encoder";
    static final String TOKENIZER = "tokenizer";
    static final String TEXT_ENCODER_2 = "text_encoder_2";
    static final String TOKENIZER_2 = "tokenizer_2";
    static final String AUTOENCODER = "vae";
    static final String AUTOENCODER_KL = "AutoencoderKL";
    static final String AUTOENCODER_TINY = "AutoencoderTiny";
    private static final List<String> TOKENIZERS = List.of("CLIPTokenizer", "CLIPTokenizerFast");
    private static final String OWN = "_calotype";

    /** Says that the U-Net reads an aesthetic score in the place of a target size. */
    static final String SCORED = "requires_aesthetics_score";

    static ModelIndex open(Path directory) {
        return new ModelIndex(ConfigReader.open(directory, FILE));
    }

    /** The class of a component; empty where the model has none. */
    Optional<String> component(String name) {
        return json.textAt(name, 1);
    }

    /** Whether these are the components of a Stable Diffusion with one text encoder, with XL's two, or with its second alone. */
    boolean isStableDiffusion() {
        return component(UNET).filter("UNet2DConditionModel"::equals).isPresent()
                && component(TEXT_ENCODER).map("CLIPTextModel"::equals).orElse(hasSecondText())
                && component(TEXT_ENCODER_2)
                        .map("CLIPTextModelWithProjection"::equals)
                        .orElse(true);
    }

    /** Whether there is a first text encoder, which only a model with a second one can do without. */
    boolean hasFirstText() {
        return component(TEXT_ENCODER).isPresent() || !hasSecondText();
    }

    /** Whether there is a second text encoder. */
    boolean hasSecondText() {
        return component(TEXT_ENCODER_2).isPresent();
    }

    /** Which time ids the U-Net is given, if it reads any. */
    FramingUse framing() {
        return json.flag(SCORED, false) ? FramingUse.SCORE : FramingUse.SIZES;
    }

    /** Whether zeros stand in the place of no negative prompt, instead of the empty text. */
    boolean zerosNothing() {
        return json.flag("force_zeros_for_empty_prompt", true);
    }

    /** Notes a fault for each component of a class that is not read. */
    void check() {
        require(UNET, List.of("UNet2DConditionModel"));
        if (hasFirstText()) {
            require(TEXT_ENCODER, List.of("CLIPTextModel"));
            require(TOKENIZER, TOKENIZERS);
        }
        if (hasSecondText()) {
            require(TEXT_ENCODER_2, List.of("CLIPTextModelWithProjection"));
            require(TOKENIZER_2, TOKENIZERS);
        }
        if (component(AUTOENCODER).isPresent()) {
            require(AUTOENCODER, List.of(AUTOENCODER_KL, AUTOENCODER_TINY));
        }
    }

    /** What a model card may say of a job that asks for nothing: {@code _calotype: {guidance, steps}}, our own addition. */
    ConfigReader suggestions() {
        return json.object(OWN);
    }

    private void require(String name, List<String> classes) {
        Optional<String> found = component(name);
        if (json.faults().isEmpty() && !classes.contains(found.orElse(""))) {
            json.fault(name, "is " + found.orElse("absent") + "; supported: " + String.join(", ", classes));
        }
    }
}
