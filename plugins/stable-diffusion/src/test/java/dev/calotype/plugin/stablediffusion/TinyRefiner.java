package dev.calotype.plugin.stablediffusion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.calotype.tensor.Tensor;
import dev.calotype.testkit.GoldenFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A refiner cut out of the tiny Stable Diffusion XL: without its first text encoder, and with the score in the place of the
 * two numbers of the target size. Beside it the whole model with zeros where the refiner has nothing, which answers the same.
 */
final class TinyRefiner {
    /** Of a token's state in the first encoder and in both; of the projected text; waves of a time id. */
    private static final int FIRST = 16;

    private static final int BOTH = 40;
    private static final int PROJECTED = 20;
    private static final int WAVES = 8;
    private static final int INPUTS = PROJECTED + 5 * WAVES;
    private static final String UNET = "unet/diffusion_pytorch_model.safetensors";
    private static final String ADDED = "add_embedding.linear_1.weight";

    private TinyRefiner() {}

    static CopiedModel into(Path directory) throws IOException {
        CopiedModel copied = CopiedModel.of(GoldenFolder.own("sdxl_tiny"), directory);
        copied.edit("model_index.json", TinyRefiner::index);
        for (String file : List.of(
                "text_encoder/config.json",
                "text_encoder/model.safetensors",
                "tokenizer/merges.txt",
                "tokenizer/vocab.json")) {
            copied.delete(file);
        }
        copied.edit(
                "unet/config.json",
                json -> json.put("cross_attention_dim", BOTH - FIRST)
                        .put("projection_class_embeddings_input_dim", INPUTS));
        copied.rewrite(UNET, name -> name, (name, tensor) -> {
            if (name.equals(ADDED)) {
                return tensor.narrow(1, 0, INPUTS).contiguous();
            }
            return readsText(name) ? tensor.narrow(1, FIRST, BOTH - FIRST).contiguous() : tensor;
        });
        return copied;
    }

    private static void index(ObjectNode json) {
        json.put("_class_name", "StableDiffusionXLImg2ImgPipeline");
        json.put("requires_aesthetics_score", true).put("force_zeros_for_empty_prompt", false);
        json.putArray("text_encoder").addNull().addNull();
        json.putArray("tokenizer").addNull().addNull();
    }

    /** The whole model, deaf to its first text encoder and to its sixth time id. */
    static CopiedModel deafBase(Path directory) throws IOException {
        CopiedModel copied = CopiedModel.of(GoldenFolder.own("sdxl_tiny"), directory);
        copied.rewrite(UNET, name -> name, (name, tensor) -> {
            if (name.equals(ADDED)) {
                return Tensor.cat(1, List.of(tensor.narrow(1, 0, INPUTS), Tensor.zeros(tensor.size(0), WAVES)));
            }
            Tensor silence = Tensor.zeros(tensor.size(0), FIRST);
            return readsText(name) ? Tensor.cat(1, List.of(silence, tensor.narrow(1, FIRST, BOTH - FIRST))) : tensor;
        });
        return copied;
    }

    private static boolean readsText(String name) {
        return name.endsWith(".attn2.to_k.weight") || name.endsWith(".attn2.to_v.weight");
    }
}
