package dev.calotype.networks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.configs.ConfigReader;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What a component's file holds, and what its configuration asks for. */
final class WrittenWeights {
    /** A buffer that older versions of the reference wrote beside the parameters. */
    private static final String POSITIONS = "text_model.embeddings.position_ids";

    private static final Map<String, Function<ConfigReader, Map<String, List<Long>>>> DEMANDS = demands();

    private WrittenWeights() {}

    private static Map<String, Function<ConfigReader, Map<String, List<Long>>>> demands() {
        Map<String, Function<ConfigReader, Map<String, List<Long>>>> demands = new LinkedHashMap<>();
        demands.put("UNet2DConditionModel", json -> of(json, UNetConfig::read, UNet2DCondition::new));
        demands.put("AutoencoderKL", json -> of(json, AutoencoderConfig::read, AutoencoderKL::new));
        demands.put("CLIPTextModel", json -> of(json, ClipTextConfig::read, ClipTextModel::new));
        demands.put(
                "CLIPTextModelWithProjection",
                json -> of(json, ClipTextConfig::read, ClipTextModelWithProjection::new));
        demands.put("ControlNetModel", json -> of(json, ControlNetConfig::read, ControlNetModel::new));
        return demands;
    }

    private static <C, N> Map<String, List<Long>> of(
            ConfigReader json, Function<ConfigReader, C> read, BiFunction<C, Weights, N> network) {
        C config = read.apply(json);
        assertThat(json.faults()).isEmpty();
        return ParameterList.of(weights -> {
            var unused = network.apply(config, weights);
        });
    }

    /** The weights beside a configuration of a class whose demands are known; empty where there are none. */
    static Optional<Path> beside(Path config) {
        if (!DEMANDS.containsKey(WrittenForms.typeOf(WrittenForms.json(config)))) {
            return Optional.empty();
        }
        return Stream.of("diffusion_pytorch_model.safetensors", "model.safetensors")
                .map(config::resolveSibling)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** The parameters that a configuration asks for, with their shapes. */
    static Map<String, List<Long>> demanded(Path config) {
        ConfigReader json = ConfigReader.open(config.resolveSibling(""), "config.json");
        String type = WrittenForms.typeOf(WrittenForms.json(config));
        return new TreeMap<>(DEMANDS.getOrDefault(type, unknown -> Map.of()).apply(json));
    }

    /** The tensors of a file, with their shapes. */
    static Map<String, List<Long>> held(Path weights) {
        try (SafeTensors file = SafeTensors.open(weights)) {
            Map<String, List<Long>> held = new TreeMap<>();
            file.names().stream()
                    .filter(name -> !name.equals(POSITIONS))
                    .forEach(name -> held.put(
                            name, LongStream.of(file.shape(name)).boxed().toList()));
            return held;
        }
    }
}
