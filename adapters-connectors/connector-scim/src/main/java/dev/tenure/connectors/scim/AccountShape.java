package dev.tenure.connectors.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.SignIn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a resource of a target says of an account. */
final class AccountShape {

    /** Begins what stands for the id of a resource that has none. */
    static final String WITHOUT_ID = "without-id:";

    /** How many characters of a value are taken. */
    static final int LONGEST = 20_000;

    private static final int LONGEST_ID = 1_000;

    private final Set<String> attributes = new LinkedHashSet<>();

    AccountShape(ScimSettings settings) {
        attributes.add("userName");
        attributes.addAll(settings.attributes());
    }

    /** @param number which of its listing it is, for one without an id */
    ObservedAccount observed(JsonNode resource, long number) {
        List<String> problems = new ArrayList<>();
        String id = id(resource).orElse("");
        if (id.isEmpty()) {
            problems.add("it has no id that can be kept, so nothing can be done about it: look at it in the target");
        }
        Optional<Boolean> active = Attributes.truth(resource, "active");
        if (active.isEmpty()) {
            problems.add("the target does not show whether it is active");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String attribute : attributes) {
            List<String> found = Attributes.values(resource, attribute);
            if (!found.isEmpty()) {
                String value = found.get(0);
                if (value.length() > LONGEST) {
                    problems.add(attribute + " has " + value.length() + " characters and is not taken");
                } else {
                    values.put(attribute, kept(value));
                }
            }
        }
        return new ObservedAccount(
                new AccountRef(id.isEmpty() ? WITHOUT_ID + number : id),
                name(resource).orElse(id.isEmpty() ? WITHOUT_ID + number : id),
                active.map(a -> a ? SignIn.ENABLED : SignIn.DISABLED).orElse(SignIn.UNKNOWN),
                values,
                Optional.empty(),
                problems);
    }

    /** The id, if it has one that can be kept and asked for. */
    static Optional<String> id(JsonNode resource) {
        return Attributes.text(resource, "id")
                .filter(id -> !id.isBlank() && id.length() <= LONGEST_ID && id.indexOf('\0') < 0)
                .filter(ScimAddresses::addressable)
                .filter(id -> !id.startsWith(WITHOUT_ID));
    }

    static Optional<String> name(JsonNode resource) {
        for (String attribute : List.of("userName", "displayName", "emails.value")) {
            Optional<String> name = Attributes.values(resource, attribute).stream()
                    .filter(value -> !value.isBlank())
                    .findFirst();
            if (name.isPresent()) {
                return name.map(AccountShape::cut);
            }
        }
        return Optional.empty();
    }

    static String cut(String text) {
        return kept(text.length() > LONGEST ? text.substring(0, 200) + "…" : text);
    }

    /** Nothing that is stored can hold a NUL. */
    private static String kept(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
