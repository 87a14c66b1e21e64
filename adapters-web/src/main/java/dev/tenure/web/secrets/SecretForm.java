package dev.tenure.web.secrets;

import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.web.page.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A shared secret as somebody describes it.
 *
 * @param system the id of what it opens; empty where that is not under governance
 * @param account the id of the account whose password it is; empty where it is none's
 * @param days how many days a value may be used
 * @param consumers who uses it; rows without any text are left out
 */
record SecretForm(
        String name,
        String system,
        String account,
        String credential,
        String offHours,
        String owner,
        String keptAt,
        String days,
        List<SharedSecretRow> consumers) {

    /** How long a value may be used where nobody wrote anything else. */
    private static final String USUAL_DAYS = "90";

    SecretForm {
        consumers = List.copyOf(consumers);
    }

    /** A row of the form: a consumer as it was written. */
    record SharedSecretRow(String name, String contact) {
        private boolean isEmpty() {
            return name.isBlank() && contact.isBlank();
        }
    }

    /** What became of the form. */
    sealed interface Read {
        /** A description. */
        record Description(SharedSecret.Description description) implements Read {}

        /**
         * None.
         *
         * @param field which field is wrong
         * @param text what is, and the remedy
         */
        record Wrong(String field, String text) implements Read {}
    }

    /** Nothing is written yet. */
    static SecretForm empty() {
        return new SecretForm("", "", "", "", "", "", "", USUAL_DAYS, List.of());
    }

    /** A description as one would write it. */
    static SecretForm of(SharedSecret.Description description) {
        return new SecretForm(
                description.name(),
                description.place().map(p -> p.system().value().toString()).orElse(""),
                description
                        .place()
                        .flatMap(SharedSecret.Place::account)
                        .map(id -> id.value().toString())
                        .orElse(""),
                key(description).map(SharedSecret.Key::credential).orElse(""),
                key(description)
                        .map(key -> String.valueOf(key.offFor().toHours()))
                        .orElse(""),
                description.owner(),
                description.keptAt(),
                String.valueOf(description.rotateEvery().toDays()),
                description.consumers().stream()
                        .map(c -> new SharedSecretRow(c.name(), c.contact()))
                        .toList());
    }

    private static Optional<SharedSecret.Key> key(SharedSecret.Description description) {
        return description.place().flatMap(SharedSecret.Place::key);
    }

    /** The fields as they were sent: names and contacts stand in the same order. */
    static SecretForm of(
            String name,
            String system,
            String account,
            String credential,
            String offHours,
            String owner,
            String keptAt,
            String days,
            List<String> consumers,
            List<String> contacts) {
        List<SharedSecretRow> rows = new ArrayList<>();
        for (int i = 0; i < Math.max(consumers.size(), contacts.size()); i++) {
            rows.add(new SharedSecretRow(
                    i < consumers.size() ? consumers.get(i).strip() : "",
                    i < contacts.size() ? contacts.get(i).strip() : ""));
        }
        return new SecretForm(
                name.strip(),
                system.strip(),
                account.strip(),
                credential.strip(),
                offHours.strip(),
                owner.strip(),
                keptAt.strip(),
                days.strip(),
                rows.stream().filter(row -> !row.isEmpty()).toList());
    }

    /** What was written. */
    Read read() {
        Optional<UUID> on = Query.id(system);
        Optional<UUID> as = Query.id(account);
        if (!system.isEmpty() && on.isEmpty()) {
            return new Read.Wrong("system", "Choose one of the systems.");
        }
        if (!account.isEmpty() && as.isEmpty()) {
            return new Read.Wrong("account", "Write the account's id, such as 0197a6e2-7d3c-7c11-9e55-0242ac120002.");
        }
        if (as.isPresent() && on.isEmpty()) {
            return new Read.Wrong("system", "Choose the system that the account is on.");
        }
        if (!credential.isEmpty() && as.isEmpty()) {
            return new Read.Wrong("account", "Write the id of the account whose credential it is.");
        }
        if (!offHours.isEmpty() && !offHours.matches("[0-9]{1,4}")) {
            return new Read.Wrong(
                    "offHours", "Write a whole number of hours, 0 to " + SharedSecret.Key.LONGEST.toHours() + ".");
        }
        if (!days.matches("[0-9]{1,4}")) {
            return new Read.Wrong(
                    "days",
                    "Write a whole number of days, 1 to " + SharedSecret.Description.LONGEST_USE.toDays() + ".");
        }
        try {
            return new Read.Description(new SharedSecret.Description(
                    name,
                    on.map(where -> new SharedSecret.Place(new SystemId(where), as.map(AccountId::new), key())),
                    owner,
                    consumers.stream()
                            .map(row -> new SharedSecret.Consumer(row.name(), row.contact()))
                            .toList(),
                    keptAt,
                    Duration.ofDays(Long.parseLong(days))));
        } catch (IllegalArgumentException e) {
            return wrong(Objects.requireNonNull(e.getMessage(), "what is wrong"));
        }
    }

    private Optional<SharedSecret.Key> key() {
        return credential.isEmpty()
                ? Optional.empty()
                : Optional.of(new SharedSecret.Key(
                        credential,
                        offHours.isEmpty() ? SharedSecret.Key.USUAL : Duration.ofHours(Long.parseLong(offHours))));
    }

    /** The domain says {@code field: what is wrong with it}. */
    private static Read.Wrong wrong(String message) {
        int colon = message.indexOf(": ");
        String field =
                switch (message.substring(0, colon)) {
                    case "consumers.name", "consumers.contact" -> "consumers";
                    case "rotateEvery" -> "days";
                    case "offFor" -> "offHours";
                    default -> message.substring(0, colon);
                };
        return new Read.Wrong(field, sentence(message.substring(colon + 2)));
    }

    /** Another secret has the name. */
    static Read.Wrong nameTaken() {
        return new Read.Wrong("name", "Another secret that is kept has this name: choose another.");
    }

    /** What it is said to open is not known. */
    static Read.Wrong unknownPlace() {
        return new Read.Wrong(
                "account", "There is no such account on this system: write the id of one, or leave it out.");
    }

    /** Nothing can be looked up where the value is said to stand. */
    static Read.Wrong badReference(String problem) {
        return new Read.Wrong("keptAt", sentence(problem));
    }

    /** Words that begin in the middle of a sentence, as a sentence. */
    static String sentence(String words) {
        return words.isEmpty()
                ? words
                : Character.toUpperCase(words.charAt(0)) + words.substring(1) + (words.endsWith(".") ? "" : ".");
    }
}
