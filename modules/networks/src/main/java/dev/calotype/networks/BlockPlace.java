package dev.calotype.networks;

/**
 * A place inside a U-Net where an insert may follow.
 *
 * @param way which of the network's parts
 * @param block number of the block in its part, from 0 in the order of the walk
 * @param layer number of the layer in its block, from 0
 */
public record BlockPlace(Way way, int block, int layer) {
    /** The parts of a U-Net. */
    public enum Way {
        /** From the finest level to the coarsest; an insert follows a layer's residual block and attention. */
        DOWN,
        /** Between the two ways; an insert follows an attention, or the residual block where there is none. */
        MIDDLE,
        /** From the coarsest level to the finest. */
        UP
    }

    /** A place on the way down. */
    public static BlockPlace down(int block, int layer) {
        return new BlockPlace(Way.DOWN, block, layer);
    }

    /** A place between the two ways. */
    public static BlockPlace middle(int layer) {
        return new BlockPlace(Way.MIDDLE, 0, layer);
    }

    /** A place on the way up. */
    public static BlockPlace up(int block, int layer) {
        return new BlockPlace(Way.UP, block, layer);
    }
}
