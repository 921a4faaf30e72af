package dev.calotype.training;

import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.AdamW;
import dev.calotype.tensor.FlatParameters;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.SafeTensorsWriter;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;

/**
 * Trains one network on several threads: each computes the gradient of its share of a batch, one thread sums them up in
 * order, clips, and moves the shared parameters and their average. Given the same start it is the same to the bit.
 *
 * <p>Used by one thread, which has a scope open. Owns native memory until closed.
 */
final class ParallelTraining implements AutoCloseable {
    private static final double LONGEST_GRADIENT = 1;

    private final FlatParameters parameters;
    private final AdamW optimiser;
    private final Tensor average;
    private final List<TrainingWorker> workers = new ArrayList<>();
    private final DeviceSpec device;
    private final double averageDecay;
    private long step;

    /**
     * A network to train.
     *
     * @param shapes its parameters
     * @param maker what to make small
     * @param workers how many threads
     * @param averageDecay how much of the average of the parameters a step keeps, once it has warmed up
     * @param first values of the parameters
     */
    record Setup(
            Map<String, List<Long>> shapes,
            Objective.Maker maker,
            int workers,
            double averageDecay,
            FirstValues first,
            DeviceSpec device) {}

    ParallelTraining(Setup setup) {
        device = setup.device();
        averageDecay = setup.averageDecay();
        Map<String, long[]> shapes = new LinkedHashMap<>();
        setup.shapes()
                .forEach((name, shape) -> shapes.put(
                        name, shape.stream().mapToLong(Long::longValue).toArray()));
        parameters = new FlatParameters(shapes, setup.device());
        begin(shapes, setup.first());
        optimiser = new AdamW(parameters, AdamW.Settings.usual());
        average = parameters.likeValues();
        FlatParameters.copyInto(average, parameters.values());
        for (int i = 0; i < setup.workers(); i++) {
            workers.add(new TrainingWorker(i, parameters, setup.maker(), setup.device()));
        }
    }

    /** Makes one step and gives the mean loss. */
    double step(double learningRate) {
        List<Future<Float>> losses =
                workers.stream().map(worker -> worker.start(step)).toList();
        double loss = 0;
        for (Future<Float> share : losses) {
            loss += TrainingWorker.await(share) / workers.size();
        }
        Tensor gradient = workers.getFirst().gradient();
        for (TrainingWorker other : workers.subList(1, workers.size())) {
            FlatParameters.addInto(gradient, other.gradient());
        }
        double length = FlatParameters.norm(gradient) / workers.size();
        FlatParameters.scale(gradient, Math.min(1, LONGEST_GRADIENT / length) / workers.size());
        optimiser.step(gradient, learningRate);
        step++;
        FlatParameters.moveTowards(average, parameters.values(), 1 - Math.min(averageDecay, step / (step + 10.0)));
        return loss;
    }

    /** Steps made so far, also by earlier runs. */
    long steps() {
        return step;
    }

    /** How many numbers are trained. */
    long count() {
        return parameters.count();
    }

    /** The averaged parameters by name; views, owned by the innermost open scope. */
    Map<String, Tensor> averaged() {
        return parameters.views(average);
    }

    /** Writes all that {@link #restore} needs, with a number of the caller's; the file appears whole or not at all. */
    void save(Path file, double note) {
        try (Scope temporary = Scope.open(device)) {
            Map<String, Tensor> state = state();
            state.put("note", Tensor.full(note, 1));
            SafeTensorsWriter.write(file, state, Map.of());
        }
    }

    /** Goes on where {@link #save} was called; gives the caller's number. */
    double restore(Path file) {
        try (Scope temporary = Scope.open(device);
                SafeTensors saved = SafeTensors.open(file)) {
            state().forEach((name, tensor) -> FlatParameters.copyInto(tensor, saved.tensor(name)));
            step = (long) optimiser.step().item();
            return saved.tensor("note").item();
        }
    }

    private Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        state.put("values", parameters.values());
        state.put("average", average);
        state.put("mean", optimiser.mean());
        state.put("square", optimiser.square());
        state.put("step", optimiser.step());
        return state;
    }

    private void begin(Map<String, long[]> shapes, FirstValues first) {
        Map<String, Tensor> views = parameters.views(parameters.values());
        shapes.forEach((name, shape) -> {
            try (Scope temporary = Scope.open(device)) {
                FlatParameters.copyInto(
                        Objects.requireNonNull(views.get(name)), Tensor.of(first.of(name, shape), shape));
            }
        });
    }

    @Override
    public void close() {
        workers.forEach(TrainingWorker::close);
        parameters.close();
    }
}
