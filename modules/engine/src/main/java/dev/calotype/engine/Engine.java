package dev.calotype.engine;

import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Network;
import dev.calotype.spi.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All walks on one network, stepped together: each step puts the rows of every walk of one latent shape into one network
 * call, whatever their sampler, guidance or age.
 *
 * <p>A walk's numbers do not depend on who shares its calls as long as the network's rows do not depend on each other.
 * Used by one thread; works only inside {@link #step}.
 */
public final class Engine {
    private final Network network;
    private final int mostRows;
    private final Map<String, WalkState> walks = new LinkedHashMap<>();

    /**
     * An engine without walks.
     *
     * @param network answers the rows
     * @param mostRows how many rows a call may have; a walk that needs more has its call alone
     */
    public Engine(Network network, int mostRows) {
        this.network = network;
        this.mostRows = mostRows;
    }

    /**
     * Takes a walk in; it moves with the next step.
     *
     * @throws IllegalArgumentException if a walk of this id is here already, or its origin has another size
     */
    public void add(Walk walk) {
        float[] origin = walk.origin();
        if (origin != null && origin.length != walk.shape().size()) {
            throw new IllegalArgumentException(
                    "walk '" + walk.id() + "' has an origin of " + origin.length + " values; its shape "
                            + walk.shape().axes() + " has " + walk.shape().size());
        }
        if (walks.containsKey(walk.id())) {
            throw new IllegalArgumentException("a walk '" + walk.id() + "' is under way already");
        }
        walks.put(walk.id(), new WalkState(walk));
    }

    /** Forgets a walk; gives whether it was here. */
    public boolean cancel(String id) {
        return walks.remove(id) != null;
    }

    /** How many walks are under way. */
    public int size() {
        return walks.size();
    }

    /** Makes one network call for as many walks as fit, those first that waited longest. */
    public StepReport step() {
        if (walks.isEmpty()) {
            return StepReport.IDLE;
        }
        List<WalkState> together = next();
        together.forEach(state -> walks.remove(state.walk().id()));
        var report = new Tally();
        try {
            evaluate(together, report);
        } catch (RuntimeException shared) {
            alone(together, shared, report);
        }
        return report.close();
    }

    private List<WalkState> next() {
        var chosen = new ArrayList<WalkState>();
        LatentShape shape = walks.values().iterator().next().walk().shape();
        int rows = 0;
        for (WalkState state : walks.values()) {
            boolean fits = chosen.isEmpty() || rows + state.walk().rows() <= mostRows;
            if (state.walk().shape().equals(shape) && fits) {
                chosen.add(state);
                rows += state.walk().rows();
            }
        }
        return chosen;
    }

    /** A shared call failed: each walk is tried alone, so that only those at fault fail. */
    private void alone(List<WalkState> together, RuntimeException shared, Tally report) {
        for (WalkState state : together) {
            try {
                if (together.size() == 1) {
                    throw shared;
                }
                evaluate(List.of(state), report);
            } catch (RuntimeException e) {
                report.failed.add(new StepReport.Failed(state.walk().id(), String.valueOf(e.getMessage()), e));
            }
        }
    }

    private void evaluate(List<WalkState> states, Tally report) {
        var rows = new ArrayList<Row>();
        states.forEach(state -> rows.addAll(state.rows()));
        report.calls++;
        report.rows += rows.size();
        List<float[]> answers = network.evaluate(states.getFirst().walk().shape(), rows);
        if (answers.size() != rows.size()) {
            throw new IllegalStateException(
                    "the network gave " + answers.size() + " answers to " + rows.size() + " rows");
        }
        int at = 0;
        for (WalkState state : states) {
            int count = state.walk().rows();
            take(state, answers.subList(at, at + count), report);
            at += count;
        }
    }

    private void take(WalkState state, List<float[]> answers, Tally report) {
        String id = state.walk().id();
        String fault = fault(answers, state.walk().shape().size());
        if (fault == null) {
            state.advance(answers);
            fault = finite(state.point())
                    ? null
                    : "the latent is not finite after evaluation " + state.done() + "; less guidance may help";
        }
        if (fault != null) {
            report.failed.add(new StepReport.Failed(id, fault, new IllegalStateException(fault)));
            return;
        }
        report.advanced.add(
                new StepReport.Progress(id, state.done(), state.walk().plan().evaluations()));
        if (state.finished()) {
            report.finished.add(new StepReport.Finished(id, state.point()));
        } else {
            walks.put(id, state);
        }
    }

    private static @Nullable String fault(List<float[]> answers, int size) {
        for (float[] answer : answers) {
            if (answer.length != size) {
                return "the network gave " + answer.length + " values for a latent of " + size;
            }
            if (!finite(answer)) {
                return "the network gave a value that is not a finite number";
            }
        }
        return null;
    }

    private static boolean finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private static final class Tally {
        private final List<StepReport.Progress> advanced = new ArrayList<>();
        private final List<StepReport.Finished> finished = new ArrayList<>();
        private final List<StepReport.Failed> failed = new ArrayList<>();
        private int rows;
        private int calls;

        StepReport close() {
            return new StepReport(rows, calls, List.copyOf(advanced), List.copyOf(finished), List.copyOf(failed));
        }
    }
}
