package dev.calotype.networks;

import dev.calotype.configs.ConfigReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@code config.json} says of a T2IAdapter, with the reference's defaults.
 *
 * @param kind how its levels are made
 * @param inChannels of the hint
 * @param channels of the feature maps, finest first
 * @param layers residual blocks a level
 * @param fold side of a square of pixels that is folded into channels at first
 */
public record T2IAdapterConfig(Kind kind, int inChannels, List<Integer> channels, int layers, int fold) {
    private static final int QUARTER = 4;
    private static final List<Integer> ORDINARY = List.of(320, 640, 1280, 1280);

    /** How the levels of an adapter are made. */
    public enum Kind {
        /** Every level but the first halves. */
        FULL_ADAPTER,
        /** As an XL U-Net has them: the third level alone halves. */
        FULL_ADAPTER_XL,
        /** Every level works on a quarter of its channels; the last ones halve twice. */
        LIGHT_ADAPTER
    }

    /**
     * One level.
     *
     * @param in channels that come in
     * @param out channels that go out
     * @param halves whether the height and width are halved first
     */
    record Level(int in, int out, boolean halves) {}

    /** Copies the channels. */
    public T2IAdapterConfig {
        channels = List.copyOf(channels);
    }

    /** Reads a configuration; what it does not support is noted as a fault of the reader. */
    public static T2IAdapterConfig read(ConfigReader json) {
        List<Integer> listed = json.integers("channels");
        var config = new T2IAdapterConfig(
                Kind.valueOf(json.choice("adapter_type", "full_adapter", "full_adapter_xl", "light_adapter")
                        .toUpperCase(Locale.ROOT)),
                json.integer("in_channels", 3),
                listed.isEmpty() ? ORDINARY : listed,
                json.integer("num_res_blocks", 2),
                json.integer("downscale_factor", 8));
        boolean light = config.kind == Kind.LIGHT_ADAPTER;
        if (config.channels.stream().anyMatch(count -> count < 1 || (light && count % QUARTER != 0))) {
            json.fault(
                    "channels",
                    "is " + config.channels + "; all must be at least 1, of a light adapter multiples of 4");
        }
        if (config.fold < 1 || config.layers < 1 || config.inChannels < 1) {
            json.fault("downscale_factor", "and what belongs to it must be at least 1; found " + config);
        }
        return config;
    }

    /** Channels of the levels of the U-Net that it belongs to, finest first. */
    public List<Integer> backbone() {
        List<Integer> maps = levels().stream().map(Level::out).toList();
        return kind == Kind.FULL_ADAPTER_XL && maps.size() > 1 ? maps.subList(0, maps.size() - 1) : maps;
    }

    /** Channels of a hint whose pixels are folded. */
    int folded() {
        return inChannels * fold * fold;
    }

    /** The levels, finest first. */
    List<Level> levels() {
        List<Level> levels = new ArrayList<>();
        int last = channels.size() - 1;
        for (int i = 0; i <= last; i++) {
            int above = channels.get(Math.max(i - 1, 0));
            levels.add(
                    switch (kind) {
                        case FULL_ADAPTER -> new Level(above, channels.get(i), i > 0);
                        case FULL_ADAPTER_XL -> new Level(i > 2 ? channels.get(i) : above, channels.get(i), i == 2);
                        case LIGHT_ADAPTER -> new Level(i == 0 ? folded() : above, channels.get(i), i > 0);
                    });
        }
        if (kind == Kind.LIGHT_ADAPTER) {
            levels.add(new Level(channels.get(last), channels.get(last), true));
        }
        return levels;
    }
}
