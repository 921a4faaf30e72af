package dev.calotype.tensor;

/** A table of vectors, read by id; the weight is count×size. */
public record Embedding(Tensor weight) {
    /** A table. */
    public static Embedding from(Weights weights, int count, int size) {
        return new Embedding(weights.take("weight", count, size));
    }

    /** I64 ids of any shape to vectors, one more axis. */
    public Tensor apply(Tensor ids) {
        return Ops.embedding(ids, weight);
    }
}
