package dev.calotype.launcher;

import dev.calotype.registry.ConditionerShelf;
import dev.calotype.registry.ModelShelf;
import dev.calotype.spi.Attribute;
import dev.calotype.spi.ConditionerTraits;
import dev.calotype.spi.ModelTraits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a directory of a store is, described. */
sealed interface OnShelf {
    /** Who loads it. */
    String family();

    /** Where it lies. */
    Path directory();

    /** What its user should know though it can be used. */
    List<String> warnings();

    /** What it is, a line each. */
    List<String> traits();

    /** A model. */
    record OfModel(ModelShelf.Shelved found) implements OnShelf {
        @Override
        public String family() {
            return found.family().name();
        }

        @Override
        public Path directory() {
            return found.directory();
        }

        @Override
        public List<String> warnings() {
            return found.family().warnings(found.directory());
        }

        @Override
        public List<String> traits() {
            ModelTraits traits = found.traits();
            return List.of(
                    "prediction  " + traits.prediction().getClass().getSimpleName(),
                    "picture     " + traits.sizes().width() + "×"
                            + traits.sizes().height() + ", multiples of "
                            + traits.sizes().multiple() + " up to "
                            + traits.sizes().largest(),
                    "sampler     " + traits.sampler().name() + ", schedule "
                            + traits.schedule().name() + ", " + traits.steps() + " steps, guidance "
                            + traits.guidance());
        }
    }

    /** A conditioning module. */
    record OfModule(ConditionerShelf.Shelved<?> found) implements OnShelf {
        @Override
        public String family() {
            return found.family().name();
        }

        @Override
        public Path directory() {
            return found.directory();
        }

        @Override
        public List<String> warnings() {
            return List.of();
        }

        @Override
        public List<String> traits() {
            ConditionerTraits traits = found.traits();
            var lines = new ArrayList<String>();
            lines.add("made for    " + traits.backbone().inWords());
            lines.add("takes       " + taken(traits.wants()));
            if (traits.makesFrames()) {
                lines.add("makes       the frames of a video");
            }
            for (Attribute attribute : traits.attributes()) {
                lines.add("attribute   " + attribute.name() + ", " + attribute.least() + " to " + attribute.most()
                        + ", usually " + attribute.usual());
            }
            lines.add("options     " + found.family().defaults());
            return lines;
        }

        private static String taken(ConditionerTraits.Wants wants) {
            return switch (wants) {
                case NOTHING -> "no picture";
                case PICTURE -> "a picture";
                case START_FRAME -> "a video's first frame, if there is one";
            };
        }
    }
}
