package dev.calotype.media;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;

/**
 * Clips as animated GIFs that begin again at their end. All frames share one palette, so that what stands still does not
 * flicker. Delays are whole hundredths of a second; what they round off is made up by the next.
 */
public final class Gif {
    private static final String FORMAT = "javax_imageio_gif_image_1.0";
    private static final int HUNDREDTHS = 100;

    private Gif() {}

    /** A GIF of the clip. */
    public static byte[] encode(Clip clip) {
        IndexColorModel palette = Palette.of(clip.frames());
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < clip.frames().size(); i++) {
                BufferedImage image = Palette.indexed(clip.frames().get(i), palette);
                writer.writeToSequence(new IIOImage(image, null, about(writer, image, i, clip.fps())), null);
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new UncheckedIOException("a GIF could not be written to memory", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static IIOMetadata about(ImageWriter writer, BufferedImage image, int index, int fps) throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
        var root = new IIOMetadataNode(FORMAT);
        var control = new IIOMetadataNode("GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("transparentColorIndex", "0");
        control.setAttribute("delayTime", String.valueOf(end(index, fps) - end(index - 1, fps)));
        root.appendChild(control);
        if (index == 0) {
            root.appendChild(loop());
        }
        metadata.mergeTree(FORMAT, root);
        return metadata;
    }

    /** When a frame ends, in hundredths of a second. */
    private static long end(int index, int fps) {
        return Math.round((index + 1) * (double) HUNDREDTHS / fps);
    }

    private static IIOMetadataNode loop() {
        var extension = new IIOMetadataNode("ApplicationExtension");
        extension.setAttribute("applicationID", "NETSCAPE");
        extension.setAttribute("authenticationCode", "2.0");
        extension.setUserObject(new byte[] {1, 0, 0});
        var extensions = new IIOMetadataNode("ApplicationExtensions");
        extensions.appendChild(extension);
        return extensions;
    }
}
