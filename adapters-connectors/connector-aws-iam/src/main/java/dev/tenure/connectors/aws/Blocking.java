package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.StatusType;

/**
 * Shuts users out and lets them in. IAM knows no switch for that: a user is shut out where the connector's denial of everything
 * stands, no access key is active, and there is no password.
 */
final class Blocking {

    private final Calls calls;
    private final Memberships memberships;
    private final int pageSize;

    /** A way in that stands open. */
    private sealed interface Opening {

        /** Nothing denies the user everything. */
        record Undenied() implements Opening {}

        /** An access key is active. */
        record ActiveKey(String id) implements Opening {}

        /** There is a password. */
        record Password() implements Opening {}
    }

    Blocking(Calls calls, Memberships memberships, AwsSettings settings) {
        this.calls = calls;
        this.memberships = memberships;
        this.pageSize = settings.pageSize();
    }

    // Reading

    boolean isBlocked(AwsUser user) throws Trouble {
        return isDenied(user) && isShut(user);
    }

    /** Whether there is nothing to sign in with, apart from what a policy denies. */
    boolean isShut(AwsUser user) throws Trouble {
        return activeKeys(user).isEmpty() && !hasPassword(user);
    }

    private boolean isDenied(AwsUser user) throws Trouble {
        return memberships.inline(user).contains(Denial.BLOCKED) && isDeniedBy(user);
    }

    private boolean isDeniedBy(AwsUser user) throws Trouble {
        return memberships
                .document(user, Denial.BLOCKED)
                .filter(document -> Denial.isBlock(Denial.BLOCKED, document))
                .isPresent();
    }

    List<AccessKeyMetadata> keys(AwsUser user) throws Trouble {
        return calls.all(Action.LIST_ACCESS_KEYS, (client, marker) -> {
            var page = client.listAccessKeys(
                    asked -> asked.userName(user.name()).marker(marker).maxItems(pageSize));
            return Calls.Page.of(page.accessKeyMetadata(), page.isTruncated(), page.marker());
        });
    }

    private List<String> activeKeys(AwsUser user) throws Trouble {
        return keys(user).stream()
                .filter(key -> key.status() != StatusType.INACTIVE)
                .map(AccessKeyMetadata::accessKeyId)
                .toList();
    }

    private boolean hasPassword(AwsUser user) throws Trouble {
        return calls.find(
                        Action.GET_LOGIN_PROFILE,
                        client -> client.getLoginProfile(asked -> asked.userName(user.name())))
                .isPresent();
    }

    // Shutting out and letting in

    /** The denial comes first: from then on nothing else can be done with what is still open. */
    ChangeOutcome disable(AwsUser user) throws Trouble {
        return new Clearing<Opening>(
                        "openings",
                        List.of(() -> undenied(user), () -> withKeys(user), () -> withPassword(user)),
                        (opening, notes) -> close(user, opening),
                        (id, opening) -> switch (opening) {
                            case Opening.Undenied u -> Fact.plain("denied.by", Denial.BLOCKED);
                            case Opening.ActiveKey key -> Fact.plain("switchedOff.accessKey", key.id());
                            case Opening.Password p -> Fact.plain(Evidence.PASSWORD_LOST, "the login profile");
                        })
                .run(user);
    }

    private Map<String, Opening> undenied(AwsUser user) throws Trouble {
        return isDenied(user) ? Map.of() : Map.of(Denial.BLOCKED, new Opening.Undenied());
    }

    private Map<String, Opening> withKeys(AwsUser user) throws Trouble {
        Map<String, Opening> openings = new LinkedHashMap<>();
        activeKeys(user).forEach(key -> openings.put(key, new Opening.ActiveKey(key)));
        return openings;
    }

    private Map<String, Opening> withPassword(AwsUser user) throws Trouble {
        return hasPassword(user) ? Map.of("password", new Opening.Password()) : Map.of();
    }

    private WriteAnswer close(AwsUser user, Opening opening) {
        return switch (opening) {
            case Opening.Undenied u -> deny(user);
            case Opening.ActiveKey key -> switchOff(user, key.id());
            case Opening.Password p -> deletePassword(user);
        };
    }

