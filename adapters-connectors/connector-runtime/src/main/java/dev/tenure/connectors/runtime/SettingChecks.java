package dev.tenure.connectors.runtime;

import dev.tenure.application.inventory.Connectors.SettingProblem;
import dev.tenure.connector.spi.ConfigurationSchema;
import dev.tenure.connector.spi.ConfigurationSchema.Setting;
import dev.tenure.domain.inventory.ConnectorSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Holds settings against the schema of their kind. No message repeats a value: it may be a secret in the wrong place. */
final class SettingChecks {

    private final ConfigurationSchema schema;
    private final ConnectorSettings given;
    private final SecretReferences secrets;
    private final List<SettingProblem> problems = new ArrayList<>();

    private SettingChecks(ConfigurationSchema schema, ConnectorSettings given, SecretReferences secrets) {
        this.schema = schema;
        this.given = given;
        this.secrets = secrets;
    }

    /** What is wrong: first in the schema's order, then what the schema does not know, by name. */
    static List<SettingProblem> problems(
            ConfigurationSchema schema, ConnectorSettings given, SecretReferences secrets) {
        SettingChecks checks = new SettingChecks(schema, given, secrets);
        schema.settings().forEach(checks::check);
        checks.unknown(given.settings().keySet());
        checks.unknown(given.secretReferences().keySet());
        return List.copyOf(checks.problems);
    }

    private void check(Setting setting) {
        switch (setting.kind()) {
            case TEXT, NUMBER, CHOICE -> checkPlain(setting);
            case SECRET -> checkSecret(setting);
        }
    }

    private void checkPlain(Setting setting) {
        if (given.secretReferences().containsKey(setting.name())) {
            problem(setting, "is no secret: give its value among the settings");
            return;
        }
        Optional<String> value = present(given.settings(), setting);
        if (value.isEmpty()) {
            if (setting.required()) {
                problem(setting, "is missing: set it. " + setting.description());
            }
            return;
        }
        if (setting.kind() == ConfigurationSchema.Kind.NUMBER && !isNumber(value.get())) {
            problem(setting, "is not a whole number: write digits only");
        }
        if (setting.kind() == ConfigurationSchema.Kind.CHOICE
                && !setting.choices().contains(value.get())) {
            problem(setting, "is not known: write one of " + String.join(", ", setting.choices()));
        }
    }

    private void checkSecret(Setting setting) {
        if (given.settings().containsKey(setting.name())) {
            problem(
                    setting,
                    "is a secret and was given in the clear: give a reference to it among the secret references, and"
                            + " change the secret, since it was sent");
            return;
        }
        Optional<String> reference = present(given.secretReferences(), setting);
        if (reference.isPresent()) {
            secrets.problem(reference.get()).ifPresent(reason -> problem(setting, reason));
        } else if (setting.required()) {
            problem(setting, "is missing: give a reference to it. " + setting.description());
        }
    }

    private void unknown(Iterable<String> names) {
        TreeSet<String> sorted = new TreeSet<>();
        names.forEach(sorted::add);
        for (String name : sorted) {
            if (schema.setting(name).isEmpty()) {
                problems.add(new SettingProblem(
                        name,
                        "is unknown: remove it, or write one of "
                                + String.join(
                                        ", ",
                                        schema.settings().stream()
                                                .map(Setting::name)
                                                .toList())));
            }
        }
    }

    private void problem(Setting setting, String reason) {
        problems.add(new SettingProblem(setting.name(), reason));
    }

    private static Optional<String> present(Map<String, String> values, Setting setting) {
        return Optional.ofNullable(values.get(setting.name())).filter(value -> !value.isBlank());
    }

    private static boolean isNumber(String text) {
        try {
            Long.parseLong(text.strip());
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
