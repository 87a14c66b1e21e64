package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {

    @Test
    void eachRunGetsAFolderOfItsOwn(@TempDir Path parent) throws IOException {
        Path target = parent.resolve("target");

        assertEquals(target.resolve("demo-1"), DemoFolder.nextBelow(target).path());
        assertEquals(target.resolve("demo-2"), DemoFolder.nextBelow(target).path());
    }

    @Test
    void aChosenFolderIsMade(@TempDir Path parent) throws IOException {
        DemoFolder folder = DemoFolder.at(parent.resolve("a/b"));

        assertTrue(Files.isDirectory(folder.path()));
    }

    @Test
    void aFolderWithSomethingInItIsLeftAlone(@TempDir Path parent) throws IOException {
        Files.writeString(parent.resolve("precious"), "x");

        IOException refusal = assertThrows(IOException.class, () -> DemoFolder.at(parent));
        assertTrue(String.valueOf(refusal.getMessage()).contains("--data"));
    }
}
