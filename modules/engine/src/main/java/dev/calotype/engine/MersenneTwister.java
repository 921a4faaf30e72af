package dev.calotype.engine;

/** MT19937 (Matsumoto and Nishimura 1998, doi:10.1145/272991.272995), seeded by its plain initialisation. */
final class MersenneTwister {
    private static final int SIZE = 624;
    private static final int SHIFT = 397;

    private final int[] state = new int[SIZE];
    private final int[] tempered = new int[SIZE];
    private int next = SIZE;

    MersenneTwister(int seed) {
        state[0] = seed;
        for (int i = 1; i < SIZE; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    /** 32 random bits. */
    int bits() {
        if (next == SIZE) {
            refill();
        }
        return tempered[next++];
    }

    /** 64 random bits, the first draw in the high half. */
    long longBits() {
        long high = Integer.toUnsignedLong(bits());
        return high << 32 | Integer.toUnsignedLong(bits());
    }

    /** A multiple of 1/2²⁴ in [0, 1). */
    float uniform() {
        return (bits() & 0xffffff) * 0x1p-24f;
    }

    /** Throws draws away. */
    void skip(int draws) {
        for (int i = 0; i < draws; i++) {
            bits();
        }
    }

    private void refill() {
        for (int i = 0; i < SIZE - SHIFT; i++) {
            state[i] = state[i + SHIFT] ^ twisted(state[i], state[i + 1]);
        }
        for (int i = SIZE - SHIFT; i < SIZE - 1; i++) {
            state[i] = state[i + SHIFT - SIZE] ^ twisted(state[i], state[i + 1]);
        }
        state[SIZE - 1] = state[SHIFT - 1] ^ twisted(state[SIZE - 1], state[0]);
        for (int i = 0; i < SIZE; i++) {
            int y = state[i];
            y ^= y >>> 11;
            y ^= (y << 7) & 0x9d2c5680;
            y ^= (y << 15) & 0xefc60000;
            tempered[i] = y ^ (y >>> 18);
        }
        next = 0;
    }

    private static int twisted(int high, int low) {
        int mixed = (high & 0x80000000) | (low & 0x7fffffff);
        return (mixed >>> 1) ^ (-(mixed & 1) & 0x9908b0df);
    }
}
