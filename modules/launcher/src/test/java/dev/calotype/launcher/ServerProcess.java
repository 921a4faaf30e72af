package dev.calotype.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A server in a process of its own, and where its doors are. */
record ServerProcess(Process process, String url, String kafka) {
    /** Starts one over this data; returns when it takes jobs. */
    static ServerProcess start(Path data) throws IOException {
        return start(data, ProcessBuilder.Redirect.DISCARD);
    }

    /** The same, whose standard error goes somewhere. */
    static ServerProcess start(Path data, ProcessBuilder.Redirect err) throws IOException {
        Path lib = Distribution.current().home().resolve("lib");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        lib + "/*",
                        "dev.calotype.launcher.Main",
                        "server",
                        "--data",
                        data.toString()))
                .redirectError(err)
                .start();
        BufferedReader said = process.inputReader();
        String url = "";
        String kafka = "";
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            url = line.startsWith("farm ") ? line.substring(5).strip() : url;
            kafka = line.startsWith("kafka ") ? line.substring(6).strip() : kafka;
            if (line.startsWith("data ")) {
                return new ServerProcess(process, url, kafka);
            }
        }
        throw new AssertionError("the server ended while it started, with " + process.exitValue());
    }

    /** As a power cut would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As an operator would. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
