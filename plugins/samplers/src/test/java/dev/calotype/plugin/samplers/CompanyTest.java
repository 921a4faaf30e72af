package dev.calotype.plugin.samplers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.engine.Engine;
import dev.calotype.engine.Guidance;
import dev.calotype.engine.StepReport;
import dev.calotype.engine.TorchNoise;
import dev.calotype.engine.Walk;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import dev.calotype.spi.Network;
import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Row;
import dev.calotype.spi.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a walk gives does not depend, to the bit, on who shares its network calls. */
final class CompanyTest {
    private static final Path PATH = Path.PRESERVING;
    private static final LatentShape SHAPE = LatentShape.of(4, 8, 8);

    /** The denoiser of data around the value that a row's conditioning tells. */
    private static final Network TOLD =
            (shape, rows) -> rows.stream().map(CompanyTest::answer).toList();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "euler",
                "heun",
                "ddim",
                "ddim-eta-1",
                "dpm++2m",
                "euler-ancestral",
                "ddpm",
                "ddpm-large",
                "unipc",
                "pndm",
                "sa-solver",
                "dpm++sde"
            })
    void aWalkIsTheSameAloneAndAmongStrangers(String sampler) {
        float[] alone = Walked.alone(TOLD, subject(sampler));
        for (int mostRows : new int[] {1, 7, 1000}) {
            var random = new Random(mostRows);
            var engine = new Engine(TOLD, mostRows);
            strangers("before", 9, random).forEach(engine::add);
            List<StepReport.Finished> early = step(engine, 4);
            engine.add(subject(sampler));
            early.addAll(step(engine, 3));
            strangers("after", 9, random).forEach(engine::add);
            Map<String, float[]> results = Walked.finish(engine);
            early.forEach(finished -> results.put(finished.id(), finished.latent()));
            assertThat(results).as("at most %s rows a call", mostRows).hasSize(19);
            assertThat(results.get("subject"))
                    .as("at most %s rows a call", mostRows)
                    .isEqualTo(alone);
        }
    }

    @Test
    void allStrangersOfOneShapeShareEachCall() {
        var engine = new Engine(TOLD, 1000);
        List<Walk> strangers = strangers("a", 20, new Random(5));
        strangers.forEach(engine::add);
        int rows = strangers.stream()
                .mapToInt(walk -> walk.guidance() instanceof Guidance.None ? 1 : 2)
                .sum();
        assertThat(engine.step()).returns(1, StepReport::calls).returns(rows, StepReport::rows);
    }

    private static List<StepReport.Finished> step(Engine engine, int times) {
        List<StepReport.Finished> finished = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            finished.addAll(engine.step().finished());
        }
        return finished;
    }

    private static Walk subject(String sampler) {
        return walk("subject", sampler, 11, new Guidance.ClassifierFree(4.5, 0.3), 77);
    }

    private static List<Walk> strangers(String name, int count, Random random) {
        List<String> samplers = List.copyOf(Walked.SAMPLERS.keySet());
        List<Walk> strangers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            strangers.add(walk(
                    name + i,
                    samplers.get(random.nextInt(samplers.size())),
                    1 + random.nextInt(20),
                    Guidance.ofScale(1 + random.nextInt(3)),
                    random.nextLong()));
        }
        return strangers;
    }

    private static Walk walk(String id, String sampler, int steps, Guidance guidance, long seed) {
        NoiseSchedule schedule =
                new Karras().create(new Karras.Options(7, 0.03, 50, Ends.PROCESS, 0, End.CLEAN, Times.EXACT, 0));
        List<Level> levels = schedule.levels(steps, PATH);
        return new Walk(
                id,
                SHAPE,
                Walked.sampler(sampler).plan(levels, PATH),
                new Prediction.Velocity(),
                guidance,
                told((float) (seed % 7)),
                told(0),
                new TorchNoise(seed),
                null);
    }

    private static Conditioning told(float value) {
        return Conditioning.ofTokens(new Signal(new float[] {value}, List.of(1, 1)));
    }

    /** The velocity αε − σD of the exact denoiser, ε = (x − αD)/σ. */
    private static float[] answer(Row row) {
        Signal told = row.conditioning().tokens();
        double mean = told == null ? 0 : told.values()[0];
        Level level = PATH.atTime(row.time());
        double spread = 0.25 * level.alpha() * level.alpha() + level.sigma() * level.sigma();
        float[] answer = new float[row.x().length];
        for (int i = 0; i < answer.length; i++) {
            double x = row.x()[i];
            double clean = mean + 0.25 * level.alpha() / spread * (x - level.alpha() * mean);
            answer[i] = (float) ((level.alpha() * x - clean) / level.sigma());
        }
        return answer;
    }
}
