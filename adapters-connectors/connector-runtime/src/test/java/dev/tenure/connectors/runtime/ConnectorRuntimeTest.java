package dev.tenure.connectors.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.inventory.Connectors.SettingProblem;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.ConfigurationSchema;
import dev.tenure.connector.spi.ConfigurationSchema.Setting;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.ConnectorFactory;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connectors.testkit.Breach;
import dev.tenure.connectors.testkit.HostileConnector;
import dev.tenure.connectors.testkit.HostileConnector.Call;
import dev.tenure.connectors.testkit.SampleSystem;
import dev.tenure.domain.inventory.ConnectorSettings;
import dev.tenure.domain.inventory.LaneLimits;
import dev.tenure.domain.inventory.TargetSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConnectorRuntimeTest {

    private final Map<String, String> variables = new HashMap<>(Map.of("TENURE_SECRET_X", "first"));
    private final SecretReferences secrets =
            new SecretReferences(Optional.empty(), name -> Optional.ofNullable(variables.get(name)));
    private final Recorder recorder = new Recorder();
    private final RecordingWatch watch = new RecordingWatch();
    private final ConnectorRuntime runtime = new ConnectorRuntime(List.of(recorder), secrets, () -> false, watch);

    /** Opens a new hostile connector each time and remembers with what. */
    private static final class Recorder implements ConnectorFactory {
        private final List<ConnectorConfiguration> configurations = new ArrayList<>();
        private final List<HostileConnector> opened = new ArrayList<>();
        private Breach onCapabilities = new Breach.LosesReply();

        @Override
        public String kind() {
            return "recorder";
        }

        @Override
        public ConfigurationSchema schema() {
            return new ConfigurationSchema(
                    List.of(Setting.required("url", "Where."), Setting.secret("password", true, "What.")));
        }

        @Override
        public Connector open(ConnectorConfiguration configuration) {
            configurations.add(configuration);
            if (configuration.required("url").equals("explode")) {
                throw new IllegalStateException("with alex@sample.example in the message");
            }
            if (configuration.required("url").equals("wrong")) {
                throw new ConfigurationException("url", "is no address: write one");
            }
            HostileConnector connector = new HostileConnector(new SampleSystem());
            if (!(onCapabilities instanceof Breach.LosesReply)) {
                connector.plan(Call.CAPABILITIES, onCapabilities);
            }
            opened.add(connector);
            return connector;
        }
    }

    private static TargetSystem system(String url, long version) {
        return SampleSystems.of(
                new ConnectorSettings("recorder", Map.of("url", url), Map.of("password", "env:TENURE_SECRET_X")),
                SampleSystems.PATIENT,
                version);
    }

    @Test
    void connectorsAreFoundByTheServiceLoader() {
        ConnectorRuntime found = ConnectorRuntime.discovered(
                ConnectorRuntimeTest.class.getClassLoader(),
                new DropInJars(List.of(), List.of()),
                secrets,
                () -> false,
                watch);
        assertEquals(List.of("sample"), found.kinds());
        assertTrue(found.schema("sample").orElseThrow().setting("token").isPresent());
        assertEquals(Optional.empty(), found.schema("absent"));
    }

    @Test
    void twoFactoriesOfOneKindAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ConnectorRuntime(List.of(new Recorder(), new Recorder()), secrets, () -> false, watch));
    }

    @Test
    void anUnknownKindIsAProblemThatNamesTheKnownOnes() {
        List<SettingProblem> problems = runtime.problems(new ConnectorSettings("ldpa", Map.of(), Map.of()));
        assertEquals(
                List.of("kind"), problems.stream().map(SettingProblem::setting).toList());
        assertTrue(problems.get(0).reason().contains("recorder"));
    }

    @Test
    void secretsArriveResolvedAndSettingsAsTheyAre() {
        runtime.of(system("a", 1));
        ConnectorConfiguration configuration = recorder.configurations.get(0);
        assertEquals("a", configuration.required("url"));
        assertEquals("first", configuration.secret("password").orElseThrow().reveal());
    }

    @Test
    void oneConnectorServesASystemForAsLongAsNothingAboutItChanges() {
        Connector first = runtime.of(system("a", 1));
        assertSame(first, runtime.of(system("a", 1)));
        assertSame(first, runtime.of(system("a", 2)));
        assertEquals(1, recorder.opened.size());
    }

    @Test
    void aChangedConfigurationOpensANewConnectorAndClosesTheOldOne() throws InterruptedException {
        GuardedConnector first = assertInstanceOf(GuardedConnector.class, runtime.of(system("a", 1)));
        Connector second = runtime.of(system("b", 2));
        assertNotSame(first, second);
        first.closing().join();
        assertEquals(1, recorder.opened.get(0).closes());
        assertEquals(0, recorder.opened.get(1).closes());
        assertInstanceOf(Observation.Unreachable.class, first.connect());
        assertInstanceOf(Observation.Seen.class, second.connect());
    }

    @Test
    void aChangedSecretOpensANewConnector() {
        runtime.of(system("a", 1));
        variables.put("TENURE_SECRET_X", "second");
        runtime.of(system("a", 1));
        assertEquals(
                List.of("first", "second"),
                recorder.configurations.stream()
                        .map(c -> c.secret("password").orElseThrow().reveal())
                        .toList());
    }

    @Test
    void workOfAnOlderConfigurationReachesNeitherTarget() {
        runtime.of(system("b", 2));
        Connector outdated = runtime.of(system("a", 1));
        assertInstanceOf(
                ChangeOutcome.Unreachable.class,
                outdated.apply(new Change.DisableAccount(new AccountRef("x")), new ChangeKey("k")));
        assertInstanceOf(Observation.Unreachable.class, outdated.connect());
        assertEquals(1, recorder.opened.size());
    }

    @Test
    void badSettingsAreRefusedByNameBeforeTheFactoryIsAsked() {
        TargetSystem lacking = SampleSystems.of(
                new ConnectorSettings("recorder", Map.of(), Map.of("password", "env:TENURE_SECRET_X")),
                SampleSystems.PATIENT,
                1);
        assertEquals(
                "url",
                assertThrows(ConfigurationException.class, () -> runtime.of(lacking))
                        .setting());
        assertEquals(List.of(), recorder.configurations);
    }

    @Test
    void aSecretThatIsNotThereIsRefusedByName() {
        variables.clear();
        assertEquals(
                "password",
                assertThrows(ConfigurationException.class, () -> runtime.of(system("a", 1)))
                        .setting());
    }

    @Test
    void aFactoryThatFailsIsAConfigurationThatCannotBeUsedAndItsMessageStaysBehind() {
        ConfigurationException failed =
                assertThrows(ConfigurationException.class, () -> runtime.of(system("explode", 1)));
        assertTrue(
                String.valueOf(failed.getMessage()).contains("java.lang.IllegalStateException"),
                String.valueOf(failed.getMessage()));
        assertTrue(!String.valueOf(failed.getMessage()).contains("alex"), String.valueOf(failed.getMessage()));
        assertEquals(
                "url",
                assertThrows(ConfigurationException.class, () -> runtime.of(system("wrong", 1)))
                        .setting());
    }

    @Test
    void aConnectorThatCannotSayWhatItCanDoIsNotUsedAndClosed() {
        recorder.onCapabilities = new Breach.AnswersNull();
        assertThrows(ConfigurationException.class, () -> runtime.of(system("a", 1)));
        recorder.onCapabilities = new Breach.Throws(new NoClassDefFoundError("gone"));
        assertThrows(ConfigurationException.class, () -> runtime.of(system("a", 1)));
        assertEquals(
                List.of(1, 1),
                recorder.opened.stream().map(HostileConnector::closes).toList());
        recorder.onCapabilities = new Breach.LosesReply();
        assertInstanceOf(Observation.Seen.class, runtime.of(system("a", 1)).connect());
    }

    @Test
    void aConnectorThatHangsOnBeingOpenedIsNotWaitedFor() {
        recorder.onCapabilities = new Breach.IgnoresInterrupt();
        TargetSystem system =
                SampleSystems.of(system("a", 1).connector(), new LaneLimits(1, 1_000, Duration.ofMillis(20)), 1);
        assertThrows(ConfigurationException.class, () -> runtime.of(system));
        recorder.opened.forEach(HostileConnector::release);
    }

    @Test
    void closingClosesEveryConnectorOnceAndRefusesMore() {
        runtime.of(system("a", 1));
        runtime.close();
        runtime.close();
        assertEquals(1, recorder.opened.get(0).closes());
        assertThrows(IllegalStateException.class, () -> runtime.of(system("a", 1)));
    }
}
