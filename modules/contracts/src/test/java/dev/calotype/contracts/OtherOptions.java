package dev.calotype.contracts;

import dev.calotype.spi.Conditioner;
import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.ConditionerTraits;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Precision;
import java.nio.file.Path;

/** A family of lifts with options of another kind, and nothing to load. */
final class OtherOptions<O extends Record> implements ConditionerFamily<O> {
    private final LiftFamily right = new LiftFamily();
    private final O defaults;

    OtherOptions(O defaults) {
        this.defaults = defaults;
    }

    @Override
    public O defaults() {
        return defaults;
    }

    @Override
    public String name() {
        return right.name();
    }

    @Override
    public boolean recognises(Path directory) {
        return right.recognises(directory);
    }

    @Override
    public ConditionerTraits describe(Path directory) {
        return right.describe(directory);
    }

    @Override
    public long bytes(Path directory, Precision precision) {
        return right.bytes(directory, precision);
    }

    @Override
    public Conditioner<O> load(Path directory, DeviceSpec device, Precision precision) {
        throw new UnsupportedOperationException("only the options are looked at");
    }
}
