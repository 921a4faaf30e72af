package dev.calotype.benchmarks;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Runs a main class in a Java machine of its own, so that its peak memory and its environment are its own too. The
 * class answers with properties on standard output; standard error passes through.
 *
 * @param environment added to this process's environment
 */
record FreshJvm(Map<String, String> environment) {
    /** What the launcher sets for libtorch, with this many threads. */
    static FreshJvm forTorch(int threads) {
        return new FreshJvm(Map.of(
                "OMP_NUM_THREADS", Integer.toString(threads),
                "OMP_WAIT_POLICY", "PASSIVE",
                "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1"));
    }

    /** Runs to the end and returns the answer; any other exit code than 0 is an error. */
    Properties run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(commandLine(main, arguments)).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        Thread ender = Thread.ofPlatform().unstarted(process::destroy);
        Runtime.getRuntime().addShutdownHook(ender);
        Properties answer = answerOf(process);
        int code = process.waitFor();
        Runtime.getRuntime().removeShutdownHook(ender);
        if (code != 0) {
            throw new IOException(main.getSimpleName() + " " + List.of(arguments) + " ended with code " + code
                    + "; its own message is above");
        }
        return answer;
    }

    private static Properties answerOf(Process process) {
        var answer = new Properties();
        try (Reader output = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
            answer.load(output);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return answer;
    }

    private static List<String> commandLine(Class<?> main, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
