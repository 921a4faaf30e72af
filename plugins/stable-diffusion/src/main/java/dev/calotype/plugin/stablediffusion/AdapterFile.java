package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.LearnedWord;
import dev.calotype.networks.LoraFile;
import dev.calotype.tensor.SafeTensors;
import java.util.List;

/** What an adapter's file holds, by its header. */
sealed interface AdapterFile {
    /** Changes of layers. */
    record Lora(LoraFile file) implements AdapterFile {}

    /** A word's vectors. */
    record Word(LearnedWord word) implements AdapterFile {}

    /**
     * Reads the header of an open file and compares it with the model.
     *
     * @param name what jobs call the adapter
     * @param faults where to say what does not fit
     */
    static AdapterFile read(SafeTensors file, String name, AdapterTargets targets, List<String> faults) {
        return LoraFile.recognises(file)
                ? new Lora(LoraFile.read(file, targets.layers(), faults))
                : new Word(LearnedWord.read(file, name, targets.tokenSizes(), faults));
    }
}
