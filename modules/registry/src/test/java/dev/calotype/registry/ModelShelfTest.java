package dev.calotype.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.FlowProcess;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.ModelRefused;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.PictureSizes;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.SamplerChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models by name, on two places. */
final class ModelShelfTest {
    private static final ModelTraits TRAITS = new ModelTraits(
            new FlowProcess(1, false),
            new Prediction.Flow(),
            new PictureSizes(64, 64, 8, 64),
            SamplerChoice.of("euler"),
            SamplerChoice.of("uniform"),
            1,
            20);

    private static final ModelFamily BROKEN = new Family("broken", "") {
        @Override
        public boolean recognises(Path directory) {
            throw new IllegalStateException("it slipped");
        }
    };

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private List<Path> places;

    @BeforeEach
    void putModels() throws IOException {
        places = List.of(folder.resolve("mine"), folder.resolve("shipped"), folder.resolve("nowhere"));
        put("shipped", "shapes", "stable");
        put("shipped", "odd", "unheard-of");
        Files.writeString(folder.resolve("shipped").resolve("README.md"), "no model");
    }

    @Test
    void namesWhatLiesThereWhetherOrNotItLoads() {
        assertThat(shelf(new Family("stable", "stable")).names()).containsExactly("odd", "shapes");
    }

    @Test
    void findsAModelThatWasPutThereLaterAndTheEarlierPlaceWins() throws IOException {
        ModelShelf shelf = shelf(new Family("stable", "stable"));
        assertThat(shelf.find("later")).isEmpty();
        put("mine", "later", "stable");
        assertThat(shelf.find("later")).isPresent();
        put("mine", "shapes", "stable");
        assertThat(shelf.find("shapes").orElseThrow().directory()).isEqualTo(folder.resolve("mine/shapes"));
    }

    @Test
    void looksNowhereElse() {
        assertThat(shelf(new Family("stable", "stable")).find("../shipped/shapes"))
                .isEmpty();
        assertThat(shelf(new Family("stable", "stable")).find("")).isEmpty();
    }

    @Test
    void refusesAModelOfNoFamilyAndSaysWhichAreInstalled() {
        assertThat(refused("odd", new Family("stable", "stable"), new Family("other", "other")))
                .contains("shipped/odd is of no family that is installed (stable, other)");
    }

    @Test
    void aFamilyThatFailsDoesNotHideTheOthers() {
        assertThat(shelf(BROKEN, new Family("stable", "stable")).find("shapes")).isPresent();
        assertThat(refused("odd", BROKEN, new Family("stable", "stable")))
                .contains("family broken failed on")
                .contains("it slipped");
    }

    private ModelShelf shelf(ModelFamily... families) {
        return new ModelShelf(places, List.of(families));
    }

    private String refused(String model, ModelFamily... families) {
        ModelRefused refused =
                catchThrowableOfType(ModelRefused.class, () -> shelf(families).find(model));
        return String.join("; ", refused.faults());
    }

    private void put(String place, String model, String kind) throws IOException {
        Path directory = Files.createDirectories(folder.resolve(place).resolve(model));
        Files.writeString(directory.resolve("kind"), kind);
    }

    /** A family that goes by what a file says. */
    private static class Family implements ModelFamily {
        private final String name;
        private final String kind;

        Family(String name, String kind) {
            this.name = name;
            this.kind = kind;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean recognises(Path directory) {
            try {
                return Files.readString(directory.resolve("kind")).equals(kind);
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public ModelTraits describe(Path directory) {
            return TRAITS;
        }

        @Override
        public Model load(Path directory, DeviceSpec device) {
            throw new UnsupportedOperationException("nothing is drawn here");
        }
    }
}
