package dev.calotype.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.AttributeModulation;
import dev.calotype.networks.AttributeModulationConfig;
import dev.calotype.networks.BlockRun;
import dev.calotype.networks.ClipVisionConfig;
import dev.calotype.networks.ClipVisionModel;
import dev.calotype.networks.ControlNetConfig;
import dev.calotype.networks.ControlNetInsert;
import dev.calotype.networks.ControlNetInsert.Guess;
import dev.calotype.networks.ControlNetModel;
import dev.calotype.networks.FeaturesInsert;
import dev.calotype.networks.ImageAdapter;
import dev.calotype.networks.ImageAdapterShape;
import dev.calotype.networks.MotionAdapter;
import dev.calotype.networks.MotionAdapterConfig;
import dev.calotype.networks.MotionInsert;
import dev.calotype.networks.ParameterList;
import dev.calotype.networks.T2IAdapter;
import dev.calotype.networks.T2IAdapterConfig;
import dev.calotype.networks.UNet2DCondition;
import dev.calotype.networks.UNetLevel;
import dev.calotype.spi.Attribute;
import dev.calotype.spi.Insertion;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Type;
import dev.calotype.tensor.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes conditioning modules for a U-Net, of the size that those published for it have.
 *
 * @param unet what they go into
 * @param json its configuration
 * @param side of the latent
 * @param type of weights and arithmetic
 */
record CostedModules(UNet2DCondition unet, ConfigReader json, int side, Type type) {
    /** Pixels a side that one place of a latent stands for. */
    private static final int SCALE = 8;

    private static final int IMAGE_TOKENS = 4;
    private static final int ATTRIBUTES = 8;
    private static final int EMBEDDING = 64;
    private static final ClipVisionConfig VIT_H = ClipVisionConfig.read(ConfigReader.of(
            "ViT-H/14",
            JsonNodeFactory.instance
                    .objectNode()
                    .put("patch_size", 14)
                    .put("hidden_size", 1280)
                    .put("intermediate_size", 5120)
                    .put("num_hidden_layers", 32)
                    .put("num_attention_heads", 16)
                    .put("hidden_act", "gelu")
                    .put("projection_dim", 1024)));

    /** The module of a kind; {@code frames} is how long a video is. */
    CostedModule of(ModuleKind kind, int frames) {
        return switch (kind) {
            case BARE, FRAMES -> CostedModule.NONE;
            case CONTROLNET -> controlNet();
            case IP_ADAPTER -> picturePrompt();
            case T2I_ADAPTER -> hint();
            case ATTRIBUTES -> attributes();
            case MOTION -> motion(frames);
        };
    }

    private CostedModule controlNet() {
        Map<String, JsonNode> named = Map.of("_class_name", TextNode.valueOf("ControlNetModel"));
        ControlNetConfig config = ControlNetConfig.read(json.with(named));
        var network = new ControlNetModel(config, weights());
        long size = (long) side * config.scale();
        return CostedModule.of(ParameterList.size(list -> new ControlNetModel(config, list)), 1, () -> {
            Tensor features = network.embed(Tensor.randn(3, 1, config.hintChannels(), size, size));
            return Insertion.of(new ControlNetInsert(network, signal(features), Guess.OFF), 1);
        });
    }

    private CostedModule picturePrompt() {
        var shape = new ImageAdapterShape(
                ImageAdapterShape.Kind.BASIC,
                VIT_H.projection(),
                unet.config().levels().getFirst().contextSize(),
                VIT_H.projection(),
                IMAGE_TOKENS,
                0,
                0,
                unet.crossAttentions());
        var encoder = new ClipVisionModel(VIT_H, weights().at("encoder"));
        var adapter = new ImageAdapter(shape, weights());
        long parameters = ParameterList.size(list -> new ClipVisionModel(VIT_H, list))
                + ParameterList.size(list -> new ImageAdapter(shape, list));
        return CostedModule.of(parameters, 0, () -> {
            Tensor picture = Tensor.randn(4, 1, VIT_H.channels(), VIT_H.imageSize(), VIT_H.imageSize());
            return Insertion.of(adapter.insert(encoder.apply(picture.to(type)).projected()), 1);
        });
    }

    private CostedModule hint() {
        boolean attends = unet.config().levels().getFirst().attends();
        T2IAdapterConfig config = attends
                ? new T2IAdapterConfig(T2IAdapterConfig.Kind.FULL_ADAPTER, 3, channels(), 2, SCALE)
                : new T2IAdapterConfig(
                        T2IAdapterConfig.Kind.FULL_ADAPTER_XL, 3, withLastTwice(channels()), 2, 2 * SCALE);
        var adapter = new T2IAdapter(config, weights());
        long size = (long) side * SCALE;
        return CostedModule.of(ParameterList.size(list -> new T2IAdapter(config, list)), 0, () -> {
            List<Tensor> maps = adapter.apply(Tensor.randn(5, 1, 3, size, size).to(type));
            return Insertion.of(
                    new FeaturesInsert(maps.stream().map(CostedModules::signal).toList()), 1);
        });
    }

    /** An XL U-Net's adapter has a map more, which the U-Net leaves over. */
    private static List<Integer> withLastTwice(List<Integer> channels) {
        return Stream.concat(channels.stream(), Stream.of(channels.getLast())).toList();
    }

    private CostedModule attributes() {
        List<Attribute> attributes = IntStream.range(0, ATTRIBUTES)
                .mapToObj(i -> new Attribute("a" + i, 0, 1, 0))
                .toList();
        int time = 4 * channels().getFirst();
        var config = new AttributeModulationConfig(attributes, EMBEDDING, channels(), layers(), true, time);
        var network = new AttributeModulation(config, new RandomWeights(Type.F32));
        return CostedModule.of(
                ParameterList.size(list -> new AttributeModulation(config, list)),
                0,
                () -> Insertion.of(network.insert(new float[ATTRIBUTES]), 1));
    }

    private CostedModule motion(int frames) {
        var empty = JsonNodeFactory.instance.objectNode();
        channels().forEach(empty.putArray("block_out_channels")::add);
        layers().forEach(empty.putArray("motion_layers_per_block")::add);
        var config = MotionAdapterConfig.read(ConfigReader.of("motion", empty));
        var insert = new MotionInsert(new MotionAdapter(config, weights()), false);
        return new CostedModule(
                ParameterList.size(list -> new MotionAdapter(config, list)),
                0,
                List::of,
                List.of(new BlockRun(insert, 0, frames, List.of(1.0))));
    }

    private Weights weights() {
        return new RandomWeights(type);
    }

    private List<Integer> channels() {
        return unet.config().levels().stream().map(UNetLevel::channels).toList();
    }

    private List<Integer> layers() {
        return unet.config().levels().stream().map(UNetLevel::layers).toList();
    }

    private static Signal signal(Tensor one) {
        return new Signal(
                one.toFloats(),
                Arrays.stream(one.shape()).skip(1).mapToObj(Math::toIntExact).toList());
    }
}
