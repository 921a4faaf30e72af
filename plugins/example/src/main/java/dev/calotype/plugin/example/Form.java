package dev.calotype.plugin.example;

/** Forms of a wave. */
enum Form {
    SINE {
        @Override
        double at(double turn) {
            return Math.sin(2 * Math.PI * turn);
        }
    },
    SQUARE {
        @Override
        double at(double turn) {
            return turn % 1 < 0.5 ? 1 : -1;
        }
    },
    TRIANGLE {
        @Override
        double at(double turn) {
            return 4 * Math.abs(turn % 1 - 0.5) - 1;
        }
    },
    SAW {
        @Override
        double at(double turn) {
            return 2 * (turn % 1) - 1;
        }
    };

    /** The wave from −1 to 1 after so many turns, at least 0. */
    abstract double at(double turn);
}
