package dev.calotype.server;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** Decodes picture files whose header has passed. Transparency is dropped, as the reference drops it. */
final class PictureFile {
    private static final float WHITE = 255;

    private PictureFile() {}

    /**
     * The picture as three planes, red, green and blue.
     *
     * @throws IllegalArgumentException if the header does not pass or the rest is damaged
     */
    static Planes decode(byte[] file) {
        PictureHeader header = PictureHeader.read(file);
        BufferedImage image = image(file, header);
        if (image.getWidth() != header.width() || image.getHeight() != header.height()) {
            throw damaged(header, "its header says another size than its content");
        }
        return planes(image);
    }

    @SuppressWarnings("CatchingUnchecked")
    private static BufferedImage image(byte[] file, PictureHeader header) {
        if (header.format() == PictureHeader.Format.JPEG && !ends(file)) {
            throw damaged(header, "it ends before the picture does");
        }
        ImageReader reader =
                ImageIO.getImageReadersByFormatName(header.format().label()).next();
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            return reader.read(0);
        } catch (IOException | RuntimeException e) {
            throw damaged(header, String.valueOf(e.getMessage()));
        } finally {
            reader.dispose();
        }
    }

    /** Whether the marker of a JPEG's end is there. */
    private static boolean ends(byte[] file) {
        for (int i = file.length - 2; i > 0; i--) {
            if ((file[i] & 255) == 0xFF && (file[i + 1] & 255) == 0xD9) {
                return true;
            }
        }
        return false;
    }

    private static Planes planes(BufferedImage image) {
        int size = image.getWidth() * image.getHeight();
        float[] values = new float[3 * size];
        if (isGrey(image.getColorModel())) {
            Raster raster = image.getRaster();
            float white = (1 << image.getColorModel().getComponentSize(0)) - 1;
            for (int i = 0; i < size; i++) {
                float grey = raster.getSample(i % image.getWidth(), i / image.getWidth(), 0) / white;
                values[i] = grey;
                values[size + i] = grey;
                values[2 * size + i] = grey;
            }
            return new Planes(3, image.getWidth(), image.getHeight(), values);
        }
        for (int i = 0; i < size; i++) {
            int pixel = image.getRGB(i % image.getWidth(), i / image.getWidth());
            values[i] = (pixel >> 16 & 255) / WHITE;
            values[size + i] = (pixel >> 8 & 255) / WHITE;
            values[2 * size + i] = (pixel & 255) / WHITE;
        }
        return new Planes(3, image.getWidth(), image.getHeight(), values);
    }

    /** Java takes grey samples for linear light and would brighten them; files mean them as they are. */
    private static boolean isGrey(ColorModel model) {
        return model instanceof ComponentColorModel && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    }

    private static IllegalArgumentException damaged(PictureHeader header, String why) {
        return new IllegalArgumentException(
                "the " + header.format() + " file cannot be decoded: " + why + "; send it again, or save it anew");
    }
}
