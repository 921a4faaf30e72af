package dev.calotype.contracts;

import dev.calotype.spi.BackboneShape;
import dev.calotype.spi.FramingUse;
import dev.calotype.spi.Insert;
import dev.calotype.spi.Insertion;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.PictureUse;
import dev.calotype.spi.Row;
import dev.calotype.spi.Signal;
import java.util.List;

/**
 * An insert that lifts every answer.
 *
 * @param by how much at strength 1: one number
 */
record Lift(Signal by) implements Insert {
    static final BackboneShape BACKBONE = new BackboneShape("Normal", 1, List.of(), List.of(), 0);

    static Lift of(float by) {
        return new Lift(new Signal(new float[] {by}, List.of(1)));
    }

    /** A normal model with a port for lifts. */
    static class Lifted extends NormalModel {
        @Override
        public ModelTraits traits() {
            ModelTraits usual = super.traits();
            return new ModelTraits(
                    usual.process(),
                    usual.prediction(),
                    usual.sizes(),
                    usual.sampler(),
                    usual.schedule(),
                    usual.guidance(),
                    usual.steps(),
                    usual.corrections(),
                    PictureUse.NONE,
                    List.of(),
                    BACKBONE,
                    FramingUse.NONE,
                    false);
        }

        @Override
        public List<float[]> evaluate(LatentShape shape, List<Row> rows) {
            return rows.stream()
                    .map(row -> lifted(answer(row, row.time()), strength(row)))
                    .toList();
        }

        /** By how much a row is lifted. */
        float strength(Row row) {
            float sum = 0;
            for (Insertion insertion : row.conditioning().inserts()) {
                sum += (float) insertion.strength()
                        * ((Lift) insertion.insert()).by().values()[0];
            }
            return sum;
        }

        static float[] lifted(float[] answer, float by) {
            for (int i = 0; i < answer.length; i++) {
                answer[i] += by;
            }
            return answer;
        }
    }
}
