package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;

/** How exactly the network is told the time of a level that lies between whole times. */
public enum Times {
    /** As it is. */
    EXACT,
    /** The nearest whole one. */
    NEAREST,
    /** Cut to a whole one. */
    CUT;

    Level of(Level level) {
        return switch (this) {
            case EXACT -> level;
            case NEAREST -> told(level, Math.rint(level.time()));
            case CUT -> told(level, Math.floor(level.time()));
        };
    }

    private static Level told(Level level, double time) {
        return new Level(level.alpha(), level.sigma(), time);
    }
}
