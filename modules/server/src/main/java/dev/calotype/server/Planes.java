package dev.calotype.server;

/**
 * A picture as planes of values, such as three colours or one brightness, from 0 to 1.
 *
 * @param planes how many
 * @param width in pixels
 * @param height in pixels
 * @param values plane by plane, rows from the top; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
record Planes(int planes, int width, int height, float[] values) {
    /** One plane: 0.299 red, 0.587 green and 0.114 blue (ITU-R BT.601, section 2.5.1). */
    Planes brightness() {
        if (planes == 1) {
            return this;
        }
        int size = width * height;
        float[] grey = new float[size];
        for (int i = 0; i < size; i++) {
            grey[i] = 0.299f * values[i] + 0.587f * values[size + i] + 0.114f * values[2 * size + i];
        }
        return new Planes(1, width, height, grey);
    }

    /** The picture with this many more columns and rows around it, which repeat its edge. */
    Planes extended(int left, int top, int right, int bottom) {
        int newWidth = left + width + right;
        int newHeight = top + height + bottom;
        float[] extended = new float[planes * newWidth * newHeight];
        for (int row = 0; row < planes * newHeight; row++) {
            int plane = row / newHeight;
            int y = Math.clamp(row % newHeight - top, 0, height - 1);
            for (int x = 0; x < newWidth; x++) {
                int from = Math.clamp(x - left, 0, width - 1);
                extended[row * newWidth + x] = values[(plane * height + y) * width + from];
            }
        }
        return new Planes(planes, newWidth, newHeight, extended);
    }
}
