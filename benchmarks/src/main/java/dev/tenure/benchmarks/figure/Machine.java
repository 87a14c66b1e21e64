package dev.tenure.benchmarks.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where figures came from.
 *
 * @param processor the model and how many cores the process may use
 * @param memory of the whole machine
 * @param kernel the operating system and its version
 * @param java the runtime
 * @param load the averages over 1, 5 and 15 minutes when the benchmark began; above zero, others worked here too
 */
public record Machine(String processor, String memory, String kernel, String java, String load) {

    private static final double KIBIBYTES_IN_GIBIBYTE = 1024.0 * 1024.0;

    /** This one, now. */
    public static Machine here() {
        return new Machine(
                value(Path.of("/proc/cpuinfo"), "model name") + ", "
                        + Runtime.getRuntime().availableProcessors() + " cores",
                String.format(
                        Locale.ROOT,
                        "%.1f GiB",
                        kibibytes(Path.of("/proc/meminfo"), "MemTotal") / KIBIBYTES_IN_GIBIBYTE),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                loadNow());
    }

    /**
     * A number of kibibytes that Linux gives in one of its files.
     *
     * @param key what stands before the colon
     */
    public static long kibibytes(Path file, String key) {
        return Long.parseLong(value(file, key).replace(" kB", ""));
    }

    private static String value(Path file, String key) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(file + ": has no " + key + "; use a Linux machine"));
        } catch (IOException e) {
            throw new IllegalStateException(file + ": cannot be read; use a Linux machine", e);
        }
    }

    /** The load averages over 1, 5 and 15 minutes. */
    public static String loadNow() {
        try {
            String[] words = Files.readString(Path.of("/proc/loadavg")).split(" ", -1);
            return words[0] + " " + words[1] + " " + words[2];
        } catch (IOException e) {
            throw new IllegalStateException("/proc/loadavg: cannot be read; use a Linux machine", e);
        }
    }
}
