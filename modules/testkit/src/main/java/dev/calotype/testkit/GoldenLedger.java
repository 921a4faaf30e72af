package dev.calotype.testkit;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;

/**
 * Counts the golden cases of one folder in one test class, and closes the class with a line for each failed or skipped
 * case and {@code goldens <folder>: N passed, N failed, N skipped} on standard output.
 *
 * <p>Registered as an extension by a test class; used by one thread.
 */
public final class GoldenLedger implements AfterAllCallback {
    private final String folder;
    private final List<String> lines = new ArrayList<>();
    private int passed;
    private int failed;
    private int skipped;

    /** A ledger for the folder with this name. */
    public GoldenLedger(String folder) {
        this.folder = folder;
    }

    /** The tests over the folder; one skipped test where the directory that was asked for does not have it. */
    public Stream<DynamicTest> tests(Function<GoldenFolder, Stream<DynamicTest>> cases) {
        return GoldenFolder.exists(folder)
                ? cases.apply(GoldenFolder.named(folder))
                : Stream.of(test("all", () -> Assumptions.abort("the folder is not in the directory asked for")));
    }

    /** A counted test; a {@link TestAbortedException} out of it counts as skipped, with its message as the reason. */
    @SuppressWarnings("CatchingUnchecked")
    public DynamicTest test(String id, Executable body) {
        return DynamicTest.dynamicTest(id, () -> {
            try {
                body.execute();
                passed++;
            } catch (TestAbortedException e) {
                skipped++;
                lines.add("skipped " + folder + " " + id + ": " + reason(e));
                throw e;
            } catch (Throwable e) {
                failed++;
                lines.add("failed " + folder + " " + id + ": " + e.getMessage());
                throw e;
            }
        });
    }

    private static String reason(TestAbortedException e) {
        return String.valueOf(e.getMessage()).replaceFirst("^Assumption failed: ", "");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        PrintStream out = System.out;
        lines.forEach(out::println);
        out.println("goldens " + folder + ": " + passed + " passed, " + failed + " failed, " + skipped + " skipped");
        out.flush();
    }
}
