package dev.calotype.plugin.stablediffusion;

import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.AdapterPart;
import dev.calotype.networks.AutoencoderConfig;
import dev.calotype.networks.AutoencoderKL;
import dev.calotype.networks.AutoencoderTiny;
import dev.calotype.networks.AutoencoderTinyConfig;
import dev.calotype.networks.ClipTextConfig;
import dev.calotype.networks.ClipTextModel;
import dev.calotype.networks.ClipTextModelWithProjection;
import dev.calotype.networks.ClipTokenizer;
import dev.calotype.networks.ComponentFile;
import dev.calotype.networks.HeaderWeights;
import dev.calotype.networks.UNet2DCondition;
import dev.calotype.networks.UNetConfig;
import dev.calotype.networks.WeightFiles;
import dev.calotype.schedulers.SchedulerReading;
import dev.calotype.spi.ModelRefused;
import dev.calotype.tensor.TensorException;
import dev.calotype.tensor.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a model directory's configurations and the headers of its weights, gathering the faults of all of them. */
final class ModelReading {
    static final String DIFFUSERS = "diffusion_pytorch_model";
    private static final String TRANSFORMERS = "model";
    private static final double GUIDANCE = 7.5;
    private static final double GUIDANCE_XL = 5;
    private static final int STEPS = 20;

    /** Fields that are known and may change nothing: of training, of other software, said twice, of options not in use. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "addition_embed_type_num_heads",
            "addition_time_embed_dim",
            "architectures",
            "attention_dropout",
            "block_out_channels",
            "bos_token_id",
            "dropout",
            "dtype",
            "force_upcast",
            "initializer_factor",
            "initializer_range",
            "model_type",
            "pad_token_id",
            "projection_class_embeddings_input_dim",
            "torch_dtype",
            "transformers_version",
            "upcast_attention");

    private final Path directory;
    private final List<String> faults = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    ModelReading(Path directory) {
        this.directory = directory;
    }

    /** Reads a directory; throws {@link ModelRefused} with every fault. */
    static ModelDirectory read(Path directory) {
        return new ModelReading(directory).read();
    }

    /**
     * One component.
     *
     * @param config its configuration
     * @param weights its file, or null where there is none
     */
    record Component<C extends @Nullable Object>(
            C config, @Nullable Path weights) {}

    private record ReadText(
            AdapterPart part,
            ClipTextConfig config,
            @Nullable Path weights,
            @Nullable ClipTokenizer tokenizer) {
        Optional<ModelDirectory.Text> whole() {
            return weights == null || tokenizer == null
                    ? Optional.empty()
                    : Optional.of(new ModelDirectory.Text(part, config, weights, tokenizer));
        }
    }

    private ModelDirectory read() {
        ModelIndex index = ModelIndex.open(directory);
        index.check();
        ConfigReader suggestions = index.suggestions();
        double guidance = suggestions.number("guidance", index.hasSecondText() ? GUIDANCE_XL : GUIDANCE);
        int steps = suggestions.integer("steps", STEPS);
        boolean zerosNothing = index.zerosNothing();
        faults.addAll(index.json().faults());
        faults.addAll(suggestions.faults());
        SchedulerReading scheduler = config("scheduler/scheduler_config.json", SchedulerReading::of);
        warnings.addAll(scheduler.warnings());
        ModelDirectory.Networks networks = networks(index);
        AdapterFolder adapters = AdapterFolder.read(directory, networks);
        return new ModelDirectory(networks, zerosNothing, scheduler, guidance, steps, adapters, warnings);
    }

    private ModelDirectory.Networks networks(ModelIndex index) {
        var unet = component(ModelIndex.UNET, DIFFUSERS, UNetConfig::read, UNet2DCondition::new);
        List<ReadText> texts = texts(index);
        Optional<CodecFiles> codec = codec(index);
        var agreement = new Agreement(faults);
        codec.ifPresent(found -> agreement.channels(unet.config(), found));
        Map<AdapterPart, ClipTextConfig> encoders = new EnumMap<>(AdapterPart.class);
        texts.forEach(text -> encoders.put(text.part(), text.config()));
        agreement.signals(unet.config(), encoders, index.framing());
        if (!faults.isEmpty() || unet.weights() == null || codec.isEmpty()) {
            throw new ModelRefused(String.valueOf(directory.getFileName()), faults);
        }
        return new ModelDirectory.Networks(
                unet.config(),
                unet.weights(),
                texts.stream().flatMap(text -> text.whole().stream()).toList(),
                codec.get());
    }

