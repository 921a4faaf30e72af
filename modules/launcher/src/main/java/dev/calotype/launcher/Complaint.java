package dev.calotype.launcher;

import java.util.List;

/** Something the user has to change: shown as it is, without a stack trace. */
final class Complaint extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Complaint(String message) {
        super(message);
    }

    /** One complaint about several faults, a line each. */
    static Complaint of(String heading, List<String> faults) {
        return new Complaint(
                heading + faults.stream().map(fault -> "\n  " + fault).reduce("", String::concat));
    }
}
