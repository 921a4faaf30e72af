package dev.calotype.tensor;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Convolutions over one, two or three axes, and what is composed of them. */
final class Convolutions {
    private Convolutions() {}

    static Tensor groups(Tensor x, Tensor weight, @Nullable Tensor bias, int stride, int padding, int groups) {
        int axes = weight.rank() - 2;
        if (axes < 1 || stride < 1 || padding < 0 || groups < 1) {
            throw new TensorException("a convolution with stride " + stride + ", padding " + padding + " and " + groups
                    + " groups was asked of " + x + " with " + weight);
        }
        return Djl.call(
                "convolution",
                () -> JniUtils.convolution(
                        x.array(),
                        weight.array(),
                        bias == null ? null : bias.array(),
                        every(axes, stride),
                        every(axes, padding),
                        every(axes, 1),
                        groups),
                x,
                weight);
    }

    /** Refuses what a packed out×(in/groups)×k×k cannot be convolved with, before a kernel sees it. */
    static void check(Tensor x, Tensor weight, @Nullable Tensor bias, int stride, int padding, int groups) {
        boolean fits = stride >= 1
                && padding >= 0
                && x.rank() == 4
                && weight.rank() == 4
                && x.size(1) == weight.size(1) * groups
                && x.size(2) + 2L * padding >= weight.size(2)
                && x.size(3) + 2L * padding >= weight.size(3)
                && x.type() == weight.type()
                && (bias == null || (bias.rank() == 1 && bias.size(0) == weight.size(0) && bias.type() == x.type()));
        if (!fits) {
            throw new TensorException(
                    "a convolution needs N×in×H×W no smaller than its kernel, a weight out×in×k×k and a"
                            + " bias of out, all of one type; it was given " + x + ", " + weight
                            + (bias == null ? "" : ", " + bias) + ", stride " + stride + " and padding " + padding);
        }
    }

    /** Spreads the pixels {@code stride} apart with zeros between, then convolves with the mirrored kernel. */
    static Tensor transposed(Tensor x, Tensor weight, @Nullable Tensor bias, int stride, int padding) {
        if (x.rank() != 4 || weight.rank() != 4 || x.size(1) != weight.size(0) || padding >= weight.size(-1)) {
            throw new TensorException(
                    "convTranspose2d needs N×in×H×W and in×out×k×k with a padding below k; it was given " + x + ", "
                            + weight + " and a padding of " + padding);
        }
        if (!Djl.recording()) {
            return Scripts.INSTANCE.convTranspose(x, weight, bias, stride, padding);
        }
        int border = Math.toIntExact(weight.size(-1)) - 1 - padding;
        return Scope.giving(() -> groups(spread(x, stride), mirroredKernel(weight), bias, 1, border, 1));
    }

    /** Appends mirror images along the last axes, by reading at mirrored places. */
    static Tensor mirrored(Tensor x, int... amounts) {
        if (amounts.length % 2 != 0 || amounts.length > 2 * x.rank()) {
            throw new TensorException(
                    "padReflect needs two amounts an axis; it was given " + Arrays.toString(amounts) + " for " + x);
        }
        return Scope.giving(() -> {
            Tensor padded = x;
            for (int i = 0; i < amounts.length / 2; i++) {
                int axis = x.rank() - 1 - i;
                long[] places = mirroredPlaces(x, axis, amounts[2 * i], amounts[2 * i + 1]);
                padded = Choices.indexSelect(padded, axis, Tensor.of(places, places.length));
            }
            return padded;
        });
    }

    private static long[] mirroredPlaces(Tensor x, int axis, int before, int after) {
        int size = Math.toIntExact(x.size(axis));
        if (before < 0 || after < 0 || before >= size || after >= size) {
            throw new TensorException(
                    "padReflect by " + before + " and " + after + " needs more than axis " + axis + " of " + x);
        }
        long[] places = new long[before + size + after];
        for (int i = 0; i < places.length; i++) {
            int place = Math.abs(i - before);
            places[i] = place < size ? place : 2 * (size - 1) - place;
        }
        return places;
    }

    private static Tensor spread(Tensor x, int stride) {
        long high = x.size(2);
        long wide = x.size(3);
        Tensor cells = x.reshape(x.size(0), x.size(1), high, 1, wide, 1);
        Tensor apart = Ops.pad(cells, 0, 0, stride - 1, 0, 0, 0, stride - 1);
        return apart.reshape(x.size(0), x.size(1), high * stride, wide * stride)
                .narrow(2, 0, (high - 1) * stride + 1)
                .narrow(3, 0, (wide - 1) * stride + 1);
    }

    private static Tensor mirroredKernel(Tensor weight) {
        long side = weight.size(-1);
        long[] backwards = new long[(int) side];
        Arrays.setAll(backwards, i -> side - 1 - i);
        Tensor places = Tensor.of(backwards, side);
        Tensor flipped = Choices.indexSelect(Choices.indexSelect(weight, 2, places), 3, places);
        return flipped.transpose(0, 1);
    }

    private static Shape every(int axes, int value) {
        long[] values = new long[axes];
        Arrays.fill(values, value);
        return new Shape(values);
    }
}
