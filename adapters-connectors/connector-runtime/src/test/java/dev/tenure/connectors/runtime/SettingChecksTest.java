package dev.tenure.connectors.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tenure.application.inventory.Connectors.SettingProblem;
import dev.tenure.connector.spi.ConfigurationSchema;
import dev.tenure.connector.spi.ConfigurationSchema.Setting;
import dev.tenure.domain.inventory.ConnectorSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SettingChecksTest {

    private static final ConfigurationSchema SCHEMA = new ConfigurationSchema(List.of(
            Setting.required("url", "Where it is."),
            Setting.number("port", 389, "Its port."),
            Setting.choice("style", false, List.of("plain", "fancy"), "How it behaves."),
            Setting.absentable("note", "Anything."),
            Setting.secret("password", true, "What it signs in with."),
            Setting.secret("proof", false, "What else.")));

    private static final Map<String, String> GOOD = Map.of("url", "ldap://host.example");
    private static final Map<String, String> GOOD_SECRETS = Map.of("password", "env:TENURE_SECRET_X");

    private static List<SettingProblem> problems(Map<String, String> settings, Map<String, String> references) {
        return SettingChecks.problems(
                SCHEMA,
                new ConnectorSettings("sample", settings, references),
                new SecretReferences(Optional.empty(), name -> {
                    throw new AssertionError("nothing may be looked up");
                }));
    }

    private static List<String> names(Map<String, String> settings, Map<String, String> references) {
        return problems(settings, references).stream()
                .map(SettingProblem::setting)
                .toList();
    }

    @Test
    void whatIsNeededAndWellFormedIsEnough() {
        assertEquals(List.of(), problems(GOOD, GOOD_SECRETS));
        assertEquals(
                List.of(),
                problems(
                        Map.of("url", "x", "port", " 636 ", "style", "fancy", "note", ""),
                        Map.of("password", "env:TENURE_SECRET_X", "proof", "")));
    }

    @Test
    void everyProblemIsNamedAtOnceInTheOrderOfTheSchema() {
        assertEquals(
                List.of("url", "port", "style", "password", "another", "zebra"),
                names(
                        Map.of("url", " ", "port", "many", "style", "Fancy", "zebra", "1", "another", "2"),
                        Map.of("password", "hunter2")));
    }

    @Test
    void aMissingSecretIsNamed() {
        assertEquals(List.of("password"), names(GOOD, Map.of()));
        assertEquals(List.of("password"), names(GOOD, Map.of("password", " ")));
    }

    @Test
    void aSecretInTheClearIsRefusedAndNotRepeated() {
        List<SettingProblem> problems = problems(Map.of("url", "x", "password", "hunter2"), GOOD_SECRETS);
        assertEquals(
                List.of("password"),
                problems.stream().map(SettingProblem::setting).toList());
        assertFalse(problems.toString().contains("hunter2"));
        assertFalse(problems(GOOD, Map.of("password", "hunter2")).toString().contains("hunter2"));
    }

    @Test
    void aPlainSettingGivenAsReferenceIsRefused() {
        assertEquals(
                List.of("url"),
                names(Map.of(), Map.of("url", "env:TENURE_SECRET_X", "password", "env:TENURE_SECRET_X")));
    }

    @Test
    void anUnknownSecretReferenceIsRefused() {
        assertEquals(
                List.of("token"),
                names(GOOD, Map.of("password", "env:TENURE_SECRET_X", "token", "env:TENURE_SECRET_Y")));
    }
}
