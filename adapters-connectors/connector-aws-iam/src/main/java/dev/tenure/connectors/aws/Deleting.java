package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deletes users whom the connector shut out, once none of their sessions can live: with a user its denial goes, and a session of
 * a user who is not there is denied by nobody's policy.
 */
final class Deleting {

    /** The longest life of temporary credentials of a user. */
    private static final Duration LONGEST_SESSION = Duration.ofHours(36);

    /** One change of those that come before. */
    @FunctionalInterface
    private interface Part {
        ChangeOutcome run() throws Trouble;
    }

    private final Calls calls;
    private final Users users;
    private final Memberships memberships;
    private final Blocking blocking;
    private final HeldCredentials held;

    Deleting(Calls calls, Users users, Memberships memberships, Blocking blocking, HeldCredentials held) {
        this.calls = calls;
        this.users = users;
        this.memberships = memberships;
        this.blocking = blocking;
        this.held = held;
    }

    ChangeOutcome delete(AwsUser user) throws Trouble {
        Optional<String> ended = memberships.inline(user).contains(Denial.SESSIONS)
                ? memberships.document(user, Denial.SESSIONS)
                : Optional.empty();
        Optional<String> obstacle = obstacle(user, ended);
        if (obstacle.isPresent()) {
            return new ChangeOutcome.Refused(obstacle.get());
        }
        List<Fact> facts = new ArrayList<>();
        boolean wrote = false;
        List<Part> parts =
                List.of(() -> memberships.revokeAll(user), () -> held.revoke(user), () -> held.clearMfa(user));
        for (Part part : parts) {
            ChangeOutcome outcome;
            try {
                outcome = part.run();
            } catch (Trouble e) {
                outcome = e.outcome();
            }
            switch (outcome) {
                case ChangeOutcome.Applied applied -> {
                    wrote = true;
                    facts.addAll(applied.evidence().facts());
                }
                case ChangeOutcome.Unchanged unchanged -> {
                    // Nothing of this kind was left.
                }
                case ChangeOutcome.Refused refused -> {
                    facts.addAll(refused.evidence().facts());
                    return new ChangeOutcome.Refused(refused.reason(), new Evidence(facts));
                }
                case ChangeOutcome.InDoubt doubt -> {
                    facts.addAll(doubt.evidence().facts());
                    return new ChangeOutcome.InDoubt(doubt.reason(), new Evidence(facts));
                }
                case ChangeOutcome.Unreachable unreachable -> {
                    return wrote ? new ChangeOutcome.InDoubt(unreachable.reason(), new Evidence(facts)) : unreachable;
                }
            }
        }
        return last(user, ended, facts);
    }

    private Optional<String> obstacle(AwsUser user, Optional<String> denial) throws Trouble {
        if (!blocking.isBlocked(user)) {
            return Optional.of("the user is not shut out: disable it, end its sessions, and delete it 36 hours later");
        }
        Optional<Instant> ended = denial.flatMap(document -> Denial.endedBefore(Denial.SESSIONS, document))
                .map(Instant::parse);
        if (ended.isEmpty()) {
            return Optional.of("the user's sessions were not ended: end them, and delete the user 36 hours later");
        }
        Instant from = ended.get().plus(LONGEST_SESSION);
        return from.isAfter(blocking.now(user))
                ? Optional.of(
                        "a session of the user could still live, and only the user's policies deny it everything: it"
                                + " can be deleted from " + from + " on")
                : Optional.empty();
    }

    /** The denials go last, and come back where the user stays. */
    private ChangeOutcome last(AwsUser user, Optional<String> ended, List<Fact> facts) {
        WriteAnswer answer = new WriteAnswer.Done();
        for (String denial : List.of(Denial.BLOCKED, Denial.SESSIONS)) {
            if (answer instanceof WriteAnswer.Done) {
                answer = calls.write(
                        Action.DELETE_USER_POLICY,
                        client -> client.deleteUserPolicy(
                                asked -> asked.userName(user.name()).policyName(denial)));
            }
        }
        if (answer instanceof WriteAnswer.Done) {
            answer = calls.write(Action.DELETE_USER, client -> client.deleteUser(asked -> asked.userName(user.name())));
        }
        boolean there;
        try {
            there = users.user(user.ref()).isPresent();
        } catch (Trouble e) {
            return new ChangeOutcome.InDoubt("AWS could not be read after the user was deleted", new Evidence(facts));
        }
        facts.add(Fact.plain("readBack.exists", Boolean.toString(there)));
        if (!there) {
            facts.add(Making.about(user));
            facts.add(Fact.plain("deleted.id", user.id()));
            return new ChangeOutcome.Applied(new Evidence(facts));
        }
        if (blocking.deny(user) instanceof WriteAnswer.Done) {
            facts.add(Fact.plain("denied.by", Denial.BLOCKED));
        }
        ended.ifPresent(text -> blocking.put(user, Denial.SESSIONS, text));
        Evidence evidence = new Evidence(facts);
        return switch (answer) {
            case WriteAnswer.Done done ->
                new ChangeOutcome.InDoubt("AWS confirmed that the user is deleted, but still shows it", evidence);
            case WriteAnswer.Lost lost -> new ChangeOutcome.InDoubt(lost.reason(), evidence);
            case WriteAnswer.Refused refused -> new ChangeOutcome.Refused(refused.reason(), evidence);
            case WriteAnswer.NotNow notNow -> new ChangeOutcome.InDoubt(notNow.reason(), evidence);
        };
    }
}
