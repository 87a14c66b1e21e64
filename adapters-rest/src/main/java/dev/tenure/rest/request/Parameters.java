package dev.tenure.rest.request;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.rest.problem.Flaws;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads path and query parameters, and gathers all that is wrong with them. They come as text, since a framework that
 * converts them answers a malformed one with "not found". Not for sharing.
 */
public final class Parameters {

    private static final int LONGEST = 500;

    /** A database keeps no moment without bounds. */
    private static final UUID NIL = new UUID(0, 0);

    private final Flaws flaws = new Flaws();

    /** An id in the path. */
    public static UUID id(String name, String value) {
        Parameters parameters = new Parameters();
        UUID id = parameters.uuid(name, value).orElse(NIL);
        parameters.refuse();
        return id;
    }

    /** An id that may be left out. */
    public Optional<UUID> uuid(String name, @Nullable String value) {
        return text(name, value).flatMap(text -> flaws.uuidIn(name, text));
    }

    /** A text that may be left out; blank counts as left out. */
    public Optional<String> text(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        if (value.length() > LONGEST) {
            flaws.in(name, "is longer than " + LONGEST + " characters: shorten it");
            return Optional.empty();
        }
        if (value.chars().anyMatch(c -> Character.isISOControl(c) || c == '\uFFFD')) {
            flaws.in(name, "holds a control character or is not UTF-8: remove it");
            return Optional.empty();
        }
        return Optional.of(value);
    }

    /** One of a few constants, that may be left out. */
    public <E extends Enum<E>> Optional<E> oneOf(String name, @Nullable String value, Class<E> type) {
        return text(name, value).flatMap(text -> {
            Optional<E> constant = Wire.constant(type, text);
            if (constant.isEmpty()) {
                flaws.in(name, "is unknown: write one of " + Wire.names(type));
            }
            return constant;
        });
    }

    /** One of a few texts, that may be left out. */
    public Optional<String> oneOf(String name, @Nullable String value, Set<String> allowed) {
        return text(name, value).filter(text -> {
            boolean known = allowed.contains(text);
            if (!known) {
                flaws.in(
                        name,
                        "is unknown: write one of "
                                + String.join(", ", allowed.stream().sorted().toList()));
            }
            return known;
        });
    }

    /** True or false; false where left out. */
    public boolean flag(String name, @Nullable String value) {
        return oneOf(name, value, Set.of("true", "false"))
                .filter("true"::equals)
                .isPresent();
    }

    /** A moment, that may be left out. */
    public Optional<Instant> instant(String name, @Nullable String value) {
        return text(name, value).flatMap(text -> flaws.momentIn(name, text));
    }

    /** A whole number of at least zero, that may be left out. */
    public OptionalLong number(String name, @Nullable String value) {
        Optional<String> text = text(name, value);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (text.get().matches("[0-9]{1,18}")) {
            return OptionalLong.of(Long.parseLong(text.get()));
        }
        flaws.in(name, "is not a whole number of at least 0 and at most 18 digits: write one");
        return OptionalLong.empty();
    }

    /** A whole number of at least zero, that must be given. */
    public long required(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            flaws.in(name, "is missing: give a whole number");
        }
        return number(name, value).orElse(0);
    }

    /** Which page is wanted. */
    public PageRequest page(@Nullable String limit, @Nullable String after) {
        int wanted = text("limit", limit)
                .map(text -> text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0)
                .orElse(PageRequest.USUAL);
        if (wanted < 1 || wanted > PageRequest.LARGEST) {
            flaws.in("limit", "is not between 1 and " + PageRequest.LARGEST + ": write a whole number between them");
            return PageRequest.first();
        }
        return new PageRequest(wanted, text("after", after));
    }

    /** Goes on only where nothing was wrong. */
    public void refuse() {
        flaws.refuse();
    }
}