    /** The faults so far; more may be added. */
    List<String> faults() {
        return faults;
    }

    /** The codec; empty where its weights are missing, which is a fault then. */
    private Optional<CodecFiles> codec(ModelIndex index) {
        String kind = index.component(ModelIndex.AUTOENCODER).orElse("");
        if (kind.isEmpty()) {
            return Optional.of(new CodecFiles.None());
        }
        if (kind.equals(ModelIndex.AUTOENCODER_TINY)) {
            var tiny = component(ModelIndex.AUTOENCODER, DIFFUSERS, AutoencoderTinyConfig::read, AutoencoderTiny::new);
            return Optional.ofNullable(tiny.weights()).map(file -> new CodecFiles.Tiny(tiny.config(), file));
        }
        var found = component(ModelIndex.AUTOENCODER, DIFFUSERS, AutoencoderConfig::read, AutoencoderKL::new);
        return Optional.ofNullable(found.weights()).map(file -> new CodecFiles.Variational(found.config(), file));
    }

    private List<ReadText> texts(ModelIndex index) {
        List<ReadText> texts = new ArrayList<>();
        if (index.hasFirstText()) {
            texts.add(text(AdapterPart.TEXT, ModelIndex.TOKENIZER, ClipTextModel::new));
        }
        if (index.hasSecondText()) {
            texts.add(text(AdapterPart.TEXT_2, ModelIndex.TOKENIZER_2, ClipTextModelWithProjection::new));
        }
        lengths(texts.getFirst().tokenizer(), texts.getLast().tokenizer());
        return texts;
    }

    private void lengths(@Nullable ClipTokenizer one, @Nullable ClipTokenizer two) {
        if (one != null && two != null && one.length() != two.length()) {
            faults.add("tokenizer_2/tokenizer_config.json: texts become " + two.length()
                    + " tokens, and by the first tokenizer " + one.length()
                    + "; both stand side by side, so model_max_length must be one for both");
        }
    }

    private <N> ReadText text(AdapterPart part, String tokenizer, BiFunction<ClipTextConfig, Weights, N> build) {
        var read = component(part.folder(), TRANSFORMERS, ClipTextConfig::read, build);
        return new ReadText(part, read.config(), read.weights(), tokenizer(tokenizer, part.folder(), read.config()));
    }

    /** Reads one configuration, noting its faults. */
    <C> C config(String file, Function<ConfigReader, C> read) {
        ConfigReader json = ConfigReader.open(directory, file);
        C config = read.apply(json);
        faults.addAll(json.faults());
        return config;
    }

    /** Reads one component's configuration and compares the header of its weights with it, noting the faults. */
    <C, N> Component<C> component(
            String folder, String stem, Function<ConfigReader, C> read, BiFunction<C, Weights, N> build) {
        int before = faults.size();
        C config = config(folder + "/config.json", json -> {
            C found = read.apply(json);
            warn(json);
            return found;
        });
        boolean understood = faults.size() == before;
        Path weights = WeightFiles.find(directory, folder, stem, faults::add).orElse(null);
        if (weights != null) {
            compare(
                    folder + "/" + weights.getFileName(),
                    weights,
                    header -> understood ? build.apply(config, header) : header);
        }
        return new Component<>(config, weights);
    }

    private void warn(ConfigReader json) {
        json.unread().stream()
                .filter(field -> !WITHOUT_EFFECT.contains(field))
                .forEach(field -> warnings.add(json.file() + ": " + field + " is not known, and ignored"));
    }

    private void compare(String name, Path weights, Function<Weights, ?> build) {
        try (ComponentFile file = ComponentFile.open(weights)) {
            var header = new HeaderWeights(name, file);
            Object _ = build.apply(header);
            faults.addAll(header.faults());
        } catch (TensorException e) {
            faults.add(String.valueOf(e.getMessage()).replace(weights.toString(), name + ":"));
        }
    }

    private @Nullable ClipTokenizer tokenizer(String folder, String encoder, ClipTextConfig text) {
        try {
            ClipTokenizer tokenizer = ClipTokenizer.open(directory, folder, text.positions());
            if (tokenizer.vocabularySize() > text.vocabulary()) {
                faults.add(folder + "/vocab.json: has " + tokenizer.vocabularySize() + " tokens; " + encoder
                        + "/config.json has a vocab_size of " + text.vocabulary());
            }
            return tokenizer;
        } catch (ModelRefused e) {
            faults.addAll(e.faults());
            return null;
        }
    }
}
