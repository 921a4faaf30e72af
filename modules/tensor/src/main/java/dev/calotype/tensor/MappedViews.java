package dev.calotype.tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * The tensors that look directly into a mapping. They are freed before it is unmapped, so that using one later is an
 * exception and no access to memory that is gone. Safe for several threads.
 */
final class MappedViews {
    private static final int FIRST_SWEEP = 1024;

    private final List<Tensor> views = new ArrayList<>();
    private int sweepAt = FIRST_SWEEP;

    synchronized Tensor add(Tensor view) {
        if (views.size() >= sweepAt) {
            views.removeIf(Tensor::isFreed);
            sweepAt = Math.max(FIRST_SWEEP, 2 * views.size());
        }
        views.add(view);
        return view;
    }

    synchronized void free() {
        views.forEach(Tensor::free);
        views.clear();
    }
}
