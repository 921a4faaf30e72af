package dev.calotype.server;

import dev.calotype.registry.ConditionerShelf.Shelved;
import dev.calotype.spi.Conditioner;
import dev.calotype.spi.ConditionerInput;
import dev.calotype.spi.Contribution;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Precision;
import java.util.Map;

/** A conditioning module on a device, and how many jobs use it. For the device's thread. */
final class LoadedConditioner<O extends Record> implements AutoCloseable {
    private final Shelved<O> shelved;
    private final Conditioner<O> conditioner;
    private final long bytes;
    private int users;

    private LoadedConditioner(Shelved<O> shelved, Conditioner<O> conditioner, long bytes) {
        this.shelved = shelved;
        this.conditioner = conditioner;
        this.bytes = bytes;
    }

    static <O extends Record> LoadedConditioner<O> of(
            Shelved<O> shelved, DeviceSpec device, Precision precision, long bytes) {
        return new LoadedConditioner<>(shelved, shelved.family().load(shelved.directory(), device, precision), bytes);
    }

    /** What its weights take; 0 where its family cannot tell. */
    long bytes() {
        return bytes;
    }

    Contribution condition(ConditionerInput input, Map<String, Object> options) {
        try {
            return conditioner.condition(input, shelved.options(options));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("conditioner '" + shelved.name() + "': " + e.getMessage(), e);
        }
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

    @Override
    public void close() {
        conditioner.close();
    }
}
