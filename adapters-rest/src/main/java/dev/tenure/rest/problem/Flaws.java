package dev.tenure.rest.problem;

import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.rest.problem.ProblemJson.ErrorJson;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gathers everything that is wrong with a request, so that the client hears all of it at once. Not for sharing. */
public final class Flaws {

    /** How our value types say what is wrong: {@code field: reason}. */
    private static final Pattern SAID = Pattern.compile("([A-Za-z][A-Za-z0-9_.-]*): (.+)", Pattern.DOTALL);

    private static final String NO_MOMENT = "is not a moment between 1970 and 9999: write it like 2026-01-31T17:00:00Z";

    private static final String NO_UUID = "is not a UUID: write one like 0197a6e2-7d3c-7c11-9e55-0242ac120002";

    /** {@link UUID#fromString} alone also takes shortened ones. */
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /** A database keeps no moment without bounds. */
    private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");

    private final List<ErrorJson> found = new ArrayList<>();

    /** Notes something wrong in the body. */
    public void at(String pointer, String detail) {
        found.add(ErrorJson.at(pointer, detail));
    }

    /** Notes something wrong with a parameter or header. */
    public void in(String parameter, String detail) {
        found.add(ErrorJson.in(parameter, detail));
    }

    /** Looks at the name of a source of workers, which stands in a parameter. */
    public void sourceName(String parameter, String name) {
        if (!WorkerSource.isName(name)) {
            in(parameter, "is not 1 to 63 lower-case letters, digits or hyphens: write it so");
        }
    }

    /**
     * A moment in the body, which must be given. Bodies hold moments as texts: a number would be guessed at.
     *
     * @return {@link Instant#EPOCH} where there is none; it never leaves, since {@link #refuse} comes first
     */
    public Instant moment(String pointer, @Nullable String text) {
        Optional<Instant> moment = moment(text);
        if (moment.isEmpty()) {
            at(pointer, NO_MOMENT);
        }
        return moment.orElse(Instant.EPOCH);
    }

    /** An id in the body; empty where none is given, and noted where the text is none. */
    public Optional<UUID> uuid(String pointer, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        if (UUID_FORM.matcher(text).matches()) {
            return Optional.of(UUID.fromString(text));
        }
        at(pointer, NO_UUID);
        return Optional.empty();
    }

    /** An id in a parameter; empty, and noted, where the text is none. */
    public Optional<UUID> uuidIn(String parameter, String text) {
        if (UUID_FORM.matcher(text).matches()) {
            return Optional.of(UUID.fromString(text));
        }
        in(parameter, NO_UUID);
        return Optional.empty();
    }

    /** A moment in a parameter; empty, and noted, where the text is none. */
    public Optional<Instant> momentIn(String parameter, String text) {
        Optional<Instant> moment = moment(text);
        if (moment.isEmpty()) {
            in(parameter, NO_MOMENT);
        }
        return moment;
    }

    private static Optional<Instant> moment(@Nullable String text) {
        try {
            return Optional.of(Instant.parse(text == null ? "" : text))
                    .filter(moment -> !moment.isBefore(Instant.EPOCH) && moment.isBefore(FAR));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether nothing was found. */
    public boolean none() {
        return found.isEmpty();
    }

    /** Goes on only where nothing was found. */
    public void refuse() {
        if (!found.isEmpty()) {
            throw new RequestRefused(ProblemJson.of(ProblemKind.INVALID_REQUEST, found));
        }
    }

    /**
     * Makes one of our values out of a part of the body; what the value's own rules refuse is noted at its place.
     *
     * @param pointer where the part stands in the body
     * @param standIn what to go on with where the value was refused; it never leaves, since {@link #refuse} comes first
     */
    public <T> T make(String pointer, T standIn, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            ErrorJson said = said(e, pointer).orElseThrow(() -> e);
            found.add(said);
            return standIn;
        }
    }

    /** What a value type of ours refused, by its place below {@code pointer}; empty for any other exception. */
    public static Optional<ErrorJson> said(IllegalArgumentException exception, String pointer) {
        Matcher matcher =
                SAID.matcher(Optional.ofNullable(exception.getMessage()).orElse(""));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String place = "/" + matcher.group(1).replace('.', '/');
        // A value that names its place from the top of the body already is not led there twice.
        String full = place.startsWith(pointer + "/") ? place : pointer + place;
        return Optional.of(ErrorJson.at(full, matcher.group(2)));
    }
}
