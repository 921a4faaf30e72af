package dev.calotype.contracts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Puts parts of plugins through rules, and lets none of them spoil the rest: what a part throws is a fault of its own, and
 * one that does not answer in time is asked no more. Each part has one thread, on which it is opened, looked at and closed.
 * Safe for any thread.
 */
public final class Examiner {
    private static final String OPENED = "it can be opened";
    private static final String CLOSED = "it can be closed";

    private final Duration patience;

    /** An examiner who waits this long for each rule. */
    public Examiner(Duration patience) {
        this.patience = patience;
    }

    /**
     * Looks at one part.
     *
     * @param part how the report calls it
     * @param open gives what the rules look at, which is closed afterwards if it can be
     */
    public <T> Examination examine(String part, Callable<T> open, List<Rule<T>> rules) {
        ExecutorService thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(part).factory());
        try {
            return new Examination(part, new Sitting(thread).verdicts(open, rules));
        } finally {
            thread.shutdown();
        }
    }

    /** One part on its thread. */
    private final class Sitting {
        private final ExecutorService thread;
        private boolean lost;

        private Sitting(ExecutorService thread) {
            this.thread = thread;
        }

        private <T> List<Examination.Verdict> verdicts(Callable<T> open, List<Rule<T>> rules) {
            List<T> opened = new ArrayList<>();
            List<Examination.Verdict> verdicts = new ArrayList<>();
            List<String> unopened = faults(() -> {
                opened.add(open.call());
                return List.of();
            });
            if (opened.isEmpty()) {
                return List.of(new Examination.Verdict(OPENED, unopened));
            }
            T subject = opened.getFirst();
            for (Rule<T> rule : rules) {
                if (!lost) {
                    verdicts.add(new Examination.Verdict(
                            rule.sentence(), faults(() -> rule.look().apply(subject))));
                }
            }
            if (!lost && subject instanceof AutoCloseable closeable) {
                verdicts.add(new Examination.Verdict(CLOSED, faults(() -> {
                    closeable.close();
                    return List.of();
                })));
            }
            return verdicts;
        }

        private List<String> faults(Callable<List<String>> look) {
            try {
                return thread.submit(look).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                return List.of("it fails with " + Thrown.told(e.getCause()));
            } catch (TimeoutException e) {
                lost = true;
                return List.of("it gives no answer within " + patience.toSeconds()
                        + " s; the rules after this one are left out");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                lost = true;
                return List.of("the examination was interrupted");
            }
        }
    }
}
