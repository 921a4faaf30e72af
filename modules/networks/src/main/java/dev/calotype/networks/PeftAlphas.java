package dev.calotype.networks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.calotype.tensor.SafeTensors;

/**
 * What a PEFT adapter's file says of its scaling beside the tensors, in its metadata's {@code lora_adapter_metadata}.
 *
 * @param json fields such as {@code unet.lora_alpha}
 */
record PeftAlphas(JsonNode json) {
    private static final String FIELD = "lora_adapter_metadata";

    /** Reads the metadata; what is not there or not JSON says nothing. */
    static PeftAlphas of(SafeTensors file) {
        String text = file.metadata().getOrDefault(FIELD, "");
        try {
            return new PeftAlphas(text.isEmpty() ? MissingNode.getInstance() : new ObjectMapper().readTree(text));
        } catch (JsonProcessingException e) {
            return new PeftAlphas(MissingNode.getInstance());
        }
    }

    /** What a layer's product is scaled by: α/rank, or α/√rank where the file asks for it (rsLoRA); 1 where it says nothing. */
    double scale(AdapterPart part, String parameter, int rank) {
        String layer = parameter.replaceFirst("\\.weight$", "");
        double alpha = json.path(part.folder() + ".lora_alpha").asDouble(rank);
        for (var pattern : json.path(part.folder() + ".alpha_pattern").properties()) {
            if (layer.equals(pattern.getKey()) || layer.endsWith("." + pattern.getKey())) {
                alpha = pattern.getValue().asDouble(alpha);
            }
        }
        boolean root = json.path(part.folder() + ".use_rslora").asBoolean(false);
        return alpha / (root ? Math.sqrt(rank) : rank);
    }
}