    /** Denies the user everything. */
    WriteAnswer deny(AwsUser user) {
        return put(user, Denial.BLOCKED, Denial.EVERYTHING);
    }

    /** Writes an inline policy. */
    WriteAnswer put(AwsUser user, String name, String document) {
        return calls.write(
                Action.PUT_USER_POLICY,
                client -> client.putUserPolicy(
                        asked -> asked.userName(user.name()).policyName(name).policyDocument(document)));
    }

    WriteAnswer switchOff(AwsUser user, String key) {
        return calls.write(
                Action.UPDATE_ACCESS_KEY,
                client -> client.updateAccessKey(
                        asked -> asked.userName(user.name()).accessKeyId(key).status(StatusType.INACTIVE)));
    }

    private WriteAnswer deletePassword(AwsUser user) {
        return calls.write(
                Action.DELETE_LOGIN_PROFILE, client -> client.deleteLoginProfile(asked -> asked.userName(user.name())));
    }

    /** Takes the denial away. Keys and passwords are given anew by whoever lets somebody in. */
    ChangeOutcome enable(AwsUser user) throws Trouble {
        return new Clearing<String>(
                        "denials",
                        List.of(() -> isDenied(user) ? Map.of(Denial.BLOCKED, Denial.BLOCKED) : Map.of()),
                        (policy, notes) -> calls.write(
                                Action.DELETE_USER_POLICY,
                                client -> client.deleteUserPolicy(
                                        asked -> asked.userName(user.name()).policyName(policy))),
                        (id, policy) -> Fact.plain("removed.denial", policy))
                .run(user);
    }

    ChangeOutcome resetSecret(AwsUser user) throws Trouble {
        return new Clearing<String>(
                        "passwords",
                        List.of(() -> hasPassword(user) ? Map.of("password", "the login profile") : Map.of()),
                        (password, notes) -> deletePassword(user),
                        (id, password) -> Fact.plain(Evidence.PASSWORD_LOST, password))
                .run(user);
    }

    // Sessions

    /**
     * Denies everything to temporary credentials that were issued up to now, by AWS's clock. AWS lists no sessions, so its
     * confirmation and the policy on the read after it are all there is, and it is done again whenever it is asked for.
     */
    ChangeOutcome endSessions(AwsUser user) throws Trouble {
        String denial = Denial.olderThan(now(user));
        WriteAnswer answer = put(user, Denial.SESSIONS, denial);
        return switch (answer) {
            case WriteAnswer.Refused refused -> new ChangeOutcome.Refused(refused.reason());
            case WriteAnswer.NotNow notNow -> new ChangeOutcome.Unreachable(notNow.reason(), Optional.empty());
            case WriteAnswer.Lost lost -> new ChangeOutcome.InDoubt(lost.reason());
            case WriteAnswer.Done done -> confirmed(user, denial);
        };
    }

    /** By AWS's clock, as far as it tells. */
    Instant now(AwsUser user) throws Trouble {
        Optional<GetUserResponse> there =
                calls.find(Action.GET_USER, client -> client.getUser(asked -> asked.userName(user.name())));
        return there.flatMap(Blocking::date).orElseGet(Instant::now);
    }

    private ChangeOutcome confirmed(AwsUser user, String denial) {
        try {
            if (!memberships.document(user, Denial.SESSIONS).equals(Optional.of(denial))) {
                return new ChangeOutcome.InDoubt("AWS confirmed the denial of older sessions, but does not show it");
            }
        } catch (Trouble e) {
            return new ChangeOutcome.InDoubt(
                    "AWS confirmed the denial of older sessions, but could not be read after it");
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.personal("account.name", user.name()));
        Denial.endedBefore(Denial.SESSIONS, denial)
                .ifPresent(moment -> facts.add(Fact.plain("denied.sessionsIssuedBefore", moment)));
        facts.add(Fact.plain("readBack.sessions", "AWS lists none; it confirmed the denial and shows it"));
        return new ChangeOutcome.Applied(new Evidence(facts));
    }

    private static Optional<Instant> date(GetUserResponse response) {
        return response.sdkHttpResponse().firstMatchingHeader("Date").flatMap(text -> {
            try {
                return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }
}
