package dev.calotype.launcher;

/** What the user reads while a command runs goes to standard error; results go to standard output. */
final class Say {
    private Say() {}

    static void line(String text) {
        System.err.println(text);
    }

    static void result(String text) {
        System.out.println(text);
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Complaint("interrupted");
        }
    }
}
