package dev.calotype.networks;

import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.UNet2DConfig.Block;
import dev.calotype.networks.UNet2DConfig.Classes;
import dev.calotype.networks.UNet2DConfig.Level;
import dev.calotype.networks.UNet2DConfig.Middle;
import dev.calotype.networks.UNet2DConfig.Telling;
import dev.calotype.networks.UNetConfig.TimeConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Reads the configuration of a UNet2DModel, field by field as the reference's constructor takes them. */
final class UNet2DConfigReading {
    private static final Map<String, Block> DOWN = Map.of(
            "DownBlock2D", Block.PLAIN,
            "ResnetDownsampleBlock2D", Block.RESIDUAL,
            "AttnDownBlock2D", Block.ATTENTION,
            "SkipDownBlock2D", Block.SKIP,
            "AttnSkipDownBlock2D", Block.SKIP_ATTENTION);
    private static final Map<String, Block> UP = Map.of(
            "UpBlock2D", Block.PLAIN,
            "ResnetUpsampleBlock2D", Block.RESIDUAL,
            "AttnUpBlock2D", Block.ATTENTION,
            "SkipUpBlock2D", Block.SKIP,
            "AttnSkipUpBlock2D", Block.SKIP_ATTENTION);
    private static final int COLOURS = 3;
    private static final int SKIP_ATTENTION_GROUPS = 32;

    private UNet2DConfigReading() {}

    static UNet2DConfig read(ConfigReader json) {
        json.only("_class_name", "\"UNet2DModel\"");
        List<Level> levels = levels(json);
        int first = levels.getFirst().channels();
        Telling telling = telling(json);
        List<Integer> sample = json.integersPerLevel("sample_size", 32, 2);
        var config = new UNet2DConfig(
                json.integer("in_channels", COLOURS),
                json.integer("out_channels", COLOURS),
                sample.get(0),
                sample.get(1),
                levels,
                middle(json, levels.getLast().channels()),
                style(json),
                telling,
                time(json, telling, first),
                json.integer("num_train_timesteps", 0),
                classes(json),
                json.flag("center_input_sample", false),
                json.integer("downsample_padding", 1));
        check(json, config);
        return config;
    }

    private static List<Level> levels(ConfigReader json) {
        List<Integer> channels = orElse(json.integers("block_out_channels"), List.of(224, 448, 672, 896));
        int count = channels.size();
        List<Block> down = blocks(json, "down", DOWN, count);
        List<Block> up = blocks(json, "up", UP, count);
        int layers = json.integer("layers_per_block", 2);
        var levels = new ArrayList<Level>();
        for (int i = 0; i < count; i++) {
            int heads = heads(json, channels.get(i));
            levels.add(new Level(channels.get(i), layers, heads, down.get(i), up.get(count - 1 - i)));
        }
        return levels;
    }

    /** As many as heads of {@code attention_head_dim} channels; one where the field is there and null. */
    private static int heads(ConfigReader json, int channels) {
        return json.isNull("attention_head_dim")
                ? 1
                : Math.max(channels / Math.max(json.integer("attention_head_dim", 8), 1), 1);
    }

    private static List<Block> blocks(ConfigReader json, String way, Map<String, Block> known, int count) {
        boolean residual = json.choice(way + "sample_type", "conv", "resnet").equals("resnet");
        return named(json, way, known, count).stream()
                .map(block -> residual && block == Block.ATTENTION ? Block.RESIDUAL_ATTENTION : block)
                .toList();
    }

    private static List<Block> named(ConfigReader json, String way, Map<String, Block> known, int count) {
        String field = way + "_block_types";
        List<String> names = json.texts(field);
        names.stream()
                .filter(name -> !known.containsKey(name))
                .forEach(name -> json.fault(
                        field,
                        "names '" + name + "'; supported: "
                                + String.join(
                                        ", ", known.keySet().stream().sorted().toList())));
        if (names.size() == count) {
            return names.stream()
                    .map(name -> known.getOrDefault(name, Block.PLAIN))
                    .toList();
        }
        if (!names.isEmpty()) {
            json.fault(field, "lists " + names.size() + " blocks; block_out_channels lists " + count);
        }
        List<Block> ordinary = new ArrayList<>(Collections.nCopies(count, Block.ATTENTION));
        ordinary.set(way.equals("down") ? 0 : count - 1, Block.PLAIN);
        return ordinary;
    }

