package dev.calotype.training;

import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Threads that share out pieces of one job, each with one libtorch thread and a scope of its own. */
record Crew(int size, DeviceSpec device) {
    /** Makes, on a thread of the crew and in its scope, what does the pieces there. */
    @FunctionalInterface
    interface Hand {
        IntConsumer ready();
    }

    /** Does pieces 0 to {@code count} − 1 and waits for the last. */
    void share(int count, Hand hand) {
        ExecutorService threads = Executors.newFixedThreadPool(
                size, Thread.ofPlatform().daemon().name("crew-", 0).factory());
        try (threads) {
            List<Future<?>> all = new ArrayList<>();
            for (int member = 0; member < size; member++) {
                int first = member;
                all.add(threads.submit(() -> work(first, count, hand)));
            }
            all.forEach(TrainingWorker::await);
        }
    }

    private void work(int first, int count, Hand hand) {
        Threads.use(1);
        try (Scope scope = Scope.open(device)) {
            IntConsumer piece = hand.ready();
            for (int i = first; i < count; i += size) {
                try (Scope temporary = Scope.open(scope.device())) {
                    piece.accept(i);
                }
            }
        }
    }
}
