package dev.calotype.training;

import java.time.Duration;
import java.time.InstantSource;

/** How long a stage lasts: so much time, or so many steps for a run that must repeat to the bit. */
sealed interface Pace {
    /** The share of the stage that is done after so many steps and seconds, 0 to 1. */
    double share(long steps, double seconds);

    /** Seconds since a moment that stays the same. */
    double seconds();

    /** A stage that lasts so much time, whatever the machine can do in it. */
    record Time(Duration length, InstantSource clock) implements Pace {
        private static final double MILLISECONDS = 1000;

        @Override
        public double share(long steps, double seconds) {
            return Math.min(1, MILLISECONDS * seconds / length.toMillis());
        }

        @Override
        public double seconds() {
            return clock.millis() / MILLISECONDS;
        }
    }

    /** A stage that lasts so many steps. */
    record Steps(long count) implements Pace {
        @Override
        public double share(long steps, double seconds) {
            return Math.min(1, steps / (double) count);
        }

        @Override
        public double seconds() {
            return 0;
        }
    }
}
