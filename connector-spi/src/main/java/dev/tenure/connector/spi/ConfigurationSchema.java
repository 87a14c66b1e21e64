package dev.tenure.connector.spi;

import java.util.List;
import java.util.Optional;

/**
 * The settings of a connector kind, in the order in which a person fills them in.
 *
 * @param settings one entry per setting; names MUST be unique
 */
public record ConfigurationSchema(List<Setting> settings) {

    public ConfigurationSchema {
        settings = List.copyOf(settings);
        if (settings.stream().map(Setting::name).distinct().count() != settings.size()) {
            throw new IllegalArgumentException("settings: two have the same name");
        }
    }

    /** The setting of this name, if the kind takes one. */
    public Optional<Setting> setting(String name) {
        return settings.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /** What a setting holds. A {@link #SECRET} is stored as a reference and arrives resolved. */
    public enum Kind {
        TEXT,
        NUMBER,
        CHOICE,
        SECRET
    }

    /**
     * One setting.
     *
     * @param name the key in the configuration, in camel case
     * @param kind what it holds
     * @param required whether the connector cannot work without it
     * @param choices the values allowed when {@code kind} is {@link Kind#CHOICE}, else empty
     * @param fallback the value taken when it is absent
     * @param description one sentence for the person who fills it in
     */
    public record Setting(
            String name,
            Kind kind,
            boolean required,
            List<String> choices,
            Optional<String> fallback,
            String description) {

        public Setting {
            choices = List.copyOf(choices);
        }

        /** A text that must be given. */
        public static Setting required(String name, String description) {
            return new Setting(name, Kind.TEXT, true, List.of(), Optional.empty(), description);
        }

        /** A text that may be left out. */
        public static Setting optional(String name, String fallback, String description) {
            return new Setting(name, Kind.TEXT, false, List.of(), Optional.of(fallback), description);
        }

        /** A text that may be left out and then has no value. */
        public static Setting absentable(String name, String description) {
            return new Setting(name, Kind.TEXT, false, List.of(), Optional.empty(), description);
        }

        /** A whole number that may be left out. */
        public static Setting number(String name, long fallback, String description) {
            return new Setting(name, Kind.NUMBER, false, List.of(), Optional.of(Long.toString(fallback)), description);
        }

        /** One of a few values; the first is the fallback unless {@code required}. */
        public static Setting choice(String name, boolean required, List<String> choices, String description) {
            return new Setting(
                    name,
                    Kind.CHOICE,
                    required,
                    choices,
                    required ? Optional.empty() : Optional.of(choices.get(0)),
                    description);
        }

        /** A secret, given as a reference. */
        public static Setting secret(String name, boolean required, String description) {
            return new Setting(name, Kind.SECRET, required, List.of(), Optional.empty(), description);
        }
    }
}
