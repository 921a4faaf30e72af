package dev.calotype.contracts;

import dev.calotype.spi.Bundle;
import dev.calotype.spi.Document;
import dev.calotype.spi.Frames;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Product;
import dev.calotype.spi.Raster;
import dev.calotype.spi.Row;
import dev.calotype.spi.Scaling;
import dev.calotype.spi.Step;
import dev.calotype.spi.Term;
import dev.calotype.spi.Trajectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What becomes of a model's latents. */
final class ProductRules {
    static final List<Rule<ModelTrial>> ALL = List.of(
            new Rule<>("a latent's shape depends on the asked size alone", ProductRules::shapes),
            new Rule<>("a walk of eight plain steps ends in finite numbers", ProductRules::walks),
            new Rule<>(
                    "a finished latent becomes the same product each time, and is left as it is",
                    ProductRules::decodes));

    private static final int STEPS = 8;
    private static final double WILD = 1e4;

    private ProductRules() {}

    private static List<String> shapes(ModelTrial trial) {
        LatentShape first = trial.model().latentShape(trial.width(), trial.height());
        LatentShape second = trial.model().latentShape(trial.width(), trial.height());
        return first.equals(second)
                ? List.of()
                : List.of(
                        trial.width() + "×" + trial.height() + " has a latent of " + first + " and then of " + second);
    }

    private static List<String> walks(ModelTrial trial) {
        double[] end = PlanWalk.end(
                plan(trial.traits().process()),
                new double[trial.shape().size()],
                (point, level) -> denoised(trial, point, level),
                draw -> doubles(ModelTrial.noise(trial.shape().size(), 6)));
        double most = Arrays.stream(end).map(Math::abs).max().orElse(0);
        return most < WILD && Arrays.stream(end).allMatch(Double::isFinite)
                ? List.of()
                : List.of("it ends at values up to " + most
                        + "; is its prediction what its network was trained to answer, and its process the one?");
    }

    /** Euler's method from the noisy end to the clean one. */
    private static Trajectory plan(NoiseProcess process) {
        double noisiest = process.range().noisiest();
        double cleanest = process.range().cleanest();
        List<Step> steps = new ArrayList<>();
        Level from = process.atTime(noisiest);
        steps.add(Step.start(from));
        for (int i = 1; i <= STEPS; i++) {
            double time = noisiest + (cleanest - noisiest) * i / STEPS;
            Level to = i == STEPS ? Level.clean(cleanest) : process.atTime(time);
            double kept = to.sigma() / from.sigma();
            steps.add(new Step(to, List.of(Term.latest(kept, to.alpha() - from.alpha() * kept)), 0));
            from = to;
        }
        return new Trajectory(steps);
    }

    private static double[] denoised(ModelTrial trial, double[] point, Level level) {
        Prediction prediction = trial.traits().prediction();
        Scaling scaling = prediction.at(level);
        float[] x = new float[point.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (scaling.in() * point[i]);
        }
        float[] answer = trial.evaluate(new Row(x, level.time(), trial.told("a red ring")))
                .getFirst();
        double[] denoised = new double[point.length];
        for (int i = 0; i < denoised.length; i++) {
            denoised[i] = scaling.skip() * point[i] + scaling.out() * answer[i];
        }
        return denoised;
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    private static List<String> decodes(ModelTrial trial) {
        float[] latent = ModelTrial.noise(trial.shape().size(), 7);
        float[] before = latent.clone();
        List<Product> first = parts(trial.model().decode(trial.shape(), latent)).toList();
        List<String> faults = new ArrayList<>();
        if (!Arrays.equals(before, latent)) {
            faults.add("the latent is written to; take a copy");
        }
        List<Product> second =
                parts(trial.model().decode(trial.shape(), before)).toList();
        for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
            if (!Arrays.equals(bytes(first.get(i)), bytes(second.get(i)))) {
                faults.add("product " + i + ", " + told(first.get(i)) + ", has other bytes the second time");
            }
        }
        first.stream()
                .filter(product -> bytes(product).length == 0)
                .forEach(product -> faults.add(told(product) + " has no bytes"));
        return faults;
    }

    private static Stream<Product> parts(Product product) {
        return switch (product) {
            case Bundle(List<Product> products) -> products.stream().flatMap(ProductRules::parts);
            case Frames(List<Raster> pictures) -> pictures.stream().map(Product.class::cast);
            case Raster raster -> Stream.of(raster);
            case Document document -> Stream.of(document);
        };
    }

    private static byte[] bytes(Product product) {
        return switch (product) {
            case Raster raster -> raster.rgb();
            case Document document -> document.content();
            case Frames frames -> new byte[0];
            case Bundle bundle -> new byte[0];
        };
    }

    private static String told(Product product) {
        return switch (product) {
            case Raster raster -> "a picture of " + raster.width() + "×" + raster.height();
            case Document document -> "a document of " + document.mediaType();
            case Frames frames -> "a video";
            case Bundle bundle -> "a bundle";
        };
    }
}
