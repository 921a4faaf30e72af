package dev.calotype.media;

import dev.calotype.spi.Raster;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The 256 colours that stand for all of a clip's: the box with the most to lose is cut at its median until there are enough
 * (Heckbert 1982, doi:10.1145/965145.801294).
 */
final class Palette {
    private static final int COLOURS = 256;

    private Palette() {}

    /** A colour and how many pixels have it. */
    private record Counted(int rgb, int count) {
        int channel(int shift) {
            return rgb >> shift & 255;
        }
    }

    /** The colours of all frames. */
    static IndexColorModel of(List<Raster> frames) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (Raster frame : frames) {
            for (int i = 0; i < frame.rgb().length; i += 3) {
                counts.merge(rgb(frame, i), 1, Integer::sum);
            }
        }
        List<Counted> colours = new ArrayList<>();
        counts.forEach((colour, count) -> colours.add(new Counted(colour, count)));
        colours.sort(Comparator.comparingInt(Counted::rgb));
        return model(boxes(colours));
    }

    /** A frame in these colours, each pixel's the nearest. */
    static BufferedImage indexed(Raster frame, IndexColorModel palette) {
        var image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_BYTE_INDEXED, palette);
        Map<Integer, Integer> known = new HashMap<>();
        for (int i = 0; i < frame.width() * frame.height(); i++) {
            int index = known.computeIfAbsent(rgb(frame, 3 * i), colour -> nearest(colour, palette));
            image.getRaster().setSample(i % frame.width(), i / frame.width(), 0, index);
        }
        return image;
    }

    private static List<List<Counted>> boxes(List<Counted> colours) {
        List<List<Counted>> boxes = new ArrayList<>(List.of(colours));
        while (boxes.size() < COLOURS) {
            List<Counted> largest =
                    boxes.stream().max(Comparator.comparingLong(Palette::loss)).orElseThrow();
            if (loss(largest) == 0) {
                break;
            }
            boxes.remove(largest);
            boxes.addAll(cut(largest));
        }
        return boxes;
    }

    /** The widest channel's range times the pixels; 0 where there is one colour. */
    private static long loss(List<Counted> box) {
        int widest = Math.max(range(box, 16), Math.max(range(box, 8), range(box, 0)));
        return (long) widest * box.stream().mapToInt(Counted::count).sum();
    }

    private static int range(List<Counted> box, int shift) {
        var statistics = box.stream().mapToInt(colour -> colour.channel(shift)).summaryStatistics();
        return statistics.getMax() - statistics.getMin();
    }

    private static List<List<Counted>> cut(List<Counted> box) {
        int shift = List.of(16, 8, 0).stream()
                .max(Comparator.comparingInt(channel -> range(box, channel)))
                .orElseThrow();
        List<Counted> sorted = box.stream()
                .sorted(Comparator.comparingInt((Counted colour) -> colour.channel(shift)))
                .toList();
        long half = sorted.stream().mapToLong(Counted::count).sum() / 2;
        int at = 0;
        for (long before = 0; at < sorted.size() - 1 && before + sorted.get(at).count() <= half; at++) {
            before += sorted.get(at).count();
        }
        int end = Math.max(at, 1);
        return List.of(sorted.subList(0, end), sorted.subList(end, sorted.size()));
    }

    private static IndexColorModel model(List<List<Counted>> boxes) {
        byte[][] channels = new byte[3][boxes.size()];
        for (int i = 0; i < boxes.size(); i++) {
            for (int channel = 0; channel < channels.length; channel++) {
                channels[channel][i] = (byte) mean(boxes.get(i), 16 - 8 * channel);
            }
        }
        return new IndexColorModel(8, boxes.size(), channels[0], channels[1], channels[2]);
    }

    private static int mean(List<Counted> box, int shift) {
        long sum = 0;
        long count = 0;
        for (Counted colour : box) {
            sum += (long) colour.channel(shift) * colour.count();
            count += colour.count();
        }
        return Math.toIntExact(Math.round(sum / (double) count));
    }

    private static int nearest(int rgb, IndexColorModel palette) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < palette.getMapSize(); i++) {
            int red = palette.getRed(i) - (rgb >> 16 & 255);
            int green = palette.getGreen(i) - (rgb >> 8 & 255);
            int blue = palette.getBlue(i) - (rgb & 255);
            int away = red * red + green * green + blue * blue;
            if (away < least) {
                least = away;
                best = i;
            }
        }
        return best;
    }

    private static int rgb(Raster frame, int at) {
        return (frame.rgb()[at] & 255) << 16 | (frame.rgb()[at + 1] & 255) << 8 | (frame.rgb()[at + 2] & 255);
    }
}
