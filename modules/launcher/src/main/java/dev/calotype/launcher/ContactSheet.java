package dev.calotype.launcher;

import dev.calotype.jobs.Job;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** All pictures of a gallery on one sheet, each with its prompt, sampler, steps and seed below it. */
final class ContactSheet {
    private static final int COLUMNS = 4;
    private static final int PICTURE = 208;
    private static final int CAPTION = 72;
    private static final int GAP = 16;

    private ContactSheet() {}

    /** Writes the sheet; jobs and pictures are in the same order, one picture a job. */
    static Path write(List<Job> jobs, List<Path> pictures, Path file) {
        int rows = (pictures.size() + COLUMNS - 1) / COLUMNS;
        var sheet = new BufferedImage(
                COLUMNS * (PICTURE + GAP) + GAP,
                Math.max(1, rows) * (PICTURE + CAPTION + GAP) + GAP,
                BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = sheet.createGraphics();
        pen.setColor(new Color(250, 248, 243));
        pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        try {
            for (int i = 0; i < pictures.size(); i++) {
                int x = GAP + i % COLUMNS * (PICTURE + GAP);
                int y = GAP + i / COLUMNS * (PICTURE + CAPTION + GAP);
                pen.drawImage(ImageIO.read(pictures.get(i).toFile()), x, y, PICTURE, PICTURE, null);
                caption(pen, label(jobs, pictures.get(i)), x, y + PICTURE);
            }
            ImageIO.write(sheet, "png", file.toFile());
            return file;
        } catch (IOException e) {
            throw new Complaint("the contact sheet " + file + " cannot be written: " + e.getMessage());
        } finally {
            pen.dispose();
        }
    }

    private static List<String> label(List<Job> jobs, Path picture) {
        return jobs.stream()
                .filter(job -> picture.getFileName().toString().startsWith(job.id()))
                .findFirst()
                .map(job -> List.of(
                        job.spec().prompt(),
                        job.spec().sampler().name() + ", " + job.spec().steps() + " steps, seed "
                                + job.spec().seed()))
                .orElse(List.of());
    }

    /** Paragraphs below a picture; a machine without fonts gets none. */
    private static void caption(Graphics2D pen, List<String> paragraphs, int x, int y) {
        try {
            pen.setColor(new Color(70, 64, 58));
            pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
            FontMetrics metrics = pen.getFontMetrics();
            int at = y + 3;
            for (String paragraph : paragraphs) {
                for (String line : wrapped(paragraph, metrics)) {
                    at += metrics.getHeight();
                    pen.drawString(line, x, at);
                }
            }
        } catch (InternalError | NoClassDefFoundError fontless) {
            System.getLogger("dev.calotype").log(System.Logger.Level.WARNING, "no fonts for captions", fontless);
        }
    }

    private static List<String> wrapped(String text, FontMetrics metrics) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && metrics.stringWidth(longer) > PICTURE) {
                lines.add(line);
                longer = word;
            }
            line = longer;
        }
        lines.add(line);
        return lines;
    }
}
