package dev.calotype.contracts;

import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.ModelRefused;
import dev.calotype.spi.ModelTraits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** A family that is right, of models that are given. Faults are planted by overriding. */
class NormalFamily implements ModelFamily {
    static final String INDEX = "index.txt";
    static final String TEXT = "a normal distribution";

    private final Supplier<Model> model;

    NormalFamily(Supplier<Model> model) {
        this.model = model;
    }

    /** A directory of this family. */
    static Path directory(Path place) throws IOException {
        Files.writeString(place.resolve(INDEX), TEXT);
        return place;
    }

    @Override
    public String name() {
        return "normal";
    }

    @Override
    public boolean recognises(Path directory) {
        return Files.isRegularFile(directory.resolve(INDEX));
    }

    @Override
    public ModelTraits describe(Path directory) {
        try {
            if (!Files.readString(directory.resolve(INDEX)).equals(TEXT)) {
                throw new ModelRefused(directory.toString(), List.of(INDEX + " is damaged; write '" + TEXT + "'"));
            }
        } catch (IOException e) {
            throw new ModelRefused(directory.toString(), List.of(INDEX + " cannot be read: " + e));
        }
        return new NormalModel().traits();
    }

    @Override
    public Model load(Path directory, DeviceSpec device) {
        return model.get();
    }
}
