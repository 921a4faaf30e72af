package dev.calotype.contracts;

import dev.calotype.spi.Conditioner;
import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.ConditionerTraits;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Precision;
import java.nio.file.Path;

/** A family of conditioning modules that throws whatever it is asked. */
final class ThrowingModules implements ConditionerFamily<LiftFamily.Options> {
    @Override
    public String name() {
        throw new IllegalStateException("no name");
    }

    @Override
    public boolean recognises(Path directory) {
        throw new StackOverflowError();
    }

    @Override
    public ConditionerTraits describe(Path directory) {
        throw new NoClassDefFoundError("a library");
    }

    @Override
    public LiftFamily.Options defaults() {
        throw new IllegalStateException("no defaults");
    }

    @Override
    public long bytes(Path directory, Precision precision) {
        throw new ArithmeticException("no bytes");
    }

    @Override
    public Conditioner<LiftFamily.Options> load(Path directory, DeviceSpec device, Precision precision) {
        throw new AssertionError("never");
    }
}
