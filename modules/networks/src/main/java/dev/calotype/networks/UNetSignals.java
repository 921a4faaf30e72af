package dev.calotype.networks;

import dev.calotype.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What every block of a U-Net is told beside the features.
 *
 * @param time N×size, the activated embedding of the time
 * @param bareTime the same, not activated
 * @param context N×C×contextSize
 * @param mask N×1×1×C, added to attention scores
 * @param inserts what rows carry beside
 * @param blocks what follows single layers for the rows that carry it
 * @param here the place of the next block's first layer
 */
record UNetSignals(
        Tensor time,
        Tensor bareTime,
        @Nullable Tensor context,
        @Nullable Tensor mask,
        UNetInserts inserts,
        BlockRuns blocks,
        BlockPlace here) {
    /** The same where these rows are frames. */
    UNetSignals with(BlockRuns runs) {
        return new UNetSignals(time, bareTime, context, mask, inserts, runs, here);
    }

    /** The embedding as a block wants it. */
    Tensor time(boolean bare) {
        return bare ? bareTime : time;
    }

    /** The same for a block. */
    UNetSignals at(BlockPlace block) {
        return new UNetSignals(time, bareTime, context, mask, inserts, blocks, block);
    }

    /** Features after a layer of the block that these are for: modulated, then run through the frames' modules. */
    Tensor after(int layer, Tensor features) {
        BlockPlace place = new BlockPlace(here.way(), here.block(), layer);
        return blocks.after(place, inserts.modulations().after(place, features));
    }
}
