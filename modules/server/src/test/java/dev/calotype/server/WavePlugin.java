package dev.calotype.server;

import dev.calotype.registry.Plugin;
import dev.calotype.registry.PluginManifest;
import dev.calotype.spi.About;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.FlowProcess;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.PictureSizes;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Raster;
import dev.calotype.spi.Row;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerChoice;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.ScheduleFactory;
import dev.calotype.spi.Step;
import dev.calotype.spi.Term;
import dev.calotype.spi.Trajectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A plugin whose networks are waves, with a sampler that draws noise and looks two evaluations back. */
final class WavePlugin {
    private WavePlugin() {}

    /** In this version, with a family of this name, whose models differ by it. */
    static Plugin of(String family, String version) {
        return new Plugin(
                new PluginManifest("p", version, "1"),
                "digest-" + version,
                List.of(new Chosen()),
                List.of(new Even()),
                List.of(new Family(family)));
    }

    record None() {}

    /** A stochastic sampler that looks two evaluations back. */
    private record Chosen() implements SamplerFactory<None> {
        @Override
        public String name() {
            return "chosen";
        }

        @Override
        public None defaults() {
            return new None();
        }

        @Override
        public About about(None options) {
            return new About("nobody's", "none", 2, 1, About.Aim.FLOW);
        }

        @Override
        public Sampler create(None options) {
            return (levels, process) -> {
                List<Step> steps = new ArrayList<>(List.of(Step.start(levels.getFirst())));
                for (int i = 1; i < levels.size(); i++) {
                    List<Term> terms = i == 1
                            ? List.of(Term.latest(0.6, 0.3))
                            : List.of(Term.latest(0.6, 0.4), new Term(2, 0.1, -0.1, 0));
                    steps.add(new Step(levels.get(i), terms, i == levels.size() - 1 ? 0 : 0.2));
                }
                return new Trajectory(steps);
            };
        }
    }

    private record Even() implements ScheduleFactory<None> {
        @Override
        public String name() {
            return "even";
        }

        @Override
        public None defaults() {
            return new None();
        }

        @Override
        public NoiseSchedule create(None options) {
            return (steps, process) -> IntStream.rangeClosed(0, steps)
                    .mapToObj(i -> process.atTime(1 - i / (double) steps))
                    .toList();
        }
    }

    private record Family(String name) implements ModelFamily {
        @Override
        public boolean recognises(Path directory) {
            return true;
        }

        @Override
        public ModelTraits describe(Path directory) {
            return new Wave(name).traits();
        }

        @Override
        public Model load(Path directory, DeviceSpec device) {
            return new Wave(name);
        }
    }

    /** A network that is a wave over its input, another for each family and each prompt. */
    private record Wave(String name) implements Model {
        @Override
        public ModelTraits traits() {
            return new ModelTraits(
                    new FlowProcess(1, false),
                    new Prediction.Flow(),
                    new PictureSizes(4, 4, 1, 64),
                    SamplerChoice.of("chosen"),
                    SamplerChoice.of("even"),
                    2,
                    6);
        }

        @Override
        public LatentShape latentShape(int width, int height) {
            return LatentShape.of(3, height, width);
        }

        @Override
        public Encoding encode(Prompt prompt) {
            return new Encoding(Conditioning.NONE, 0);
        }

        @Override
        public List<float[]> evaluate(LatentShape shape, List<Row> rows) {
            return rows.stream().map(row -> answer(row.x(), row.time())).toList();
        }

        private float[] answer(float[] x, double time) {
            float[] answer = new float[x.length];
            for (int i = 0; i < x.length; i++) {
                answer[i] = (float) Math.sin(x[i] * name.length() + time + i);
            }
            return answer;
        }

        @Override
        public Raster decode(LatentShape shape, float[] latent) {
            byte[] rgb = new byte[latent.length];
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = (byte) Float.floatToIntBits(latent[i]);
            }
            return new Raster(shape.axes().getLast(), shape.axes().get(1), rgb);
        }

        @Override
        public void close() {}
    }
}
