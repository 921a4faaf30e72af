package dev.calotype.server;

import dev.calotype.registry.ConditionerShelf.Shelved;
import dev.calotype.registry.Pins;
import dev.calotype.registry.PluginVersion;
import dev.calotype.spi.Conditioner;
import dev.calotype.spi.ConditionerInput;
import dev.calotype.spi.Contribution;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Precision;
import java.util.List;
import java.util.Map;

/** A conditioning module on a device, and how many jobs use it. For the device's thread. */
final class LoadedConditioner<O extends Record> implements AutoCloseable {
    private final Shelved<O> shelved;
    private final Conditioner<O> conditioner;
    private final long bytes;
    private final Pins pins;
    private int users;

    private LoadedConditioner(Shelved<O> shelved, Conditioner<O> conditioner, long bytes, Pins pins) {
        this.shelved = shelved;
        this.conditioner = conditioner;
        this.bytes = bytes;
        this.pins = pins;
    }

    /** Loads a module; it takes the pins of its plugin over, which are closed with it. */
    static <O extends Record> LoadedConditioner<O> of(
            Shelved<O> shelved, DeviceSpec device, Precision precision, long bytes, Pins pins) {
        return new LoadedConditioner<>(
                shelved, shelved.family().load(shelved.directory(), device, precision), bytes, pins);
    }

    /** What its weights take; 0 where its family cannot tell. */
    long bytes() {
        return bytes;
    }

    /** The version of the plugin that it is of; empty where that is no plugin. */
    List<PluginVersion> plugin() {
        return pins.versions();
    }

    Contribution condition(ConditionerInput input, Map<String, Object> options) {
        try {
            return conditioner.condition(input, shelved.options(options));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("conditioner '" + shelved.name() + "': " + e.getMessage(), e);
        }
    }

    /** What each frame is told instead of the prompt; empty where the prompt itself is right. */
    List<String> told(String prompt, int frames) {
        List<String> told = conditioner.told(prompt, frames);
        if (!told.isEmpty() && told.size() != frames) {
            throw new IllegalStateException("conditioner '" + shelved.name() + "' has prompts for " + told.size()
                    + " frames of a video of " + frames);
        }
        return told;
    }

    /** One job more uses it. */
    void hold() {
        users++;
    }

    /** One job less uses it. */
    void release() {
        users--;
    }

    boolean isIdle() {
        return users == 0;
    }

    /** Closes it if no job uses it; gives whether it did. */
    boolean closedIfIdle() {
        if (isIdle()) {
            close();
        }
        return isIdle();
    }

    @Override
    public void close() {
        try {
            conditioner.close();
        } finally {
            pins.close();
        }
    }
}
