package dev.calotype.media;

import dev.calotype.spi.Raster;
import java.util.Arrays;
import java.util.List;

/** A clip's frames side by side in one picture, row by row, with thin lines between them. */
public final class FrameSheet {
    private static final int GAP = 2;
    private static final int MOST = 64;
    private static final byte PAPER = (byte) 250;

    private FrameSheet() {}

    /** The sheet of a clip, about as many columns as rows; of more than 64 frames it shows 64, spread evenly. */
    public static Raster of(Clip clip) {
        List<Raster> frames = clip.frames();
        int count = Math.min(frames.size(), MOST);
        int columns = (int) Math.ceil(Math.sqrt(count));
        int rows = (count + columns - 1) / columns;
        int width = columns * (clip.width() + GAP) + GAP;
        int height = rows * (clip.height() + GAP) + GAP;
        byte[] sheet = new byte[3 * width * height];
        Arrays.fill(sheet, PAPER);
        for (int i = 0; i < count; i++) {
            Raster frame = frames.get(count == 1 ? 0 : (int) Math.round(i * (frames.size() - 1.0) / (count - 1)));
            int left = GAP + i % columns * (clip.width() + GAP);
            int row = i / columns;
            int top = GAP + row * (clip.height() + GAP);
            copy(frame, sheet, width, left, top);
        }
        return new Raster(width, height, sheet);
    }

    private static void copy(Raster frame, byte[] sheet, int width, int left, int top) {
        for (int y = 0; y < frame.height(); y++) {
            System.arraycopy(
                    frame.rgb(), 3 * y * frame.width(), sheet, 3 * ((top + y) * width + left), 3 * frame.width());
        }
    }
}
