package dev.calotype.tensor;

import ai.djl.pytorch.jni.IValue;
import org.jspecify.annotations.Nullable;

/** The built-in TorchScript methods. None of them takes part in a record of gradients. */
final class Scripts {
    private static final String SOURCE = """
            def randn(self: __torch__.Calotype, shape: List[int], seed: int) -> Tensor:
              g = torch.Generator(device=None, seed=seed)
              return torch.randn(shape, generator=g, dtype=6, layout=None, device=None, pin_memory=None)
            def adamw(self: __torch__.Calotype, values: List[Tensor], gradients: List[Tensor], means: List[Tensor], squares: List[Tensor], steps: List[Tensor], rate: float, beta1: float, beta2: float, decay: float, epsilon: float) -> NoneType:
              none = annotate(List[Tensor], [])
              torch.add_(steps[0], 1)
              torch._fused_adamw_(values, gradients, means, squares, none, steps, lr=rate, beta1=beta1, beta2=beta2, weight_decay=decay, eps=epsilon, amsgrad=False, maximize=False, grad_scale=None, found_inf=None)
              return None
            def lerp(self: __torch__.Calotype, average: Tensor, value: Tensor, weight: float) -> Tensor:
              return torch.lerp_(average, value, weight)
            def norm(self: __torch__.Calotype, value: Tensor) -> Tensor:
              return torch.norm(value)
            def scale(self: __torch__.Calotype, value: Tensor, factor: float) -> Tensor:
              return torch.mul_(value, factor)
            def gelu(self: __torch__.Calotype, value: Tensor) -> Tensor:
              return torch.gelu(value, approximate="tanh")
            def transposed(self: __torch__.Calotype, value: Tensor, weight: Tensor, stride: List[int], padding: List[int]) -> Tensor:
              return torch.conv_transpose2d(value, weight, None, stride, padding)
            """;

    static final Scripts INSTANCE = new Scripts();

    private final Script script = new Script(SOURCE);

    private Scripts() {}

    Tensor randn(long seed, long... shape) {
        Scope scope = Scope.current();
        return Scope.giving(() -> script.tensor("randn", IValue.listFrom(shape), IValue.from(seed))
                .copy()
                .to(scope.device()));
    }

    void adamw(Tensor value, Tensor gradient, Tensor mean, Tensor square, Tensor step, double rate, AdamW.Settings s) {
        script.effect(
                "adamw",
                IValue.listFrom(value.array()),
                IValue.listFrom(gradient.array()),
                IValue.listFrom(mean.array()),
                IValue.listFrom(square.array()),
                IValue.listFrom(step.array()),
                IValue.from(rate),
                IValue.from(s.beta1()),
                IValue.from(s.beta2()),
                IValue.from(s.decay()),
                IValue.from(s.epsilon()));
    }

    void lerp(Tensor average, Tensor value, double weight) {
        script.effect("lerp", IValue.from(average.array()), IValue.from(value.array()), IValue.from(weight));
    }

    void scale(Tensor value, double factor) {
        script.effect("scale", IValue.from(value.array()), IValue.from(factor));
    }

    Tensor norm(Tensor value) {
        return script.tensor("norm", IValue.from(value.array()));
    }

    Tensor geluTanh(Tensor value) {
        return script.tensor("gelu", IValue.from(value.array()));
    }

    Tensor convTranspose(Tensor value, Tensor weight, @Nullable Tensor bias, int stride, int padding) {
        return Scope.giving(() -> {
            Tensor made = script.tensor(
                    "transposed",
                    IValue.from(value.array()),
                    IValue.from(weight.array()),
                    IValue.listFrom(stride, stride),
                    IValue.listFrom(padding, padding));
            return bias == null ? made : made.add(bias.reshape(1, -1, 1, 1));
        });
    }
}
