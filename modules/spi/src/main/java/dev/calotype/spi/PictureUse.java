package dev.calotype.spi;

/** What a model does with the pictures that jobs give. */
public enum PictureUse {
    /** Nothing: it draws from prompts alone. */
    NONE,
    /** It can begin from a picture's latent. */
    ORIGIN,
    /**
     * Its network reads which part to repaint and the rest of the picture in channels of its own, the mask's first, then the
     * latent's of the picture that is grey where the mask is set. It draws nothing without them.
     */
    MASKED_CHANNELS
}
