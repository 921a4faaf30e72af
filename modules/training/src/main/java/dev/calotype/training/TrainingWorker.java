package dev.calotype.training;

import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.Autograd;
import dev.calotype.tensor.FlatParameters;
import dev.calotype.tensor.Leaves;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Threads;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One thread with its own leaves over the shared parameters, its own network and its own gradient buffer. */
final class TrainingWorker implements AutoCloseable {
    private final int index;
    private final ExecutorService thread;
    private final Scope scope;
    private final Leaves leaves;
    private final Objective objective;
    private final Tensor gradient;

    TrainingWorker(int index, FlatParameters parameters, Objective.Maker maker, DeviceSpec device) {
        this.index = index;
        thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("training-" + index).factory());
        gradient = parameters.likeValues();
        record Built(Scope scope, Leaves leaves, Objective objective) {}
        Built built = await(submit(() -> {
            Threads.use(1);
            Scope opened = Scope.open(device);
            Leaves own = parameters.leaves();
            return new Built(opened, own, maker.over(own));
        }));
        scope = built.scope();
        leaves = built.leaves();
        objective = built.objective();
    }

    /** Starts a step; its result is the loss, and then {@link #gradient} is this worker's. */
    Future<Float> start(long step) {
        return submit(() -> {
            try (Scope temporary = Scope.open(scope.device())) {
                Tensor loss = Autograd.record(() -> objective.loss(step, index));
                Autograd.backward(loss);
                FlatParameters.copyInto(gradient, leaves.takeGradients());
                return loss.item();
            }
        });
    }

    /** The gradient of the last step; not to be read while one runs. */
    Tensor gradient() {
        return gradient;
    }

    private <T> Future<T> submit(Callable<T> task) {
        return thread.submit(task);
    }

    static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("training was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a training thread failed: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        await(submit(() -> {
            scope.close();
            return true;
        }));
        thread.shutdown();
    }
}
