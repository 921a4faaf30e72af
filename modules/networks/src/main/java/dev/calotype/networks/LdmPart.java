package dev.calotype.networks;

import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.TensorException;
import dev.calotype.tensor.TensorSource;
import dev.calotype.tensor.Type;
import java.util.Arrays;
import java.util.List;

/**
 * One component of a file under the original names, seen by today's: a joint projection of queries, keys and values is
 * cut in three, a 1×1 convolution that is a linear map today loses its two axes, and OpenCLIP's last projection is turned.
 *
 * @param file the whole file
 * @param prefix what the component's names begin with in it
 * @param names the rest of the names
 */
record LdmPart(TensorSource file, String prefix, LdmNames names) implements TensorSource {
    private static final List<String> THIRDS = List.of("q_proj", "k_proj", "v_proj");
    private static final List<String> LINEAR = List.of("to_q", "to_k", "to_v", "to_out.0");

    @Override
    public boolean has(String name) {
        return file.has(original(name));
    }

    @Override
    public long[] shape(String name) {
        long[] found = file.shape(existing(name)).clone();
        if (isThird(name)) {
            found[0] /= THIRDS.size();
        } else if (isConvolvedLinear(name, found)) {
            return Arrays.copyOf(found, 2);
        } else if (isTurned(name)) {
            return new long[] {found[1], found[0]};
        }
        return found;
    }

    @Override
    public Type type(String name) {
        return file.type(existing(name));
    }

    @Override
    public Tensor tensor(String name) {
        Tensor found = file.tensor(existing(name));
        if (isThird(name)) {
            long third = found.size(0) / THIRDS.size();
            return found.narrow(0, third * third(name), third);
        }
        if (isConvolvedLinear(name, found.shape())) {
            return found.reshape(found.size(0), found.size(1));
        }
        return isTurned(name) ? found.transpose(0, 1).contiguous() : found;
    }

    private String original(String name) {
        return prefix + names.of(name);
    }

    private String existing(String name) {
        String original = original(name);
        if (!file.has(original)) {
            throw new TensorException("tensor '" + name + "' is missing; the original name is '" + original + "'");
        }
        return original;
    }

    private boolean isThird(String name) {
        return original(name).contains(".in_proj_");
    }

    private static int third(String name) {
        for (int i = 0; i < THIRDS.size(); i++) {
            if (name.contains("." + THIRDS.get(i) + ".")) {
                return i;
            }
        }
        throw new IllegalStateException(name + " is no query, key or value");
    }

    private boolean isTurned(String name) {
        return original(name).endsWith(".text_projection");
    }

    /** Attention among pixels is a linear map today; the original files hold 1×1 convolutions. */
    private static boolean isConvolvedLinear(String name, long... shape) {
        return shape.length == 4
                && name.contains("mid_block.attentions.")
                && LINEAR.stream().anyMatch(part -> name.endsWith("." + part + ".weight"));
    }
}
