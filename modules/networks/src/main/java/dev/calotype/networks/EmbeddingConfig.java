package dev.calotype.networks;

import org.jspecify.annotations.Nullable;

/**
 * What joins the time in a U-Net's embedding.
 *
 * @param afterTime function after the time's perceptron, or none
 * @param last function after everything has joined, or none
 * @param guidanceSize of the embedded guidance scale that is added to the time's waves; 0 reads none
 * @param classes how classes join
 * @param classInputs how many classes there are, or the size of a class vector
 * @param appendsClasses whether classes are appended to the embedding instead of added to it
 * @param textPoolHeads heads of the attention that pools the context; 0 pools none
 * @param idChannels waves of each time id; 0 reads neither time ids nor pooled text
 * @param addedSize of the pooled text and the waves of all time ids together
 */
public record EmbeddingConfig(
        @Nullable Activation afterTime,
        @Nullable Activation last,
        int guidanceSize,
        Classes classes,
        int classInputs,
        boolean appendsClasses,
        int textPoolHeads,
        int idChannels,
        int addedSize) {
    /** How classes join the embedding. */
    public enum Classes {
        /** There are none. */
        NONE,
        /** A learned vector for each class number. */
        TABLE,
        /** The class is a number, embedded as the time is. */
        TIME,
        /** The class is a vector of the embedding's size. */
        GIVEN,
        /** The class is a vector, through a perceptron. */
        PERCEPTRON,
        /** The class is a vector, through a linear map. */
        LINEAR
    }
}
