package dev.calotype.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.spi.Document;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** Pictures of 48 × 32 pixels for jobs, and what is seen on those that come out. */
final class SeenPictures {
    private SeenPictures() {}

    static byte[] stripes() throws IOException {
        var image = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 48; x++) {
            for (int y = 0; y < 32; y++) {
                image.setRGB(x, y, x / 6 % 2 == 0 ? 0xE04020 : 0x1030A0);
            }
        }
        return PictureFileTest.file(image, "png");
    }

    static byte[] rightHalf() throws IOException {
        var mask = new BufferedImage(48, 32, BufferedImage.TYPE_BYTE_GRAY);
        mask.createGraphics().fillRect(24, 0, 24, 32);
        return PictureFileTest.file(mask, "png");
    }

    static BufferedImage picture(Document file) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(file.content()));
    }

    static int frames(Document gif) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(gif.content()))) {
            reader.setInput(in);
            return reader.getNumImages(true);
        } finally {
            reader.dispose();
        }
    }

    /** 24 columns from this one. */
    static byte[] half(BufferedImage image, int left) {
        return rgb(image.getSubimage(left, 0, 24, image.getHeight()));
    }

    static byte[] rgb(BufferedImage image) {
        byte[] bytes = new byte[3 * image.getWidth() * image.getHeight()];
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            int pixel = image.getRGB(i % image.getWidth(), i / image.getWidth());
            bytes[3 * i] = (byte) (pixel >> 16);
            bytes[3 * i + 1] = (byte) (pixel >> 8);
            bytes[3 * i + 2] = (byte) pixel;
        }
        return bytes;
    }

    static double difference(byte[] first, byte[] second) {
        assertThat(first).hasSameSizeAs(second);
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += Math.abs((first[i] & 255) - (second[i] & 255));
        }
        return sum / first.length;
    }
}
