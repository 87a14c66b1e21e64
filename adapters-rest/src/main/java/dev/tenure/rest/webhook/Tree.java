package dev.tenure.rest.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenure.rest.request.WholeTexts;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Looks values up in JSON of others. What is missing, null or blank is not there; what is no plain value is a misfit. */
final class Tree {

    private static final int LONGEST_ID = 400;

    private final JsonNode root;
    private final String place;

    Tree(JsonNode root) {
        this(root, "");
    }

    private Tree(JsonNode root, String place) {
        this.root = root;
        this.place = place;
    }

    /** A value is of another shape than is known. */
    static final class Misfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String place;
        private final String remedy;

        Misfit(String place, String remedy) {
            super("a value has another shape than is known", null, false, false);
            this.place = place;
            this.remedy = remedy;
        }

        /** Where, as a JSON pointer. */
        String place() {
            return place;
        }

        /** What to do. */
        String remedy() {
            return remedy;
        }
    }

    /** The tree at a pointer; empty where nothing is there. */
    Tree at(String pointer) {
        return new Tree(root.at(pointer), place + pointer);
    }

    /** An element of a list. */
    Tree element(int index) {
        return new Tree(root.path(index), place + "/" + index);
    }

    boolean isThere() {
        return !root.isMissingNode() && !root.isNull();
    }

    boolean isObject() {
        return root.isObject();
    }

    boolean isList() {
        return root.isArray();
    }

    boolean isTrue() {
        return root.isBoolean() && root.booleanValue();
    }

    int size() {
        return root.size();
    }

    /** A text, whole number or truth value, as text. */
    Optional<String> text() {
        if (!isThere()) {
            return Optional.empty();
        }
        if (!root.isTextual() && !root.isIntegralNumber() && !root.isBoolean()) {
            throw new Misfit(place, "is no text: write one");
        }
        String text = root.asText();
        if (!WholeTexts.isWhole(text)) {
            throw new Misfit(place, "holds a NUL character or half of a surrogate pair: remove it");
        }
        return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
    }

    /** The text at a pointer. */
    Optional<String> text(String pointer) {
        return at(pointer).text();
    }

    /** A short text that names something. */
    Optional<String> id(String pointer) {
        Optional<String> id = text(pointer);
        if (id.filter(text -> text.length() > LONGEST_ID).isPresent()) {
            throw new Misfit(place + pointer, "is longer than " + LONGEST_ID + " characters: shorten it");
        }
        return id;
    }

    /** A moment, in seconds since 1970 or as ISO 8601; what is neither is not there, since nothing rests on it. */
    Optional<Instant> moment(String pointer) {
        return text(pointer).flatMap(text -> {
            try {
                return Optional.of(
                        text.matches("[0-9]{1,11}")
                                ? Instant.ofEpochSecond(Long.parseLong(text))
                                : OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }
}
