package dev.tenure.bootstrap.documentation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The configuration reference: what the repository reads, in the words of the descriptions.
 *
 * @param settings the product's own settings
 * @param variables environment variables that are no setting's
 * @param launch environment variables that a launcher of the service gives
 * @param presets keys with a value in a committed file, by that file
 */
record ConfigurationReference(
        List<Setting> settings, Set<String> variables, Set<String> launch, Map<String, Map<String, String>> presets) {

    private static final String SCRIPT = "tenure";
    private static final String SECRETS = "TENURE_SECRET_";
    private static final Pattern VARIABLE = Pattern.compile("\\bTENURE_[A-Z0-9_]+");

    /** What a repository reads. */
    static ConfigurationReference of(Repository repository) {
        SettingsInSources product = SettingsInSources.of(repository.productionSources());
        Set<String> ofSettings =
                product.settings().stream().map(Setting::variable).collect(Collectors.toSet());

        Set<String> variables = new TreeSet<>();
        product.variables().stream().filter(name -> name.startsWith("TENURE_")).forEach(variables::add);
        Matcher matcher = VARIABLE.matcher(repository.text(SCRIPT));
        while (matcher.find()) {
            variables.add(matcher.group());
        }
        if (variables.removeIf(name -> name.startsWith(SECRETS))) {
            variables.add(SECRETS);
        }
        variables.removeAll(ofSettings);

        Set<String> launch = new TreeSet<>(
                SettingsInSources.of(repository.with(path -> path.endsWith("/ApplicationEnvironment.java")))
                        .variables());
        launch.removeIf(name -> !name.startsWith("QUARKUS_"));

        Map<String, Map<String, String>> presets = new LinkedHashMap<>();
        repository
                .with(path -> Repository.isProduction(path)
                        && path.matches(
                                ".*/src/main/resources/(application|META-INF/microprofile-config)\\.properties"))
                .forEach((path, text) -> presets.put(path, keys(text)));
        return new ConfigurationReference(product.settings(), variables, launch, presets);
    }

    /** In the order of the file. */
    private static Map<String, String> keys(String text) {
        Map<String, String> keys = new LinkedHashMap<>();
        text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> keys.put(
                        line.substring(0, line.indexOf('=')).strip(),
                        line.substring(line.indexOf('=') + 1).strip()));
        return keys;
    }

    /** Everything that needs a description, each under its own name in the file of descriptions. */
    Set<String> described() {
        Set<String> names = new TreeSet<>();
        settings.forEach(setting -> names.add(setting.name()));
        names.addAll(variables);
        names.addAll(launch);
        presets.values().forEach(keys -> names.addAll(keys.keySet()));
        return names;
    }

    /** The document. */
    String render(Properties descriptions) {
        List<String> lines = new ArrayList<>(List.of(
                "# Configuration reference",
                "",
                "Generated from the sources by `ConfigurationReferenceTest`; the build fails when it is not up to date. To",
                "change a description, edit `bootstrap/src/test/resources/documentation/configuration.properties` and run",
                "the test with `-Dgolden.update=true`. What to set, in which order, is in [operations.md](operations.md).",
                "",
                "A setting is given by its environment variable or as a Java system property (`-Dname=value`). In the name",
                "of the variable every character that is neither a letter nor a digit becomes an underscore.",
                "",
                "- [Tenure's own settings](#tenures-own-settings)",
                "- [What an installation says to Quarkus](#what-an-installation-says-to-quarkus)",
                "- [Other environment variables](#other-environment-variables)",
                "- [What is preset](#what-is-preset)",
                "",
                "## Tenure's own settings",
                "",
                "| setting | variable | holds | without it | meaning |",
                "|---|---|---|---|---|"));
        for (Setting setting : settings) {
            String without = setting.fallback()
                    .map(ConfigurationReference::code)
                    .orElse(setting.required() ? "the service does not start" : "nothing");
            lines.add(row(
                    code(setting.name()),
                    code(setting.variable()),
                    code(setting.type()),
                    without,
                    text(descriptions, setting.name())));
        }
        lines.addAll(List.of(
                "",
                "## What an installation says to Quarkus",
                "",
                "These have no value that suits everybody. The demo's launcher sets the same ones.",
                "",
                "| variable | meaning |",
                "|---|---|"));
        launch.forEach(name -> lines.add(row(code(name), text(descriptions, name))));
        lines.addAll(List.of(
                "",
                "## Other environment variables",
                "",
                "Read by the `tenure` script, or by the service beside its settings.",
                "",
                "| variable | meaning |",
                "|---|---|"));
        variables.forEach(
                name -> lines.add(row(code(name.endsWith("_") ? name + "…" : name), text(descriptions, name))));
        lines.addAll(List.of(
                "",
                "## What is preset",
                "",
                "An installation may set any of these otherwise, by environment variable. A key that begins with `%` holds in",
                "that profile only; the packaged service runs in the profile `prod`."));
        presets.forEach((path, keys) -> {
            lines.addAll(List.of(
                    "",
                    "### " + path.substring(0, path.indexOf("/src/")),
                    "",
                    "In [" + path + "](../" + path + ").",
                    "",
                    "| key | value | meaning |",
                    "|---|---|---|"));
            keys.forEach((key, value) -> lines.add(row(code(key), code(value), text(descriptions, key))));
        });
        return String.join("\n", lines) + "\n";
    }

    private static String text(Properties descriptions, String name) {
        return descriptions.getProperty(name, "").strip().replace("|", "\\|");
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
