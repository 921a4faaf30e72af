package dev.calotype.plugin.example;

import dev.calotype.spi.Conditioner;
import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.ConditionerInput;
import dev.calotype.spi.ConditionerTraits;
import dev.calotype.spi.Contribution;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Precision;
import java.nio.file.Files;
import java.nio.file.Path;

/** Envelopes for waves: a directory with an {@code envelope.properties}. A job gives them nothing but a strength and a part. */
public final class EnvelopeFamily implements ConditionerFamily<EnvelopeFamily.Options> {
    /** There is nothing to choose. */
    public record Options() {}

    @Override
    public String name() {
        return "example-envelope";
    }

    @Override
    public boolean recognises(Path directory) {
        return Files.isRegularFile(directory.resolve(EnvelopeFile.FILE));
    }

    @Override
    public ConditionerTraits describe(Path directory) {
        EnvelopeFile.read(directory);
        return new ConditionerTraits(Envelope.BACKBONE, ConditionerTraits.Wants.NOTHING, false);
    }

    @Override
    public Options defaults() {
        return new Options();
    }

    @Override
    public long bytes(Path directory, Precision precision) {
        return (long) Double.BYTES * EnvelopeFile.read(directory).points().size();
    }

    @Override
    public Conditioner<Options> load(Path directory, DeviceSpec device, Precision precision) {
        return new Fader(EnvelopeFile.read(directory));
    }

    /** A loaded envelope. Holds no native memory. */
    private record Fader(Envelope envelope) implements Conditioner<Options> {
        @Override
        public Contribution condition(ConditionerInput input, Options options) {
            return Contribution.of(input.insertion(envelope), null);
        }

        @Override
        public void close() {}
    }
}
