package dev.calotype.networks;

import dev.calotype.tensor.Conv2d;
import dev.calotype.tensor.GroupNorm;
import dev.calotype.tensor.Linear;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Two convolutions, each after a group norm and an activation, added to the input; the time joins between them. */
record ResidualBlock(
        GroupNorm norm1,
        Conv2d conv1,
        @Nullable Linear time,
        GroupNorm norm2,
        Conv2d conv2,
        @Nullable Conv2d shortcut,
        Resizing resizing,
        BlockStyle style) {

    /** A block from its weights; {@code timeSize} 0 makes one that knows no time. */
    static ResidualBlock from(Weights weights, int in, int out, int timeSize, BlockStyle style) {
        return from(weights, ResidualShape.of(in, out, timeSize, style.groups()), style);
    }

    /** A block of this shape from its weights; the style's groups are not used. */
    static ResidualBlock from(Weights weights, ResidualShape shape, BlockStyle style) {
        int in = shape.in();
        int out = shape.out();
        return new ResidualBlock(
                GroupNorm.from(weights.at("norm1"), in, shape.groupsIn(), style.epsilon()),
                Conv2d.from(weights.at("conv1"), in, out, 3, 1, 1),
                shape.timeSize() == 0
                        ? null
                        : Linear.from(
                                weights.at("time_emb_proj"), shape.timeSize(), style.scaleShift() ? 2 * out : out),
                GroupNorm.from(weights.at("norm2"), out, shape.groupsOut(), style.epsilon()),
                Conv2d.from(weights.at("conv2"), out, out, 3, 1, 1),
                shape.projected() ? Conv2d.from(weights.at("conv_shortcut"), in, out, 1, 1, 0) : null,
                shape.resizing(),
                style);
    }

    /** N×in×H×W to N×out×H×W, resized; {@code embedding} is N×timeSize, already activated. */
    Tensor apply(Tensor x, @Nullable Tensor embedding) {
        return Scope.giving(() -> sum(x, embedding, resizing::apply));
    }

    /** The same with another change of size, in place of the block's own. */
    Tensor apply(Tensor x, @Nullable Tensor embedding, UnaryOperator<Tensor> resize) {
        return Scope.giving(() -> sum(x, embedding, resize));
    }

    private Tensor sum(Tensor x, @Nullable Tensor embedding, UnaryOperator<Tensor> resize) {
        Tensor h = conv1.apply(resize.apply(activate(norm1.apply(x))));
        h = conv2.apply(activate(timed(h, embedding)));
        Tensor beside = resize.apply(x);
        Tensor sum = (shortcut == null ? beside : shortcut.apply(beside)).add(h);
        return style.outputScale() == 1 ? sum : sum.mul(1 / style.outputScale());
    }

    private Tensor timed(Tensor h, @Nullable Tensor embedding) {
        if (time == null || embedding == null) {
            return norm2.apply(h);
        }
        Tensor shift = time.apply(embedding).unsqueeze(2).unsqueeze(3);
        if (!style.scaleShift()) {
            return norm2.apply(h.add(shift));
        }
        Tensor normal = norm2.apply(h);
        long channels = normal.size(1);
        return normal.mul(shift.narrow(1, 0, channels).add(1)).add(shift.narrow(1, channels, channels));
    }

    private Tensor activate(Tensor x) {
        return style.activation().apply(x);
    }
}
