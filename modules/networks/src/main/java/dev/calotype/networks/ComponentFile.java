package dev.calotype.networks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.calotype.configs.ConfigReader;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.TensorException;
import dev.calotype.tensor.TensorSource;
import dev.calotype.tensor.Type;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The tensors of one component by today's names, wherever they lie: a safetensors file, an index of shards, or a pointer
 * ({@code STEM.ldm.json}) into a whole checkpoint under the original names. Keep it open as long as its tensors are used.
 */
public final class ComponentFile implements TensorSource, AutoCloseable {
    /** How the name of a pointer ends. */
    public static final String POINTER = ".ldm.json";

    private static final String FILE = "file";
    private static final String COMPONENT = "component";

    private final SafeTensors file;
    private final TensorSource tensors;

    private ComponentFile(SafeTensors file, TensorSource tensors) {
        this.file = file;
        this.tensors = tensors;
    }

    /**
     * Opens a component's file.
     *
     * @throws TensorException naming the file, what was found and what is needed
     */
    public static ComponentFile open(Path path) {
        if (!path.toString().endsWith(POINTER)) {
            SafeTensors file = SafeTensors.open(path);
            return new ComponentFile(file, file);
        }
        ConfigReader json = ConfigReader.open(path.resolveSibling(""), String.valueOf(path.getFileName()));
        Path target = path.resolveSibling(json.text(FILE, ""));
        String component = json.choice(COMPONENT, "unet", "vae", "text_encoder", "text_encoder_2");
        if (!json.faults().isEmpty()) {
            throw new TensorException(path + " cannot be read: " + String.join("; ", json.faults()));
        }
        if (!Files.isRegularFile(target)) {
            throw new TensorException(path + " points to the checkpoint " + target
                    + ", which is not there; put it back, or remove the model and add it again");
        }
        return ofCheckpoint(SafeTensors.open(target), component);
    }

    private static ComponentFile ofCheckpoint(SafeTensors file, String component) {
        try {
            return new ComponentFile(file, new LdmCheckpoint(file).part(component));
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** What a pointer to a component of a checkpoint says. */
    static ObjectNode pointer(Path checkpoint, String component) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(FILE, checkpoint.toString())
                .put(COMPONENT, component);
    }

    @Override
    public boolean has(String name) {
        return tensors.has(name);
    }

    @Override
    public long[] shape(String name) {
        return tensors.shape(name);
    }

    @Override
    public Type type(String name) {
        return tensors.type(name);
    }

    @Override
    public Tensor tensor(String name) {
        return tensors.tensor(name);
    }

    /** Frees the tensors that look into the file, then unmaps it. */
    @Override
    public void close() {
        file.close();
    }
}
