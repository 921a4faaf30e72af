package dev.calotype.training;

import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.AutoencoderConfig;
import dev.calotype.networks.AutoencoderKL;
import dev.calotype.networks.ClipTextConfig;
import dev.calotype.networks.ClipTextModel;
import dev.calotype.networks.ClipTokenizer;
import dev.calotype.networks.FileWeights;
import dev.calotype.networks.UNet2DCondition;
import dev.calotype.networks.UNetConfig;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.SafeTensorsWriter;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Type;
import dev.calotype.tensor.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The model's directory, in the layout of diffusers: written part by part as training goes on, and read again. */
record ShapesDirectory(Path path) {
    private static final List<String> FILES = List.of(
            "model_index.json",
            "scheduler/scheduler_config.json",
            "text_encoder/config.json",
            "tokenizer/special_tokens_map.json",
            "tokenizer/tokenizer_config.json",
            "unet/config.json",
            "vae/config.json");

    /** Where the weights of a part are. */
    enum Part {
        TEXT("text_encoder/model.safetensors"),
        NETWORK("unet/diffusion_pytorch_model.safetensors"),
        AUTOENCODER("vae/diffusion_pytorch_model.safetensors");

        private final String file;

        Part(String file) {
            this.file = file;
        }
    }

    /** Writes the configurations and the tokenizer. */
    ShapesDirectory lay() {
        try {
            for (String file : FILES) {
                Path target = path.resolve(file);
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                try (InputStream in = ShapesDirectory.class.getResourceAsStream("shapes/" + file)) {
                    Files.copy(Objects.requireNonNull(in, file), target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Files.writeString(path.resolve("tokenizer/vocab.json"), ShapesTokens.vocabularyFile());
            Files.writeString(path.resolve("tokenizer/merges.txt"), ShapesTokens.mergesFile());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be written", e);
        }
    }

    /** Whether a part's weights are there. */
    boolean has(Part part) {
        return Files.exists(path.resolve(part.file));
    }

    /** Writes a part's weights in half precision; needs an open scope. */
    void write(Part part, Map<String, Tensor> weights) {
        Map<String, Tensor> halves = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> halves.put(name, tensor.to(Type.F16)));
        SafeTensorsWriter.write(path.resolve(part.file), halves, Map.of("format", "pt"));
    }

    ClipTokenizer tokenizer() {
        return ClipTokenizer.open(path, "tokenizer", ShapesTokens.LENGTH);
    }

    AutoencoderConfig autoencoderConfig() {
        return AutoencoderConfig.read(ConfigReader.open(path, "vae/config.json"));
    }

    ClipTextConfig textConfig() {
        return ClipTextConfig.read(ConfigReader.open(path, "text_encoder/config.json"));
    }

    UNetConfig networkConfig() {
        return UNetConfig.read(ConfigReader.open(path, "unet/config.json"));
    }

    /** The autoencoder as written; its weights are owned by the innermost open scope. */
    AutoencoderKL autoencoder() {
        return read(Part.AUTOENCODER, weights -> new AutoencoderKL(autoencoderConfig(), weights));
    }

    /** The text encoder as written; its weights are owned by the innermost open scope. */
    ClipTextModel text() {
        return read(Part.TEXT, weights -> new ClipTextModel(textConfig(), weights));
    }

    /** The image network as written; its weights are owned by the innermost open scope. */
    UNet2DCondition network() {
        return read(Part.NETWORK, weights -> new UNet2DCondition(networkConfig(), weights));
    }

    /** What draws pictures with the parts as written; their weights are owned by the innermost open scope. */
    ShapesSampler sampler(ShapesSampler.Settings settings) {
        return new ShapesSampler(network(), text(), autoencoder(), tokenizer(), settings);
    }

    /** The file of the image network's weights, which the caller closes. */
    SafeTensors networkFile() {
        return SafeTensors.open(path.resolve(Part.NETWORK.file));
    }

    private <T> T read(Part part, Function<Weights, T> network) {
        try (SafeTensors file = SafeTensors.open(path.resolve(part.file))) {
            return network.apply(new FileWeights(file));
        }
    }
}
