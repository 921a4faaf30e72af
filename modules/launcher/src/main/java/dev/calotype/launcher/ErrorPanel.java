package dev.calotype.launcher;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Draws one panel of a chart: axes, lines, and each line's name at its right end. Closed with its pen. */
final class ErrorPanel {
    private static final int LEFT = 90;
    private static final int RIGHT = 340;
    private static final int TOP = 60;
    private static final int BOTTOM = 80;
    private static final int LABEL = 20;
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 19);
    private static final Color GRID = new Color(225, 225, 225);
    private static final Color INK = new Color(50, 50, 50);

    private final ErrorChart.Panel panel;
    private final Graphics2D pen;
    private final int width;
    private final int height;
    private final int[] decades;

    ErrorPanel(ErrorChart.Panel panel, Graphics pen, int width, int height) {
        this.panel = panel;
        this.pen = (Graphics2D) pen;
        this.width = width;
        this.height = height;
        double[] errors = DoubleStream.concat(
                        panel.floor().stream(),
                        panel.lines().stream()
                                .flatMap(line -> line.points().stream())
                                .mapToDouble(ErrorChart.Point::error))
                .map(Math::log10)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        decades = errors.length == 0
                ? new int[] {-3, 0}
                : new int[] {(int) Math.floor(errors[0]), (int) Math.floor(errors[errors.length - 1]) + 1};
    }

    void draw() {
        axes();
        panel.floor().ifPresent(this::floor);
        List<ErrorChart.Line> lines = panel.lines().stream()
                .sorted(Comparator.comparingDouble(
                        line -> -line.points().getLast().error()))
                .toList();
        double[] labels = spread(lines.stream()
                .mapToDouble(line -> y(line.points().getLast().error()))
                .toArray());
        for (int i = 0; i < lines.size(); i++) {
            line(lines.get(i), Color.getHSBColor(i * 0.381966f % 1, 0.85f, i % 2 == 0 ? 0.75f : 0.5f), labels[i]);
        }
        pen.dispose();
    }

    private void axes() {
        pen.setFont(TEXT);
        for (int decade = decades[0]; decade <= decades[1]; decade++) {
            for (int digit = 1; digit < 10 && (digit == 1 || decade < decades[1]); digit++) {
                double y = y(digit * Math.pow(10, decade));
                pen.setColor(GRID);
                pen.setStroke(new BasicStroke(digit == 1 ? 1.5f : 0.5f));
                pen.draw(new Line2D.Double(LEFT, y, width - RIGHT, y));
                if (digit == 1) {
                    pen.setColor(INK);
                    String text = decade >= -4 && decade <= 3 ? plain(decade) : "1e" + decade;
                    pen.drawString(text, LEFT - 10 - pen.getFontMetrics().stringWidth(text), (float) y + 5);
                }
            }
        }
        panel.lines().stream()
                .flatMap(line -> line.points().stream())
                .mapToInt(ErrorChart.Point::evaluations)
                .distinct()
                .forEach(this::tick);
        pen.setColor(INK);
        pen.setStroke(new BasicStroke(1));
        pen.drawRect(LEFT, TOP, width - LEFT - RIGHT, height - TOP - BOTTOM);
        pen.drawString("evaluations of the network", LEFT, height - BOTTOM + 50);
        pen.drawString("upwards: " + panel.unit() + ", of data in eight modes on a circle of radius 1", LEFT, TOP - 12);
        pen.setFont(TITLE);
        pen.drawString(panel.title(), LEFT, TOP - 34);
    }

    private void tick(int evaluations) {
        double x = x(evaluations);
        pen.setColor(GRID);
        pen.setStroke(new BasicStroke(1));
        pen.draw(new Line2D.Double(x, TOP, x, height - BOTTOM));
        pen.setColor(INK);
        String text = Integer.toString(evaluations);
        pen.drawString(text, (float) x - pen.getFontMetrics().stringWidth(text) / 2f, height - BOTTOM + 22);
    }

    private void floor(double error) {
        pen.setColor(INK);
        pen.setStroke(new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {8, 6}, 0));
        pen.draw(new Line2D.Double(LEFT, y(error), width - RIGHT, y(error)));
        pen.setFont(TEXT);
        pen.drawString("floor: as many points of the data itself", LEFT + 8, (float) y(error) + 18);
    }

    private void line(ErrorChart.Line line, Color color, double label) {
        var path = new Path2D.Double();
        pen.setColor(color);
        for (ErrorChart.Point point : line.points()) {
            double x = x(point.evaluations());
            double y = y(point.error());
            if (path.getCurrentPoint() == null) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
            pen.fill(new Ellipse2D.Double(x - 3.5, y - 3.5, 7, 7));
        }
        pen.setStroke(new BasicStroke(1.8f));
        pen.draw(path);
        pen.setStroke(new BasicStroke(0.8f));
        pen.draw(new Line2D.Double(
                path.getCurrentPoint().getX(), path.getCurrentPoint().getY(), width - RIGHT + 24, label));
        pen.setFont(TEXT);
        pen.drawString(line.name(), width - RIGHT + 28, (float) label + 5);
    }

    /** Heights for labels that would stand at these, from the top down, so that none covers another. */
    private double[] spread(double[] wanted) {
        double[] found = wanted.clone();
        for (int i = 0; i < found.length; i++) {
            found[i] = Math.max(found[i], i == 0 ? TOP : found[i - 1] + LABEL);
        }
        double last = height - BOTTOM;
        for (int i = found.length - 1; i >= 0; i--) {
            found[i] = Math.min(found[i], last);
            last = found[i] - LABEL;
        }
        return found;
    }

    private double x(double evaluations) {
        double share = Math.log(evaluations / 4.5) / Math.log(110 / 4.5);
        return LEFT + share * (width - LEFT - RIGHT);
    }

    private double y(double error) {
        double share = (Math.log10(Math.max(error, 1e-300)) - decades[0]) / (decades[1] - decades[0]);
        return height - BOTTOM - Math.clamp(share, 0, 1) * (height - TOP - BOTTOM);
    }

    private static String plain(int decade) {
        return String.format(Locale.ROOT, decade < 0 ? "%." + -decade + "f" : "%.0f", Math.pow(10, decade));
    }
}