    private static Middle middle(ConfigReader json, int channels) {
        if (!json.isNull("mid_block_type")) {
            json.only("mid_block_type", "\"UNetMidBlock2D\"");
        }
        int groups = json.integer("norm_num_groups", 32);
        int ordinary =
                scaleShift(json) ? 0 : json.isNull("norm_num_groups") ? UNet2DConfig.ownGroups(channels) : groups;
        return new Middle(
                !json.isNull("mid_block_type"),
                json.flag("add_attention", true),
                json.integer("attn_norm_num_groups", ordinary),
                json.number("mid_block_scale_factor", 1));
    }

    private static BlockStyle style(ConfigReader json) {
        return new BlockStyle(
                json.isNull("norm_num_groups") ? 0 : json.integer("norm_num_groups", 32),
                json.number("norm_eps", 1e-5),
                Activation.of(json.choice("act_fn", Activation.names())),
                1,
                scaleShift(json),
                false);
    }

    private static boolean scaleShift(ConfigReader json) {
        return json.text("resnet_time_scale_shift", "default").equals("scale_shift");
    }

    private static Telling telling(ConfigReader json) {
        return switch (json.choice("time_embedding_type", "positional", "fourier", "learned")) {
            case "fourier" -> Telling.FOURIER;
            case "learned" -> Telling.TABLE;
            default -> Telling.WAVES;
        };
    }

    private static TimeConfig time(ConfigReader json, Telling telling, int first) {
        return new TimeConfig(
                telling == Telling.FOURIER ? 2 * first : first,
                json.integer("time_embedding_dim", 4 * first),
                json.flag("flip_sin_to_cos", true),
                json.number("freq_shift", 0));
    }

    private static Classes classes(ConfigReader json) {
        json.only("class_embed_type", "\"timestep\"");
        if (json.has("class_embed_type")) {
            return new Classes(Classes.Kind.TIME, 0);
        }
        int count = json.integer("num_class_embeds", 0);
        return new Classes(count > 0 ? Classes.Kind.TABLE : Classes.Kind.NONE, count);
    }

    private static void check(ConfigReader json, UNet2DConfig config) {
        json.choice("resnet_time_scale_shift", "default", "scale_shift");
        if (config.telling() == Telling.TABLE && config.timeEntries() < 1) {
            json.fault("num_train_timesteps", "is absent; a learned time_embedding_type needs it");
        }
        for (Level level : config.levels()) {
            checkLevel(json, config, level);
        }
        checkPicture(json, config.levels());
        boolean pictures = config.levels().stream()
                .anyMatch(level -> level.down().hasPicture() || level.up().hasPicture());
        if (pictures && (config.inChannels() != COLOURS || config.outChannels() != COLOURS)) {
            json.fault(
                    "in_channels",
                    "and out_channels must be " + COLOURS + " with Skip blocks; found " + config.inChannels() + " and "
                            + config.outChannels());
        }
    }

    /** A picture has the size of the features beside it only where every finer level carries it too. */
    private static void checkPicture(ConfigReader json, List<Level> levels) {
        for (int i = 1; i < levels.size(); i++) {
            Level finer = levels.get(i - 1);
            Level level = levels.get(i);
            boolean halves = i + 1 < levels.size();
            if (halves && level.down().hasPicture() && !finer.down().hasPicture()) {
                json.fault(
                        "down_block_types", "has a Skip block after one of another kind; all before it must be Skip");
            }
            if (level.up().hasPicture() && !finer.up().hasPicture()) {
                json.fault("up_block_types", "has a Skip block before one of another kind; all after it must be Skip");
            }
        }
    }

    private static void checkLevel(ConfigReader json, UNet2DConfig config, Level level) {
        int channels = level.channels();
        int groups = config.groups(channels);
        if (channels < 1 || level.layers() < 1) {
            json.fault("block_out_channels", "and layers_per_block must be at least 1; found " + level);
        } else if (groups < 1 || channels % groups != 0) {
            json.fault("norm_num_groups", "is " + groups + "; it must divide " + channels + " channels");
        }
        if ((level.down().attends() || level.up().attends()) && channels % level.heads() != 0) {
            json.fault("attention_head_dim", "must divide " + channels + " channels");
        }
        boolean skipAttends = level.down() == Block.SKIP_ATTENTION || level.up() == Block.SKIP_ATTENTION;
        if (skipAttends && channels % SKIP_ATTENTION_GROUPS != 0) {
            json.fault(
                    "block_out_channels",
                    "has " + channels + " for an AttnSkip block, which needs a multiple of " + SKIP_ATTENTION_GROUPS);
        }
        boolean plain = !level.down().hasPicture() || !level.up().hasPicture();
        if (plain && config.style().groups() == 0) {
            json.fault("norm_num_groups", "is null; only Skip blocks count their own");
        }
    }

    private static <T> List<T> orElse(List<T> given, List<T> ordinary) {
        return given.isEmpty() ? ordinary : given;
    }
}
