package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.AttentionInsert;
import dev.calotype.networks.FileWeights;
import dev.calotype.networks.ImageAdapter;
import dev.calotype.networks.ImageAdapterShape;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenTensor;
import java.util.ArrayList;
import java.util.List;

/** The IP-Adapter of the reference's numbers, open. */
record ImageAdapterFile(ImageAdapter adapter, SafeTensors file, Scope scope) implements AutoCloseable {
    static ImageAdapterFile of(GoldenFolder goldens) {
        SafeTensors file = SafeTensors.open(goldens.directory().resolve("ip_adapter.safetensors"));
        Scope scope = Scope.open(AdaptedModel.CPU);
        List<String> faults = new ArrayList<>();
        ImageAdapterShape shape = ImageAdapterShape.read(file, faults);
        if (!faults.isEmpty()) {
            throw new AssertionError(faults);
        }
        return new ImageAdapterFile(new ImageAdapter(shape, new FileWeights(file)), file, scope);
    }

    /** What the adapter makes of projected pictures, n×size. */
    AttentionInsert insert(GoldenTensor pictures) {
        return scope.run(() -> adapter.insert(Tensor.of(
                pictures.floats(),
                pictures.shape().stream().mapToLong(Integer::longValue).toArray())));
    }

    @Override
    public void close() {
        scope.close();
        file.close();
    }
}
