package dev.calotype.networks;

/**
 * The sizes of a residual block.
 *
 * @param in channels that come in
 * @param out channels that go out
 * @param timeSize of the time embedding; 0 where there is none
 * @param groupsIn of the first norm
 * @param groupsOut of the second norm
 * @param resizing what happens to height and width before the first convolution, and to the input that is added
 * @param projected whether the input is convolved before it is added, as it must be where in and out differ
 */
record ResidualShape(int in, int out, int timeSize, int groupsIn, int groupsOut, Resizing resizing, boolean projected) {
    /** A block that keeps height and width, with one count of groups. */
    static ResidualShape of(int in, int out, int timeSize, int groups) {
        return new ResidualShape(in, out, timeSize, groups, groups, Resizing.NONE, in != out);
    }

    /** The same with other counts of groups. */
    ResidualShape withGroups(int first, int second) {
        return new ResidualShape(in, out, timeSize, first, second, resizing, projected);
    }

    /** The same with a change of size. */
    ResidualShape resized(Resizing how) {
        return new ResidualShape(in, out, timeSize, groupsIn, groupsOut, how, projected);
    }

    /** The same with its input convolved. */
    ResidualShape projecting() {
        return new ResidualShape(in, out, timeSize, groupsIn, groupsOut, resizing, true);
    }
}
