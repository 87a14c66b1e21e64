package dev.tenure.rest.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProblemKindTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "api-problems.md");

    @Test
    void theDocumentListsEveryKindAsItIs() throws IOException {
        List<String> rows = Arrays.stream(ProblemKind.values())
                .map(kind -> "| `" + kind.type() + "` | " + kind.status() + " | " + kind.title() + " |")
                .toList();
        List<String> documented = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| `https://"))
                .map(line -> line.substring(0, line.lastIndexOf('|', line.length() - 2) + 1))
                .toList();
        assertEquals(rows, documented);
    }

    @Test
    void everyKindSaysInTheDocumentWhatToDo() throws IOException {
        for (String line : Files.readAllLines(DOCUMENT)) {
            if (line.startsWith("| `https://")) {
                String[] cells = line.split("\\|", -1);
                assertTrue(cells.length == 6 && cells[4].strip().length() > 10, line);
            }
        }
    }

    @Test
    void noTwoKindsShareAUri() {
        Set<String> slugs = new HashSet<>();
        for (ProblemKind kind : ProblemKind.values()) {
            assertTrue(slugs.add(kind.slug()), kind.slug());
            assertTrue(kind.slug().matches("[a-z]+(-[a-z]+)*"), kind.slug());
        }
    }
}
