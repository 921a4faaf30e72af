package dev.calotype.networks;

/** The networks of a model that an adapter may change. */
public enum AdapterPart {
    /** The denoiser. */
    UNET("U-Net", "unet"),
    /** The text encoder, or the first of two. */
    TEXT("text encoder", "text_encoder"),
    /** The second text encoder. */
    TEXT_2("second text encoder", "text_encoder_2");

    private final String label;
    private final String folder;

    AdapterPart(String label, String folder) {
        this.label = label;
        this.folder = folder;
    }

    /** What messages call it. */
    String label() {
        return label;
    }

    /** Its folder in a model directory, and the prefix of its keys in a diffusers adapter. */
    public String folder() {
        return folder;
    }
}
