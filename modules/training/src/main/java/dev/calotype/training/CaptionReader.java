package dev.calotype.training;

import dev.calotype.training.Description.Mention;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads a caption of the shapes grammar back into what it states. */
public final class CaptionReader {
    private final String caption;
    private String rest;

    private CaptionReader(String caption) {
        this.caption = caption;
        this.rest = caption;
    }

    /** What a caption states; refuses with {@link IllegalArgumentException} what the grammar does not allow. */
    public static Description read(String caption) {
        return new CaptionReader(caption).description();
    }

    /** What the caption of a video states; refuses what the grammar does not allow in the same way. */
    public static MotionDescription readMotion(String caption) {
        return new CaptionReader(caption).motion();
    }

    private MotionDescription motion() {
        expect("a");
        Optional<Size> size = find(Size.values(), Description::lower);
        Colour colour = require(Colour.values(), Description::lower, "a colour");
        Shape shape = require(Shape.values(), Description::lower, "a shape");
        expect("moving from the");
        Position from = require(Position.values(), Position::words, "a position");
        expect("to the");
        Position to = require(Position.values(), Position::words, "a position");
        return new MotionDescription(size, colour, shape, from, to, ending());
    }

    private Description description() {
        List<Mention> mentions = new ArrayList<>();
        do {
            mentions.add(mention());
        } while (mentions.size() < 2 && take("and"));
        return new Description(mentions, ending());
    }

    /** The ground, if it is stated, and the end. */
    private Optional<Background> ending() {
        Optional<Background> background = Optional.empty();
        if (take("on a")) {
            background = Optional.of(require(Background.values(), Description::lower, "a background"));
            expect("background");
        }
        if (!rest.isEmpty()) {
            throw fault("the end");
        }
        return background;
    }

    private Mention mention() {
        expect("a");
        Optional<Size> size = find(Size.values(), Description::lower);
        Colour colour = require(Colour.values(), Description::lower, "a colour");
        Shape shape = require(Shape.values(), Description::lower, "a shape");
        Optional<Position> position = take("at the")
                ? Optional.of(require(Position.values(), Position::words, "a position"))
                : Optional.empty();
        return new Mention(size, colour, shape, position);
    }

    /** The value with the longest name that the rest begins with. */
    private <T> Optional<T> find(T[] values, Function<T, String> name) {
        return Arrays.stream(values)
                .sorted(Comparator.comparingInt((T value) -> -name.apply(value).length()))
                .filter(value -> take(name.apply(value)))
                .findFirst();
    }

    private <T> T require(T[] values, Function<T, String> name, String what) {
        return find(values, name).orElseThrow(() -> fault(what));
    }

    private void expect(String words) {
        if (!take(words)) {
            throw fault("'" + words + "'");
        }
    }

    private boolean take(String words) {
        boolean here = rest.equals(words) || rest.startsWith(words + " ");
        if (here) {
            rest = rest.substring(words.length()).strip();
        }
        return here;
    }

    private IllegalArgumentException fault(String needed) {
        return new IllegalArgumentException("caption '" + caption + "' needs " + needed + " before '" + rest + "'");
    }
}
