package dev.calotype.contracts;

import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.ModelTraits;
import java.nio.file.Path;

/** A family that throws whatever it is asked. */
final class ThrowingFamily implements ModelFamily {
    @Override
    public String name() {
        throw new IllegalStateException("no name");
    }

    @Override
    public boolean recognises(Path directory) {
        throw new StackOverflowError();
    }

    @Override
    public ModelTraits describe(Path directory) {
        throw new NoClassDefFoundError("a library");
    }

    @Override
    public Model load(Path directory, DeviceSpec device) {
        throw new AssertionError("never");
    }
}
