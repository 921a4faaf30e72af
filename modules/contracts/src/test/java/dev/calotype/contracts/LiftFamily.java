package dev.calotype.contracts;

import dev.calotype.spi.Conditioner;
import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.ConditionerInput;
import dev.calotype.spi.ConditionerTraits;
import dev.calotype.spi.Contribution;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.ModelRefused;
import dev.calotype.spi.Precision;
import dev.calotype.spi.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A family of conditioning modules that is right: each lifts by the mean of a picture. Faults are planted by overriding. */
class LiftFamily implements ConditionerFamily<LiftFamily.Options> {
    static final String FILE = "lift.txt";
    static final String TEXT = "lift by the mean of a picture";

    record Options(double times) {
        Options {
            if (!(times > 0 && times < 10)) {
                throw new IllegalArgumentException("times is " + times + "; it must lie between 0 and 10");
            }
        }
    }

    /** A directory of this family. */
    static Path directory(Path place) throws IOException {
        Files.writeString(place.resolve(FILE), TEXT);
        return place;
    }

    @Override
    public String name() {
        return "lift";
    }

    @Override
    public boolean recognises(Path directory) {
        return Files.isRegularFile(directory.resolve(FILE));
    }

    @Override
    public ConditionerTraits describe(Path directory) {
        try {
            if (Files.readString(directory.resolve(FILE)).equals(TEXT)) {
                return new ConditionerTraits(Lift.BACKBONE, ConditionerTraits.Wants.PICTURE, false);
            }
            throw new ModelRefused(directory.toString(), List.of(FILE + " is damaged; write '" + TEXT + "'"));
        } catch (IOException e) {
            throw new ModelRefused(directory.toString(), List.of(FILE + " cannot be read: " + e));
        }
    }

    @Override
    public Options defaults() {
        return new Options(1);
    }

    @Override
    public long bytes(Path directory, Precision precision) {
        return precision.bytes();
    }

    @Override
    public Conditioner<Options> load(Path directory, DeviceSpec device, Precision precision) {
        return new Lifter();
    }

    /** A loaded module that is right. */
    static class Lifter implements Conditioner<Options> {
        @Override
        public Contribution condition(ConditionerInput input, Options options) {
            return Contribution.of(input.insertion(Lift.of((float) options.times() * mean(input))), null);
        }

        static float mean(ConditionerInput input) {
            Signal picture = input.picture();
            if (picture == null) {
                throw new IllegalArgumentException("a lift needs a picture; give the conditioner an image");
            }
            float sum = 0;
            for (float value : picture.values()) {
                sum += value;
            }
            return 1 + sum / picture.values().length;
        }

        @Override
        public void close() {}
    }
}
