package dev.calotype.tensor;

/** Comparing and choosing values. Results belong to the innermost open scope. */
public final class Choices {
    private Choices() {}

    /** The I64 place of the largest value of an axis, which is no axis of the result. */
    public static Tensor argmax(Tensor x, int axis) {
        return Cells.of("argmax")
                .tensor(x)
                .optionalInteger(x.axis(axis))
                .truth(false)
                .call();
    }

    /** Values at I64 places along an axis: the result has the shape of the places. Differentiable. */
    public static Tensor gather(Tensor x, int axis, Tensor places) {
        return Cells.of("gather")
                .tensor(x)
                .integer(x.axis(axis))
                .tensor(places)
                .truth(false)
                .call();
    }

    /** Slices at I64 places of an axis, in the order of the places. Differentiable. */
    public static Tensor indexSelect(Tensor x, int axis, Tensor places) {
        return Cells.of("index_select")
                .tensor(x)
                .integer(x.axis(axis))
                .tensor(places)
                .call();
    }

    /** A copy of x with the values of a source added at I64 places along an axis. Differentiable. */
    public static Tensor scatterAdd(Tensor x, int axis, Tensor places, Tensor source) {
        return Cells.of("scatter_add")
                .tensor(x)
                .integer(x.axis(axis))
                .tensor(places)
                .tensor(source)
                .call();
    }

    /** The first where the truth value is true, elsewhere the second, with broadcasting. Differentiable. */
    public static Tensor where(Tensor truth, Tensor first, Tensor second) {
        return Cells.of("where", "self")
                .tensor(truth)
                .tensor(first)
                .tensor(second)
                .call();
    }

    /** The larger of two values. Differentiable. */
    public static Tensor maximum(Tensor a, Tensor b) {
        return Cells.of("maximum").tensor(a).tensor(b).call();
    }

    /** The smaller of two values. Differentiable. */
    public static Tensor minimum(Tensor a, Tensor b) {
        return Cells.of("minimum").tensor(a).tensor(b).call();
    }

    /** Where a is less than b. */
    public static Tensor less(Tensor a, Tensor b) {
        return Cells.of("lt", "Tensor").tensor(a).tensor(b).call();
    }

    /** Where a equals b. */
    public static Tensor equal(Tensor a, Tensor b) {
        return Cells.of("eq", "Tensor").tensor(a).tensor(b).call();
    }

    /** The part of the last two axes on and below a diagonal; 0 is the main one. Differentiable. */
    public static Tensor lowerTriangle(Tensor x, int diagonal) {
        return Cells.of("tril").tensor(x).integer(diagonal).call();
    }

    /** Sums from the start of an axis up to each place. Differentiable. */
    public static Tensor cumulativeSum(Tensor x, int axis) {
        return Cells.of("cumsum").tensor(x).integer(x.axis(axis)).none().call();
    }
}
