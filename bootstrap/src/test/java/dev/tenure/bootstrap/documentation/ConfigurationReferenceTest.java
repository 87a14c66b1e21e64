package dev.tenure.bootstrap.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} says what the sources read, all of it and nothing else. */
class ConfigurationReferenceTest {

    private static final String DOCUMENT = "docs/configuration.md";
    private static final ConfigurationReference REFERENCE = ConfigurationReference.of(Repository.here());
    private static final Properties DESCRIPTIONS = descriptions();

    @Test
    void everythingThatIsReadIsDescribed() {
        Set<String> missing = new TreeSet<>(REFERENCE.described());
        missing.removeIf(name -> !DESCRIPTIONS.getProperty(name, "").isBlank());
        assertEquals(
                Set.of(),
                missing,
                "describe these in bootstrap/src/test/resources/documentation/configuration.properties");
    }

    @Test
    void nothingIsDescribedThatIsNotRead() {
        Set<String> leftOver = new TreeSet<>(DESCRIPTIONS.stringPropertyNames());
        leftOver.removeAll(REFERENCE.described());
        assertEquals(
                Set.of(),
                leftOver,
                "nothing reads these: remove them from"
                        + " bootstrap/src/test/resources/documentation/configuration.properties");
    }

    @Test
    void theCommittedReferenceIsTheOneThatIsGenerated() throws IOException {
        Path file = Repository.root().resolve(DOCUMENT);
        String generated = REFERENCE.render(DESCRIPTIONS);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, generated);
        }
        assertEquals(
                generated,
                Files.exists(file) ? Files.readString(file) : "",
                DOCUMENT + " is out of date: run this test with -Dgolden.update=true");
    }

    @Test
    void theScanHasSeenEverySortOfSetting() {
        assertTrue(REFERENCE.settings().size() >= 4, "settings: " + REFERENCE.settings());
        assertTrue(REFERENCE.variables().contains("TENURE_OWNER_JDBC_URL"), "variables: " + REFERENCE.variables());
        assertTrue(REFERENCE.variables().contains("TENURE_JDK_DIRS"), "variables: " + REFERENCE.variables());
        assertTrue(REFERENCE.launch().size() >= 6, "launch: " + REFERENCE.launch());
        assertTrue(
                REFERENCE
                                .presets()
                                .getOrDefault("bootstrap/src/main/resources/application.properties", Map.of())
                                .size()
                        >= 30,
                "presets: " + REFERENCE.presets().keySet());
    }

    @Test
    void anInjectedPropertyIsFound() {
        assertEquals(
                List.of(
                        new Setting("tenure.a.age", "Duration", false, Optional.of("PT8H")),
                        new Setting("tenure.a.file", "Path", true, Optional.empty()),
                        new Setting("tenure.a.maybe", "String", false, Optional.empty())),
                found("""
                        class A {
                            @ConfigProperty(name = "tenure.a.file") Path file;
                            @ConfigProperty(name = "quarkus.http.port") int port;
                            A(@ConfigProperty(name = "tenure.a.age", defaultValue = "PT8H") Duration age,
                              @ConfigProperty(name = "tenure.a.maybe") Optional<String> maybe) {}
                        }
                        """));
    }

    @Test
    void aMappingIsFoundWithItsGroups() {
        assertEquals(
                List.of(
                        new Setting("tenure.b.in-place.<name>.file", "Path", true, Optional.empty()),
                        new Setting("tenure.b.limits.most", "int", false, Optional.of("5")),
                        new Setting("tenure.b.limits.wait", "Duration", false, Optional.empty()),
                        new Setting("tenure.b.role.<name>", "String", false, Optional.empty()),
                        new Setting("tenure.b.several", "list of String", false, Optional.of("one"))),
                found("""
                        @ConfigMapping(prefix = "tenure.b")
                        interface B {
                            Limits limits();
                            Map<String, Place> inPlace();
                            @WithName("role") Map<String, String> roles();
                            @WithDefault("one") Set<String> several();
                            default Set<String> all() { return several(); }
                            interface Limits {
                                @WithDefault("5") int most();
                                Optional<Duration> wait();
                            }
                            interface Place { Path file(); }
                        }
                        """));
    }

    @Test
    void aLookUpByNameIsFound() {
        assertEquals(
                List.of(
                                new Setting("tenure.c.must", "Path", true, Optional.empty()),
                                new Setting("tenure.c.may", "String", false, Optional.empty()))
                        .reversed(),
                found("""
                        class C {
                            Path must = config.getValue("tenure.c.must", Path.class);
                            Optional<String> may = config.getOptionalValue("tenure.c.may", String.class);
                        }
                        """));
    }

    @Test
    void oneSettingWithTwoFallbacksIsRefused() {
        assertThrows(IllegalStateException.class, () -> found("""
                class D {
                    @ConfigProperty(name = "tenure.d", defaultValue = "1") int one;
                    @ConfigProperty(name = "tenure.d", defaultValue = "2") int two;
                }
                """));
    }

    @Test
    void aNameThatIsNoLiteralIsRefused() {
        assertThrows(
                IllegalStateException.class, () -> found("class E { @ConfigProperty(name = PREFIX + \".e\") int e; }"));
    }

    private static List<Setting> found(String source) {
        return SettingsInSources.of(Map.of("Planted.java", source)).settings();
    }

    private static Properties descriptions() {
        Properties read = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(
                        ConfigurationReferenceTest.class.getResourceAsStream("/documentation/configuration.properties"),
                        "documentation/configuration.properties is missing"),
                StandardCharsets.UTF_8)) {
            read.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }
}
