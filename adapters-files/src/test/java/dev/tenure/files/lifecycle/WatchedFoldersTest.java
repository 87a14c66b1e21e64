package dev.tenure.files.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.lifecycle.DeliveredFiles.Delivery;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFoldersTest {

    private Path root;
    private Path feed;
    private WatchedFolders folders;

    @BeforeEach
    void folder(@TempDir Path folder) throws IOException {
        root = folder;
        feed = Files.createDirectory(root.resolve("hr"));
        folders = new WatchedFolders(Optional.of(root));
    }

    private List<String> look() throws IOException {
        return folders.waiting("hr").stream().map(Delivery::name).toList();
    }

    private void put(String name, String content) throws IOException {
        Files.writeString(feed.resolve(name), content);
    }

    private List<String> in(String folder) throws IOException {
        try (Stream<Path> files = Files.list(feed.resolve(folder))) {
            return files.map(f -> String.valueOf(f.getFileName())).sorted().toList();
        }
    }

    @Test
    void aFileIsWholeOnceItIsTheSameOnTwoLooks() throws IOException {
        put("a.csv", "half");
        assertEquals(List.of(), look());
        put("a.csv", "half and half");
        assertEquals(List.of(), look());
        assertEquals(List.of("a.csv"), look());
    }

    @Test
    void aFileWithAMarkBesideItIsWholeAtOnceAndTheMarkGoesWithIt() throws IOException {
        put("a.csv", "whole");
        put("a.csv.done", "");
        Delivery delivery = folders.waiting("hr").getFirst();
        assertTrue(delivery.claim());
        delivery.taken();
        assertEquals(List.of("a.csv"), in("taken"));
        assertFalse(Files.exists(feed.resolve("a.csv.done")));
    }

    @Test
    void whatIsNamedAsAPartOrHiddenIsLeftAlone() throws IOException {
        put("a.csv.part", "half");
        put(".a.csv.tmp", "half");
        put("b.csv.part", "half");
        put("b.csv.part.done", "");
        look();
        assertEquals(List.of(), look());
    }

    @Test
    void linksAndFoldersAreLeftAlone() throws IOException {
        Path secret = Files.writeString(root.resolve("secret"), "not for HR");
        Files.createSymbolicLink(feed.resolve("a.csv"), secret);
        Files.createDirectory(feed.resolve("b.csv"));
        put("a.csv.done", "");
        look();
        assertEquals(List.of(), look());
        Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("c.csv"), "x");
        Files.createSymbolicLink(root.resolve("linked"), elsewhere);
        folders.waiting("linked");
        assertEquals(List.of(), folders.waiting("linked"));
    }

    @Test
    void aNameThatLeadsElsewhereIsNoFeed() throws IOException {
        Files.writeString(root.resolve("a.csv"), "x");
        for (String name : List.of("..", ".", "", "hr/../hr", "/etc")) {
            folders.waiting(name);
            assertEquals(List.of(), folders.waiting(name), name);
        }
    }

    @Test
    void aFolderOfOursThatIsALinkTakesNothing() throws IOException {
        Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        Files.createSymbolicLink(feed.resolve("taking"), elsewhere);
        put("a.csv", "x");
        put("a.csv.done", "");
        assertFalse(folders.waiting("hr").getFirst().claim());
        assertTrue(Files.exists(feed.resolve("a.csv")));
    }

    @Test
    void ofTwoThatClaimAFileOneGetsIt() throws IOException {
        put("a.csv", "x");
        put("a.csv.done", "");
        Delivery one = folders.waiting("hr").getFirst();
        Delivery other = new WatchedFolders(Optional.of(root)).waiting("hr").getFirst();
        assertTrue(one.claim());
        assertFalse(other.claim());
        try (InputStream content = one.open()) {
            assertEquals("x", new String(content.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void aFileThatIsWrittenToWhileItIsReadFailsTheRead() throws IOException {
        put("a.csv", "half");
        put("a.csv.done", "");
        Delivery delivery = folders.waiting("hr").getFirst();
        assertTrue(delivery.claim());
        try (InputStream content = delivery.open()) {
            assertEquals('h', content.read());
            Files.writeString(feed.resolve("taking/a.csv"), " and half", StandardOpenOption.APPEND);
            assertThrows(IOException.class, content::readAllBytes);
        }
    }

    @Test
    void whatARunLeftBehindIsGivenAgainFirst() throws IOException {
        put("a.csv", "x");
        put("a.csv.done", "");
        assertTrue(folders.waiting("hr").getFirst().claim());
        put("b.csv", "y");
        put("b.csv.done", "");
        WatchedFolders restarted = new WatchedFolders(Optional.of(root));
        List<Delivery> again = restarted.waiting("hr");
        assertEquals(
                List.of("a.csv", "b.csv"), again.stream().map(Delivery::name).toList());
        assertTrue(again.getFirst().claim());
        again.getFirst().taken();
        assertEquals(List.of("a.csv"), in("taken"));
    }

    @Test
    void theReasonStandsBesideARefusedFileAndNothingIsOverwritten() throws IOException {
        for (String content : List.of("one", "two")) {
            put("a.csv", content);
            put("a.csv.done", "");
            Delivery delivery = folders.waiting("hr").getFirst();
            assertTrue(delivery.claim());
            delivery.refused("line 1: " + content);
        }
        assertEquals(List.of("2-a.csv", "2-a.csv.reason.txt", "a.csv", "a.csv.reason.txt"), in("refused"));
        assertEquals("line 1: one\n", Files.readString(feed.resolve("refused/a.csv.reason.txt")));
    }

    @Test
    void filesComeInTheOrderInWhichTheyWerePutDown() throws IOException {
        for (String name : List.of("b.csv", "a.csv", "c.csv")) {
            put(name, name);
            put(name + ".done", "");
        }
        Files.setLastModifiedTime(feed.resolve("c.csv"), FileTime.from(Instant.EPOCH));
        Files.setLastModifiedTime(feed.resolve("a.csv"), FileTime.from(Instant.EPOCH.plusSeconds(9)));
        assertEquals(List.of("c.csv", "a.csv", "b.csv"), look());
    }

    @Test
    void withoutAFolderNothingIsWatched() throws IOException {
        assertEquals(List.of(), new WatchedFolders(Optional.empty()).waiting("hr"));
    }
}
