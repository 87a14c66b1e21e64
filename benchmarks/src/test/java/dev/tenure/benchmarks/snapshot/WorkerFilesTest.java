package dev.tenure.benchmarks.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerFilesTest {

    private static List<String> lines(Path folder, int generation) throws IOException {
        Path file = folder.resolve(generation + ".csv");
        WorkerFiles.write(file, 1_000, generation);
        return Files.readAllLines(file);
    }

    @Test
    void oneRowInAHundredIsOtherThanInTheFileBefore(@TempDir Path folder) throws IOException {
        for (int generation = 1; generation <= 3; generation++) {
            List<String> before = lines(folder, generation - 1);
            List<String> changed = new ArrayList<>(lines(folder, generation));
            assertEquals(before.size(), changed.size());
            changed.removeAll(before);
            assertEquals(10, changed.size());
        }
    }
}
