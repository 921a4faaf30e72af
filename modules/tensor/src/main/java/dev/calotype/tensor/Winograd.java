package dev.calotype.tensor;

import ai.djl.pytorch.jni.IValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Convolution with 3×3 kernels, stride 1 and padding 1 by F(4×4, 3×3): tiles of 6×6 pixels are transformed, multiplied
 * place by place, and transformed back to 4×4 answers, a quarter of the multiplications (Lavin and Gray 2016,
 * arXiv:1509.09308, equation 8 and section 4.3). The weight takes four times its plain memory. Answers have the channels
 * last in memory; their error is about three times that of the sum itself, on average.
 *
 * @param weight 36×in×out, transformed
 * @param input 36×36, Bᵀ⊗Bᵀ
 * @param output 16×36, Aᵀ⊗Aᵀ
 */
record Winograd(Tensor weight, Tensor input, Tensor output) implements Packed {
    /** Values of all tiles that are computed together: 16 MiB, so that what lies between the transforms stays in the cache. */
    private static final long VALUES = 1 << 22;

    private static final int PLACES = 36;

    private static final double[][] B = {
        {4, 0, -5, 0, 1, 0},
        {0, -4, -4, 1, 1, 0},
        {0, 4, -4, -1, 1, 0},
        {0, -2, -1, 2, 1, 0},
        {0, 2, -1, -2, 1, 0},
        {0, 4, 0, -5, 0, 1}
    };
    private static final double[][] G = {
        {1 / 4.0, 0, 0},
        {-1 / 6.0, -1 / 6.0, -1 / 6.0},
        {-1 / 6.0, 1 / 6.0, -1 / 6.0},
        {1 / 24.0, 1 / 12.0, 1 / 6.0},
        {1 / 24.0, -1 / 12.0, 1 / 6.0},
        {0, 0, 1}
    };
    private static final double[][] A = {
        {1, 1, 1, 1, 1, 0},
        {0, 1, -1, 2, -2, 0},
        {0, 1, 1, 4, 4, 0},
        {0, 1, -1, 8, -8, 1}
    };

    private static final Script SCRIPT = new Script("""
            def strip(self: __torch__.Calotype, x: Tensor, weight: Tensor, input: Tensor, output: Tensor) -> Tensor:
              tiles = torch.permute(torch.unfold(torch.unfold(x, 1, 6, 4), 2, 6, 4), [4, 5, 0, 1, 2, 3])
              n = torch.size(x, 0)
              high = torch.size(tiles, 3)
              wide = torch.size(tiles, 4)
              before = torch.matmul(input, torch.reshape(tiles, [36, -1]))
              after = torch.matmul(torch.view(before, [36, -1, torch.size(weight, 1)]), weight)
              answers = torch.matmul(output, torch.view(after, [36, -1]))
              return torch.permute(torch.view(answers, [4, 4, n, high, wide, -1]), [2, 3, 0, 4, 1, 5])
            def convolution(self: __torch__.Calotype, x: Tensor, weight: Tensor, input: Tensor, output: Tensor, bias: Tensor, rows: int) -> Tensor:
              n = torch.size(x, 0)
              high = torch.size(x, 2)
              wide = torch.size(x, 3)
              up = torch.floordiv(torch.add(high, 3), 4)
              across = torch.floordiv(torch.add(wide, 3), 4)
              ends = [0, 0, 1, torch.add(torch.sub(torch.mul(across, 4), wide), 1), 1, torch.add(torch.sub(torch.mul(up, 4), high), 1)]
              padded = torch.constant_pad_nd(torch.permute(x, [0, 2, 3, 1]), ends, 0)
              whole = torch.empty([n, up, 4, across, 4, torch.size(weight, 2)], dtype=6, layout=None, device=None, pin_memory=None, memory_format=None)
              for i in range(torch.floordiv(torch.sub(torch.add(up, rows), 1), rows)):
                first = torch.mul(i, rows)
                last = ops.prim.min(torch.add(first, rows), up)
                pixels = torch.slice(padded, 1, torch.mul(first, 4), torch.add(torch.mul(last, 4), 2))
                _0 = torch.add(self.strip(pixels, weight, input, output), bias, alpha=1, out=torch.slice(whole, 1, first, last))
              map = torch.view(whole, [n, torch.mul(up, 4), torch.mul(across, 4), -1])
              return torch.permute(torch.slice(torch.slice(map, 1, 0, high), 2, 0, wide), [0, 3, 1, 2])
            """);

    /** Transforms out×in×3×3. */
    static Winograd of(Tensor weight) {
        long out = weight.size(0);
        long in = weight.size(1);
        Tensor kernels = weight.reshape(out * in, 9).transpose(0, 1);
        Tensor transformed = squared(G).matmul(kernels).reshape(PLACES, out, in);
        return new Winograd(transformed.transpose(1, 2).contiguous(), squared(B), squared(A));
    }

    /** N×in×H×W to N×out×H×W. */
    Tensor apply(Tensor x, @Nullable Tensor bias) {
        long across = x.size(0) * ((x.size(3) + 3) / 4);
        long row = PLACES * across * Math.max(weight.size(1), weight.size(2));
        return Scope.giving(() -> SCRIPT.tensor(
                "convolution",
                IValue.from(x.array()),
                IValue.from(weight.array()),
                IValue.from(input.array()),
                IValue.from(output.array()),
                IValue.from((bias == null ? Tensor.zeros(1) : bias).array()),
                IValue.from(Math.max(1, VALUES / row))));
    }

    @Override
    public List<Tensor> tensors() {
        return List.of(weight, input, output);
    }

    /** A transform of both axes of a tile at once: the matrix's Kronecker product with itself. */
    private static Tensor squared(double[][] matrix) {
        int high = matrix.length;
        int wide = matrix[0].length;
        float[] product = new float[high * high * wide * wide];
        for (int i = 0; i < product.length; i++) {
            int row = i / (wide * wide);
            int column = i % (wide * wide);
            product[i] = (float) (matrix[row / high][column / wide] * matrix[row % high][column % wide]);
        }
        return Tensor.of(product, (long) high * high, (long) wide * wide);
    }
}
