package dev.calotype.networks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.Attribute;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an {@link AttributeModulation} is made of.
 *
 * @param attributes what a job may give it; their order is that of the network's inputs
 * @param size of the embedding that they become
 * @param channels of the backbone's levels, finest first
 * @param layers of each level on the way down; the way up has one more
 * @param features whether it modulates features after layers
 * @param timeSize of the embedding of the time that it joins; 0 where it joins none
 */
public record AttributeModulationConfig(
        List<Attribute> attributes,
        int size,
        List<Integer> channels,
        List<Integer> layers,
        boolean features,
        int timeSize) {
    /** What its {@code config.json} calls itself. */
    public static final String CLASS = "AttributeModulation";

    private static final String ATTRIBUTES = "attributes";
    private static final String CHANNELS = "block_out_channels";
    private static final int USUAL_SIZE = 64;
    /** A U-Net's embedding of the time is so many times as long as its finest level has channels. */
    private static final int TIME = 4;

    /** Copies the lists. */
    public AttributeModulationConfig {
        attributes = List.copyOf(attributes);
        channels = List.copyOf(channels);
        layers = List.copyOf(layers);
    }

    /** Reads a configuration; what is wrong with it is noted as faults of the reader. */
    public static AttributeModulationConfig read(ConfigReader json) {
        json.only("_class_name", "\"" + CLASS + "\"");
        List<Integer> channels = json.integers(CHANNELS);
        if (channels.isEmpty()) {
            json.fault(CHANNELS, "lists no level; those of the backbone are needed, finest first");
        }
        List<Integer> layers = json.integersPerLevel("layers_per_block", 2, channels.size());
        int finest = channels.isEmpty() ? 0 : channels.getFirst();
        boolean joins = json.flag("modulate_time", true);
        var config = new AttributeModulationConfig(
                attributes(json),
                json.integer("embedding_dim", USUAL_SIZE),
                channels,
                layers,
                json.flag("modulate_features", true),
                joins ? json.integer("time_embed_dim", TIME * finest) : 0);
        config.check(json, joins);
        return config;
    }

    private static List<Attribute> attributes(ConfigReader json) {
        JsonNode listed = json.node(ATTRIBUTES);
        if (!listed.isArray() || listed.isEmpty()) {
            json.fault(ATTRIBUTES, "lists none; each has a name, a minimum, a maximum and a default");
            return List.of();
        }
        var attributes = new ArrayList<Attribute>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < listed.size(); i++) {
            String place = ATTRIBUTES + "[" + i + "]";
            try {
                Attribute attribute = attribute(listed.path(i));
                attributes.add(attribute);
                if (!names.add(attribute.name())) {
                    json.fault(place, "has the name '" + attribute.name() + "', as another has; each needs its own");
                }
            } catch (IllegalArgumentException e) {
                json.fault(place, "cannot be used: " + e.getMessage());
            }
        }
        return attributes;
    }

    private static Attribute attribute(JsonNode json) {
        ConfigReader fields = ConfigReader.of("it", json);
        double least = fields.number("minimum", 0);
        double most = fields.number("maximum", 1);
        var name = fields.text("name", "");
        double usual = fields.number("default", least);
        if (!fields.faults().isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", fields.faults()));
        }
        return new Attribute(name, least, most, usual);
    }

    private void check(ConfigReader json, boolean joins) {
        if (size < 1) {
            json.fault("embedding_dim", "is " + size + "; at least 1 is needed");
        }
        if (channels.stream().anyMatch(count -> count < 1)) {
            json.fault(CHANNELS, "is " + channels + "; levels have at least 1 channel");
        }
        if (layers.stream().anyMatch(count -> count < 1)) {
            json.fault("layers_per_block", "is " + layers + "; levels have at least 1 layer");
        }
        if (joins && timeSize < 1) {
            json.fault("time_embed_dim", "is " + timeSize + "; at least 1 is needed, or modulate_time false");
        }
        if (!joins && !features) {
            json.fault("modulate_features", "and modulate_time are both false; then attributes would change nothing");
        }
    }
}
