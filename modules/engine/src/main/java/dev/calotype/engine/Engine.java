package dev.calotype.engine;

import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Network;
import dev.calotype.spi.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
     * @param mostRows how many rows a call may have, each frame of a video counting as one; a walk that needs more has its
     *     call alone
     */
    public Engine(Network network, int mostRows) {
        this.network = network;
        this.mostRows = mostRows;
    }

    /**
     * Takes a walk in; it moves with the next step.
     *
     * @throws IllegalArgumentException if a walk of this id is here already, its origin or a correction has another size, or
     *     its guidance asks more of its plan than it has
     */
    public void add(Walk walk) {
        enter(walk);
        walks.put(walk.id(), new WalkState(walk));
    }

    /**
     * Takes a walk in where another engine's {@link #checkpoint} left it; from there on it gives the same bits as if it had
     * never been interrupted.
     *
     * @param walk the same as then, its noise at the beginning
     * @throws IllegalArgumentException as {@link #add}, or if the bytes are damaged, of another version or of another plan
     */
    public void resume(Walk walk, byte[] checkpoint) {
        enter(walk);
        int size = walk.shape().size();
        walks.put(walk.id(), new WalkState(walk, CheckpointCode.read(checkpoint, walk.plan(), size)));
    }

    /**
     * Where a walk stands, as bytes with a version: what {@link #resume} needs besides the walk itself.
     *
     * @throws IllegalArgumentException if no walk of this id is under way
     */
    public byte[] checkpoint(String id) {
        WalkState state = walks.get(id);
        if (state == null) {
            throw new IllegalArgumentException("no walk '" + id + "' is under way");
        }
        return CheckpointCode.write(state.walk().plan(), state.checkpoint());
    }

    private void enter(Walk walk) {
        walk.check();
        if (walks.containsKey(walk.id())) {
            throw new IllegalArgumentException("a walk '" + walk.id() + "' is under way already");
        }
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
            int more = state.rowCount() * shape.frames();
            boolean fits = chosen.isEmpty() || rows + more <= mostRows;
            if (state.walk().shape().equals(shape) && fits) {
                chosen.add(state);
                rows += more;
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
            int count = state.rowCount();
            take(state, answers.subList(at, at + count), report);
            at += count;
        }
    }

    private void take(WalkState state, List<float[]> answers, Tally report) {
        String id = state.walk().id();
        try {
            state.advance(answers);
        } catch (RuntimeException e) {
            report.failed.add(new StepReport.Failed(id, String.valueOf(e.getMessage()), e));
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
