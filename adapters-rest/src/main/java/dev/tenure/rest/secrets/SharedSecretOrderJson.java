package dev.tenure.rest.secrets;

import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reason.Reason;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.secrets.SharedReference;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.rest.problem.Flaws;
import dev.tenure.rest.secrets.SharedSecretJson.SecretConsumerJson;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What somebody says of a shared secret. */
@RegisterForReflection
@Schema(
        name = "SharedSecretOrder",
        description = "What somebody says of a shared secret; its value is never asked for.",
        requiredProperties = {"name", "owner", "consumers", "keptAt", "rotateEveryDays"})
public record SharedSecretOrderJson(
        @Schema(minLength = 1, maxLength = 200) @Nullable String name,

        @Schema(type = SchemaType.STRING, format = "uuid", description = "What it opens.") @Nullable
        String system,

        @Schema(
                type = SchemaType.STRING,
                format = "uuid",
                description = "As whom, where it is an account's password. It has to be on the system.")
        @Nullable
        String account,

        @Schema(
                description =
                        "Which of the account's credentials it is, by the target's id, never its secret; left out where it is"
                                + " the password. The target can issue another one then.",
                minLength = 1,
                maxLength = LONGEST_REASON)
        @Nullable
        String credential,

        @Schema(
                description = "How long an old credential stays switched off before it is gone.",
                minimum = "0",
                maximum = "2160",
                defaultValue = "24")
        @Nullable
        Integer offForHours,

        @Schema(description = "Who answers for it, by subject.", minLength = 1, maxLength = 200) @Nullable
        String owner,

        @Schema(minItems = 1, maxItems = 100) @Nullable List<SecretConsumerJson> consumers,

        @Schema(
                description = "env:TENURE_SECRET_SHARED_ and a name in capitals, or file:shared/ and a path.",
                minLength = 1,
                maxLength = LONGEST_REFERENCE)
        @Nullable
        String keptAt,

        @Schema(minimum = "1", maximum = "730") @Nullable Integer rotateEveryDays) {

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_REFERENCE = 1_000;
    private static final int LONGEST_REASON = 500;

    SharedSecret.Description read() {
        Flaws flaws = new Flaws();
        String called = text(flaws, "/name", name, LONGEST_NAME);
        Optional<SystemId> on = id(flaws, "/system", system).map(SystemId::new);
        Optional<AccountId> as = id(flaws, "/account", account).map(AccountId::new);
        if (as.isPresent() && on.isEmpty()) {
            flaws.at("/system", "is missing: name the system that the account is on");
        }
        Optional<SharedSecret.Key> key = readKey(flaws, as.isPresent());
        String answers = text(flaws, "/owner", owner, LONGEST_NAME);
        List<SharedSecret.Consumer> use = readConsumers(flaws);
        String stands = place(flaws, "/keptAt", keptAt);
        int most = Math.toIntExact(SharedSecret.Description.LONGEST_USE.toDays());
        int days = rotateEveryDays == null ? 0 : rotateEveryDays;
        if (days < 1 || days > most) {
            flaws.at("/rotateEveryDays", "is missing or not 1 to " + most + ": write a whole number between them");
        }
        flaws.refuse();
        return new SharedSecret.Description(
                called,
                on.map(where -> new SharedSecret.Place(where, as, key)),
                answers,
                use,
                stands,
                Duration.ofDays(days));
    }

    private Optional<SharedSecret.Key> readKey(Flaws flaws, boolean hasAccount) {
        if (credential == null) {
            if (offForHours != null) {
                flaws.at("/credential", "is missing: name the credential that stays switched off for so long");
            }
            return Optional.empty();
        }
        if (!hasAccount) {
            flaws.at("/account", "is missing: name the account whose credential it is");
        }
        boolean whole = isText(credential, LONGEST_REASON);
        String id = text(flaws, "/credential", credential, LONGEST_REASON);
        long most = SharedSecret.Key.LONGEST.toHours();
        long hours = offForHours == null ? SharedSecret.Key.USUAL.toHours() : offForHours;
        if (hours < 0 || hours > most) {
            flaws.at("/offForHours", "is not 0 to " + most + ": write a whole number between them");
            return Optional.empty();
        }
        return whole && hasAccount ? Optional.of(new SharedSecret.Key(id, Duration.ofHours(hours))) : Optional.empty();
    }

    private List<SharedSecret.Consumer> readConsumers(Flaws flaws) {
        if (consumers == null || consumers.isEmpty() || consumers.size() > SharedSecret.Description.MOST_CONSUMERS) {
            flaws.at(
                    "/consumers",
                    "does not hold 1 to " + SharedSecret.Description.MOST_CONSUMERS
                            + " consumers: name each service or team that uses the secret");
            return List.of();
        }
        List<SharedSecret.Consumer> read = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < consumers.size(); i++) {
            SecretConsumerJson one = consumers.get(i);
            String place = "/consumers/" + i;
            boolean whole = isText(one.name(), LONGEST_NAME) && isText(one.contact(), LONGEST_NAME);
            String called = text(flaws, place + "/name", one.name(), LONGEST_NAME);
            String contact = text(flaws, place + "/contact", one.contact(), LONGEST_NAME);
            if (whole && !names.add(called)) {
                flaws.at(place + "/name", "stands twice: give each consumer a name of its own");
            }
            if (whole) {
                read.add(new SharedSecret.Consumer(called, contact));
            }
        }
        return read;
    }

    private static boolean isText(@Nullable String text, int longest) {
        return text != null && Reason.isOne(text, longest);
    }

    private static String text(Flaws flaws, String place, @Nullable String text, int longest) {
        if (!isText(text, longest)) {
            flaws.at(
                    place,
                    "is missing, empty, longer than " + longest
                            + " characters or holds a control character: write 1 to " + longest + " of text");
        }
        return given(text);
    }

    private static String place(Flaws flaws, String pointer, @Nullable String text) {
        if (!isText(text, LONGEST_REFERENCE) || !SharedReference.isOne(given(text))) {
            flaws.at(pointer, SharedReference.FORMS + ", " + LONGEST_REFERENCE + " characters at most");
        }
        return given(text);
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Optional<UUID> id(Flaws flaws, String place, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        if (UUID_FORM.matcher(text).matches()) {
            return Optional.of(UUID.fromString(text));
        }
        flaws.at(place, "is not a UUID: write one like 0197a6e2-7d3c-7c11-9e55-0242ac120002");
        return Optional.empty();
    }

    /** Who knows a secret. */
    @RegisterForReflection
    @Schema(name = "SecretKnowerOrder", description = "Who knows a secret.", requiredProperties = "identity")
    public record SecretKnowerOrderJson(
            @Schema(type = SchemaType.STRING, format = "uuid") @Nullable
            String identity) {

        IdentityId read() {
            Flaws flaws = new Flaws();
            Optional<UUID> read = id(flaws, "/identity", given(identity));
            flaws.refuse();
            return new IdentityId(read.orElseThrow());
        }
    }

    /** Where a new value stands. */
    @RegisterForReflection
    @Schema(
            name = "NewSecretValueOrder",
            description = "Where a new value stands, never what it is.",
            requiredProperties = "reference")
    public record NewSecretValueOrderJson(
            @Schema(minLength = 1, maxLength = LONGEST_REFERENCE) @Nullable
            String reference,

            @Schema(
                    description = "Whether the target is to issue the new value, and keep it there.",
                    defaultValue = "false")
            @Nullable
            Boolean byTarget) {

        boolean isByTarget() {
            return Boolean.TRUE.equals(byTarget);
        }

        String read() {
            Flaws flaws = new Flaws();
            String read = place(flaws, "/reference", reference);
            flaws.refuse();
            return read;
        }
    }

    /** Which consumer uses a new value. */
    @RegisterForReflection
    @Schema(
            name = "SecretConfirmationOrder",
            description = "Which consumer uses the new value.",
            requiredProperties = "consumer")
    public record SecretConfirmationOrderJson(
            @Schema(minLength = 1, maxLength = 200) @Nullable
            String consumer) {

        String read() {
            Flaws flaws = new Flaws();
            String read = text(flaws, "/consumer", consumer, LONGEST_NAME);
            flaws.refuse();
            return read;
        }
    }

    /** What a second person saw. */
    @RegisterForReflection
    @Schema(
            name = "RevocationDecision",
            description = "What a second person saw.",
            requiredProperties = "worksNoLonger")
    public record RevocationDecisionJson(
            @Schema(description = "Whether the old value is worthless.") @Nullable
            Boolean worksNoLonger) {

        boolean read() {
            return required("/worksNoLonger", worksNoLonger);
        }
    }

    /** What is to become of an old credential. */
    @RegisterForReflection
    @Schema(
            name = "OldCredentialDecision",
            description = "What is to become of an old credential.",
            requiredProperties = "off")
    public record OldCredentialDecisionJson(
            @Schema(description = "Whether it is to be switched off, and gone later; else on again.") @Nullable
            Boolean off) {

        boolean read() {
            return required("/off", off);
        }
    }

    /** Whether a later time is granted. */
    @RegisterForReflection
    @Schema(
            name = "SecretDelayDecision",
            description = "Whether a later time is granted.",
            requiredProperties = "granted")
    public record SecretDelayDecisionJson(@Nullable Boolean granted) {

        boolean read() {
            return required("/granted", granted);
        }
    }

    private static boolean required(String place, @Nullable Boolean flag) {
        Flaws flaws = new Flaws();
        if (flag == null) {
            flaws.at(place, "is missing: write true or false");
        }
        flaws.refuse();
        return Boolean.TRUE.equals(flag);
    }

    /** A later time that is asked for. */
    @RegisterForReflection
    @Schema(
            name = "SecretDelayOrder",
            description = "Until when a rotation is to be put off, and why.",
            requiredProperties = {"until", "reason"})
    public record SecretDelayOrderJson(
            @Schema(type = SchemaType.STRING, format = "date-time") @Nullable
            String until,

            @Schema(minLength = 1, maxLength = 500) @Nullable
            String reason) {

        /** Both, which must be given. */
        Delay read() {
            Flaws flaws = new Flaws();
            Instant moment = flaws.moment("/until", until);
            String why = text(flaws, "/reason", reason, LONGEST_REASON);
            flaws.refuse();
            return new Delay(moment, why);
        }

        record Delay(Instant until, String reason) {}
    }
}
