package dev.calotype.networks;

import dev.calotype.networks.UNet2DConfig.Block;
import dev.calotype.networks.UNet2DConfig.Level;
import dev.calotype.tensor.Weights;

/**
 * Makes the layers of one level's block.
 *
 * @param weights of the block
 * @param level the level
 * @param block what the block is made of, on the way in question
 * @param config the U-Net's
 */
record PixelLayers(Weights weights, Level level, Block block, UNet2DConfig config) {
    /** Groups of the norm of attention beside a picture, whatever the channels. */
    private static final int PICTURE_GROUPS = 32;

    /** What sums are divided by in blocks beside a picture, so that their deviation stays. */
    private static final double PICTURE_SCALE = Math.sqrt(2);

    ResidualBlock residual(String name, ResidualShape shape) {
        return ResidualBlock.from(weights.at(name), shape, style());
    }

    /** The shape of a residual block from so many channels to the level's, with groups by the block's rule. */
    ResidualShape shape(int in) {
        int out = level.channels();
        ResidualShape shape = ResidualShape.of(in, out, config.time().size(), config.groups(out));
        return block.hasPicture() ? shape.withGroups(UNet2DConfig.ownGroups(in), UNet2DConfig.ownGroups(out)) : shape;
    }

    /** The residual block that halves or doubles at a level's end. */
    ResidualBlock resizing(String name, Resizing how) {
        ResidualShape shape = shape(level.channels()).resized(how);
        return residual(name, block.hasPicture() ? shape.projecting() : shape);
    }

    PixelAttention attention(int index) {
        int groups = block.hasPicture() ? PICTURE_GROUPS : config.groups(level.channels());
        var form = new PixelAttention.Form(
                level.channels(), level.heads(), groups, config.style().epsilon(), style().outputScale());
        return PixelAttention.from(weights.at("attentions." + index), form);
    }

    private BlockStyle style() {
        return block.hasPicture() ? config.style().withOutputScale(PICTURE_SCALE) : config.style();
    }
}
