package dev.calotype.engine;

/** MT19937 (Matsumoto and Nishimura 1998, doi:10.1145/272991.272995), seeded by its plain initialisation. */
final class MersenneTwister {
    private static final int SIZE = 624;
    private static final int SHIFT = 397;

    private final int[] state = new int[SIZE];
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
        int y = state[next++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    /** 64 random bits, the first draw in the high half. */
    long longBits() {
        long high = Integer.toUnsignedLong(bits());
        return high << 32 | Integer.toUnsignedLong(bits());
    }

    private void refill() {
        for (int i = 0; i < SIZE; i++) {
            int mixed = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7fffffff);
            int twisted = (mixed & 1) == 0 ? mixed >>> 1 : mixed >>> 1 ^ 0x9908b0df;
            state[i] = state[(i + SHIFT) % SIZE] ^ twisted;
        }
        next = 0;
    }
}
