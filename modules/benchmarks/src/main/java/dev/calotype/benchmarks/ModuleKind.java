package dev.calotype.benchmarks;

import java.util.Locale;

/** What {@link ModuleCosts} measures beside the bare network, or of it. */
enum ModuleKind {
    /** The network alone. */
    BARE(1),
    /** A ControlNet, which runs beside the network at each step. */
    CONTROLNET(1),
    /** An IP-Adapter, with CLIP's picture encoder of ViT-H. */
    IP_ADAPTER(1),
    /** A T2I-Adapter. */
    T2I_ADAPTER(1),
    /** A vector of attributes. */
    ATTRIBUTES(1),
    /** The network alone, on the frames of a video. */
    FRAMES(0),
    /** AnimateDiff's motion modules. */
    MOTION(0);

    /** Rows of a picture; 0 for a video's frames. */
    private final int rows;

    ModuleKind(int rows) {
        this.rows = rows;
    }

    /** Rows that one result has in a call. */
    int rows(int frames) {
        return rows == 0 ? frames : rows;
    }

    /** What it is held against. */
    ModuleKind bare() {
        return rows == 0 ? FRAMES : BARE;
    }

    boolean isBare() {
        return this == bare();
    }

    /** As in the table. */
    String label(int frames) {
        return switch (this) {
            case BARE -> "the bare U-Net, one picture";
            case FRAMES -> "the bare U-Net, " + frames + " frames";
            default -> name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }
}
