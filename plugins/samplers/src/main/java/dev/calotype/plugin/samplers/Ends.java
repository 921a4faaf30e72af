package dev.calotype.plugin.samplers;

/** Between which noise levels others are spread. */
public enum Ends {
    /** The process' noisiest and cleanest. */
    PROCESS,
    /** The first and last time of leading spacing. */
    LEADING,
    /** The first and last time of linspace spacing. */
    LINSPACE,
    /** The first and last time of trailing spacing. */
    TRAILING;

    /** The times of the spacing, noisiest first; a process' ends are those of linspace. */
    double[] times(int offset, int steps, int table) {
        var spacing = switch (this) {
            case LEADING -> Discrete.Spacing.LEADING;
            case TRAILING -> Discrete.Spacing.TRAILING;
            case PROCESS, LINSPACE -> Discrete.Spacing.LINSPACE;
        };
        return Discrete.times(new Discrete.Options(spacing, offset, End.CLEAN, false, false, 0), steps, table);
    }
}
