package dev.tenure.rest.inventory;

import dev.tenure.rest.problem.Flaws;
import dev.tenure.rest.request.Wire;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads members of a body. What is wrong is noted and a stand-in goes on, so that the rest is looked at too; it never leaves,
 * since {@link Flaws#refuse} comes before use.
 */
final class Reading {

    private static final int MOST_TEXTS = 1_000;
    private static final int LONGEST = 500;

    private final Flaws flaws;

    Reading(Flaws flaws) {
        this.flaws = flaws;
    }

    String text(String pointer, @Nullable String value) {
        if (value == null) {
            flaws.at(pointer, "is missing: give a text");
            return "";
        }
        if (value.isBlank()) {
            flaws.at(pointer, "is empty: give a text");
            return "";
        }
        if (value.length() > LONGEST) {
            flaws.at(pointer, "is longer than " + LONGEST + " characters: shorten it");
        } else if (value.chars().anyMatch(Character::isISOControl)) {
            flaws.at(pointer, "holds a control character: remove it");
        }
        return value.strip();
    }

    /** Values that are free but for their length, by name. */
    Map<String, String> bounded(String pointer, @Nullable Map<String, String> values, int longest) {
        if (values == null) {
            return Map.of();
        }
        if (values.size() > MOST_TEXTS) {
            flaws.at(pointer, "has more than " + MOST_TEXTS + " entries: shorten it");
        }
        values.forEach((name, value) -> {
            if (value.length() > longest) {
                flaws.at(
                        pointer + "/" + name.replace("~", "~0").replace("/", "~1"),
                        "is longer than " + longest + " characters: shorten it");
            }
        });
        return values;
    }

    List<String> texts(String pointer, @Nullable List<String> values) {
        if (values == null) {
            return List.of();
        }
        if (values.size() > MOST_TEXTS) {
            flaws.at(pointer, "has more than " + MOST_TEXTS + " entries: shorten it");
            return List.of();
        }
        for (int i = 0; i < values.size(); i++) {
            text(pointer + "/" + i, values.get(i));
        }
        return values.stream().map(String::strip).toList();
    }

    <T> T required(String pointer, @Nullable T value, T standIn) {
        if (value == null) {
            flaws.at(pointer, "is missing: give one");
            return standIn;
        }
        return value;
    }

    <E extends Enum<E>> E oneOf(String pointer, @Nullable String value, E standIn) {
        Class<E> type = standIn.getDeclaringClass();
        if (value == null) {
            flaws.at(pointer, "is missing: write one of " + Wire.names(type));
            return standIn;
        }
        return Wire.constant(type, value).orElseGet(() -> {
            flaws.at(pointer, "is unknown: write one of " + Wire.names(type));
            return standIn;
        });
    }

    Duration duration(String pointer, @Nullable String value, Duration standIn) {
        if (value == null) {
            flaws.at(pointer, "is missing: write an ISO 8601 duration like PT4H");
            return standIn;
        }
        try {
            return Duration.parse(value);
        } catch (DateTimeParseException e) {
            flaws.at(pointer, "is not an ISO 8601 duration: write one like PT4H");
            return standIn;
        }
    }
}
