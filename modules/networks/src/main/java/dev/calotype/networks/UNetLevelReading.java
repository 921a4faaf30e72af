package dev.calotype.networks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.calotype.configs.ConfigReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Reads the levels of {@code unet/config.json}: fields that are lists with one entry a level, or one entry for all. */
final class UNetLevelReading {
    private static final String DEPTH = "transformer_layers_per_block";
    private static final String DEPTH_UP = "reverse_transformer_layers_per_block";
    private static final List<LevelKind> ORDINARY =
            List.of(LevelKind.CROSS, LevelKind.CROSS, LevelKind.CROSS, LevelKind.PLAIN);

    private final ConfigReader json;
    private final List<Integer> channels;
    private final int count;

    private UNetLevelReading(ConfigReader json) {
        this.json = json;
        List<Integer> listed = json.integers("block_out_channels");
        channels = listed.isEmpty() ? List.of(320, 640, 1280, 1280) : listed;
        count = channels.size();
    }

    /** The levels, finest first. */
    static List<UNetLevel> read(ConfigReader json) {
        return new UNetLevelReading(json).levels();
    }

    private List<UNetLevel> levels() {
        List<LevelKind> down = kinds("down_block_types", LevelKind::ofDown, LevelKind::down, ORDINARY);
        List<LevelKind> up = kinds("up_block_types", LevelKind::ofUp, LevelKind::up, ORDINARY.reversed())
                .reversed();
        List<Integer> layers = json.integersPerLevel("layers_per_block", 2, count);
        // The field's name is the reference's historical misnomer: but for added attention it is the number of heads.
        List<Integer> heads = json.integersPerLevel("attention_head_dim", 8, count);
        List<Integer> context = json.integersPerLevel("cross_attention_dim", 1280, count);
        List<Boolean> onlyContext = json.flagsPerLevel("only_cross_attention", false, count);
        boolean reversed = !json.has(DEPTH_UP);
        var levels = new ArrayList<UNetLevel>();
        for (int i = 0; i < count; i++) {
            levels.add(new UNetLevel(
                    channels.get(i),
                    layers.get(i),
                    heads.get(i),
                    depths(DEPTH, i, layers.get(i)),
                    reversed ? sameDepths(i, layers.get(i) + 1) : depths(DEPTH_UP, count - 1 - i, layers.get(i) + 1),
                    context.get(i),
                    onlyContext.get(i),
                    down.get(i),
                    up.get(i)));
        }
        levels.forEach(this::check);
        return levels;
    }

    private List<LevelKind> kinds(
            String field,
            Function<String, Optional<LevelKind>> known,
            Function<LevelKind, String> name,
            List<LevelKind> ordinary) {
        List<String> named = json.texts(field);
        var kinds = new ArrayList<LevelKind>(named.isEmpty() ? ordinary : List.of());
        for (String type : named) {
            kinds.add(known.apply(type).orElseGet(() -> {
                List<String> supported =
                        List.of(LevelKind.values()).stream().map(name).toList();
                json.fault(field, "names '" + type + "'; supported: " + String.join(", ", supported));
                return LevelKind.PLAIN;
            }));
        }
        if (kinds.size() != count) {
            json.fault(field, "lists " + kinds.size() + " blocks; block_out_channels lists " + count);
            return Collections.nCopies(count, LevelKind.PLAIN);
        }
        return kinds;
    }

    /** The depths of a level's attention layers where the way up has those of the way down. */
    private List<Integer> sameDepths(int level, int layers) {
        JsonNode field = json.node(DEPTH);
        if (field.isArray() && field.path(level).isArray()) {
            json.fault(DEPTH, "lists depths for single layers; " + DEPTH_UP + " is needed then for the way up");
            return Collections.nCopies(layers, 1);
        }
        return depths(DEPTH, level, layers);
    }

    /** The depths of the attention layers of an entry: one number for all levels or layers, or a list. */
    private List<Integer> depths(String field, int entry, int layers) {
        JsonNode all = json.node(field);
        JsonNode own = all.isArray() ? all.path(entry) : all;
        if (own.isArray() && own.size() == layers && whole(own)) {
            return IntStream.range(0, layers).mapToObj(i -> own.get(i).asInt()).toList();
        }
        boolean known = own.isMissingNode() || own.canConvertToExactIntegral();
        if (!known || (all.isArray() && all.size() != count)) {
            json.fault(
                    field,
                    "is " + all + "; one depth is needed, or " + count + ", one a level, each perhaps a list with one"
                            + " for each layer");
            return Collections.nCopies(layers, 1);
        }
        return Collections.nCopies(layers, own.asInt(1));
    }

    private static boolean whole(JsonNode list) {
        return IntStream.range(0, list.size()).allMatch(i -> list.get(i).canConvertToExactIntegral());
    }

    private void check(UNetLevel level) {
        boolean empty = level.depthsDown().stream().anyMatch(depth -> depth < 1)
                || level.depthsUp().stream().anyMatch(depth -> depth < 1);
        if (level.channels() < 1 || level.layers() < 1 || empty || level.heads() < 1) {
            json.fault("block_out_channels", "and what belongs to them must be at least 1; found " + level);
        } else if (level.attends() && level.channels() % level.heads() != 0) {
            json.fault(
                    "attention_head_dim",
                    "asks for " + level.heads() + " heads of " + level.channels()
                            + " channels; the channels must be a multiple");
        }
    }
}
