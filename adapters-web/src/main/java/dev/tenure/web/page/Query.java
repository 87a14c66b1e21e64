package dev.tenure.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and writes the part of an address behind the question mark. */
public final class Query {

    private static final int LONGEST = 200;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Query() {}

    /**
     * A search text, without space around it and no longer than 200 characters; empty where none is given. A control character
     * counts as a space: nothing that is searched has one, and PostgreSQL takes no NUL.
     */
    public static String text(@Nullable String value) {
        if (value == null) {
            return "";
        }
        String stripped = CONTROL.matcher(value).replaceAll(" ").strip();
        return stripped.length() > LONGEST ? stripped.substring(0, LONGEST) : stripped;
    }

    /** A search text; empty where none is given. */
    public static Optional<String> wanted(@Nullable String value) {
        return Optional.of(text(value)).filter(text -> !text.isEmpty());
    }

    /** The key of the last item already seen. */
    public static Optional<String> after(@Nullable String value) {
        return Optional.ofNullable(value).filter(key -> !key.isEmpty());
    }

    /** An id in an address; empty where it is none. */
    public static Optional<UUID> id(String value) {
        return value.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                ? Optional.of(UUID.fromString(value))
                : Optional.empty();
    }

    /**
     * An address.
     *
     * @param pairs name and value in turn; a pair with an empty value is left out
     */
    public static String address(String path, String... pairs) {
        StringBuilder address = new StringBuilder(path);
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            if (!pairs[i + 1].isEmpty()) {
                address.append(address.length() == path.length() ? '?' : '&')
                        .append(pairs[i])
                        .append('=')
                        .append(URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
            }
        }
        return address.toString();
    }
}
