package dev.tenure.bootstrap.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every house rule against this repository and against what is planted for it. A rule counts as kept only if it holds,
 * has looked at enough, rejects each planted violation and reports nothing else.
 */
class HouseRulesTest {

    private static final Codebase REPOSITORY = Codebase.ofThisRepository();

    @TestFactory
    Stream<DynamicContainer> everyHouseRuleIsKept(@TempDir Path scratch) {
        return HouseRules.ALL.stream().map(rule -> {
            Verdict verdict = rule.check().judge(REPOSITORY);
            return DynamicContainer.dynamicContainer(
                    rule.id() + ": " + rule.says(),
                    List.of(
                            DynamicTest.dynamicTest("holds", () -> holds(rule, verdict)),
                            DynamicTest.dynamicTest("looked at enough", () -> lookedAtEnough(rule, verdict)),
                            DynamicTest.dynamicTest(
                                    "rejects what is planted", () -> rejectsWhatIsPlanted(rule, scratch))));
        });
    }

    @AfterAll
    static void writeWhatWasSeen() throws IOException {
        String table = HouseRules.ALL.stream()
                .map(rule -> "%6d seen, floor %4d  %s%n"
                        .formatted(rule.check().judge(REPOSITORY).seen(), rule.floor(), rule.id()))
                .collect(Collectors.joining());
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("house-rules.txt"), table);
    }

    @Test
    void noTwoRulesHaveTheSameId() {
        long distinct = HouseRules.ALL.stream().map(HouseRule::id).distinct().count();
        assertEquals(HouseRules.ALL.size(), distinct);
    }

    @Test
    void everyRuleHasAFloorAboveNothing() {
        assertEquals(
                List.of(),
                HouseRules.ALL.stream().filter(rule -> rule.floor() < 1).toList());
    }

    @Test
    void everyExemptionIsStillNeeded() {
        List<Exemption> stale = Exemption.all().stream()
                .filter(exemption -> HouseRules.ALL.stream().noneMatch(rule -> isUsed(exemption, rule)))
                .toList();
        assertEquals(List.of(), stale, "these lines of exemptions.txt excuse nothing: remove them");
    }

    @Test
    void everyPlantedFileBelongsToARule() {
        List<String> orphans = REPOSITORY.texts().keySet().stream()
                .filter(path -> path.startsWith("bootstrap/src/test/resources/architecture/planted/"))
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .filter(file -> HouseRules.ALL.stream().noneMatch(rule -> file.equals(rule.id() + ".txt")))
                .toList();
        assertEquals(List.of(), orphans, "planted files that no rule reads");
    }

    private static void holds(HouseRule rule, Verdict verdict) {
        List<Finding> broken = verdict.findings().stream()
                .filter(finding -> Exemption.all().stream().noneMatch(exemption -> exemption.covers(rule, finding)))
                .toList();
        assertEquals(List.of(), broken, () -> rule.id() + ": " + rule.says() + "\n" + lines(broken) + "\n");
    }

    private static void lookedAtEnough(HouseRule rule, Verdict verdict) {
        assertTrue(
                verdict.seen() >= rule.floor(),
                () -> rule.id() + " looked at " + verdict.seen() + ", its floor is " + rule.floor()
                        + ": find out what it lost");
    }

    private static boolean isUsed(Exemption exemption, HouseRule rule) {
        return exemption.ruleId().equals(rule.id())
                && rule.check().judge(REPOSITORY).findings().stream()
                        .anyMatch(finding -> exemption.covers(rule, finding));
    }

    private static void rejectsWhatIsPlanted(HouseRule rule, Path scratch) {
        Planted planted = Planted.of(rule.id())
                .orElseThrow(() -> new AssertionError("nothing is planted for " + rule.id() + ": write planted/"
                        + rule.id() + ".txt with at least one rejected file"));
        assertFalse(planted.rejected().isEmpty(), "planted/" + rule.id() + ".txt has no rejected file");

        List<Finding> found = rule.check()
                .judge(planted.codebase(emptyDirectory(scratch, rule.id())))
                .findings();

        List<String> missed = planted.rejected().keySet().stream()
                .filter(path -> found.stream().noneMatch(finding -> concerns(finding, path)))
                .toList();
        assertEquals(List.of(), missed, () -> rule.id() + " did not report these; it reported\n" + lines(found));
        List<Finding> tooMany = new ArrayList<>(found);
        tooMany.removeIf(finding -> planted.rejected().keySet().stream().anyMatch(path -> concerns(finding, path)));
        assertEquals(List.of(), tooMany, () -> rule.id() + " reported what is allowed\n" + lines(tooMany));
    }

    /** A circle of packages has no single place; its text names the classes on it. */
    private static boolean concerns(Finding finding, String path) {
        return finding.where().isEmpty()
                ? finding.what().contains(path.substring(path.lastIndexOf('/') + 1))
                : finding.isAbout(path);
    }

    private static Path emptyDirectory(Path scratch, String name) {
        try {
            return Files.createTempDirectory(scratch, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lines(List<Finding> findings) {
        return findings.stream().map(finding -> "  " + finding).collect(Collectors.joining("\n"));
    }
}
