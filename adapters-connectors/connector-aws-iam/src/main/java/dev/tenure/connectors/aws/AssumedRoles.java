package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Ends the sessions that one user has in roles, of the user's own account and of the others that are read. A role is everybody's who may assume
 * it, so that is done where sessions tell whose they are: since the trust makes them, or since the log shows who began them. Of
 * the other roles it is told that it was not done.
 */
final class AssumedRoles {

    private final Accounts accounts;
    private final AwsSettings settings;
    private final Blocking blocking;
    private final Optional<Trail> trail;

    /** @param trail the log of the account whose users these are */
    AssumedRoles(Accounts accounts, AwsSettings settings, Blocking blocking, Optional<Trail> trail) {
        this.accounts = accounts;
        this.settings = settings;
        this.blocking = blocking;
        this.trail = trail;
    }

    /** What of sessions in roles goes on, as a certificate says it. */
    static String left(AwsSettings settings) {
        if (!settings.roleSessions()) {
            return "sessions of roles that the user assumed, not denied anything";
        }
        return "sessions of roles that the user assumed, denied everything but where "
                + (settings.trail().isPresent()
                        ? "neither the role's trust nor the log tells whose they are, or the role is of an account that is not read"
                        : "the role's trust does not tell users apart, or the role is of an account that is not read");
    }

    /** @param own what came of ending the user's own sessions */
    ChangeOutcome end(AwsUser user, ChangeOutcome own) {
        RoleDenials.Course course = new RoleDenials.Course();
        try {
            end(user, blocking.now(user), course);
        } catch (Trouble e) {
            course.failed("roles could not be read: ", e);
        }
        return together(own, course);
    }

    private void end(AwsUser user, Instant now, RoleDenials.Course course) throws Trouble {
        Optional<Trail.Assumed> log = log(user, now, course);
        Optional<Set<String>> begun = log.map(read -> read.sessions().keySet());
        Set<String> reached = ConcurrentHashMap.newKeySet();
        for (Together.Done<String, RoleDenials.Course> done : Together.each(
                accounts.numbers(),
                settings.others().map(AwsSettings.Others::parallel).orElse(1),
                number -> accounts.in(number, account -> account.denials().deny(user, begun, now, reached)))) {
            done.result().ifPresent(course::add);
            done.trouble().ifPresent(trouble -> course.failed("roles could not be read: ", trouble));
        }
        log.ifPresent(read -> read.sessions().forEach((session, arn) -> {
            if (!reached.contains(session)) {
                course.tell(Fact.personal("notDenied.sessionElsewhere", arn));
            }
        }));
    }

    /** What the log shows of roles that were assumed; empty where it is not read. */
    private Optional<Trail.Assumed> log(AwsUser user, Instant now, RoleDenials.Course course) {
        if (trail.isEmpty()) {
            return Optional.empty();
        }
        try {
            Trail.Assumed read = trail.get().assumed(user, now.minus(RoleDenial.LONGEST), now);
            course.tell(
                    Fact.plain("roles.logWholeUntil", read.coverage().until().toString()));
            read.coverage().missing().ifPresent(missing -> course.tell(Fact.plain("roles.logLacks", missing)));
            return Optional.of(read);
        } catch (Trouble e) {
            course.failed("the log of roles that were assumed could not be read: ", e);
            return Optional.empty();
        }
    }

    // Judging

    private static ChangeOutcome together(ChangeOutcome own, RoleDenials.Course course) {
        return switch (own) {
            case ChangeOutcome.Applied(Evidence evidence) -> roles(course, Roles.with(evidence, course.facts()));
            case ChangeOutcome.Unchanged(Evidence evidence) -> roles(course, Roles.with(evidence, course.facts()));
            case ChangeOutcome.Refused(String reason, Evidence evidence) ->
                new ChangeOutcome.Refused(joined(reason, course), Roles.with(evidence, course.facts()));
            case ChangeOutcome.InDoubt(String reason, Evidence evidence) ->
                new ChangeOutcome.InDoubt(joined(reason, course), Roles.with(evidence, course.facts()));
            case ChangeOutcome.Unreachable unreachable ->
                course.mayHaveWritten()
                        ? new ChangeOutcome.InDoubt(joined(unreachable.reason(), course), new Evidence(course.facts()))
                        : unreachable;
        };
    }

    private static ChangeOutcome roles(RoleDenials.Course course, Evidence evidence) {
        if (course.failures().isEmpty()) {
            return new ChangeOutcome.Applied(evidence);
        }
        String reason = joined("the user's own sessions are denied", course);
        return course.failures().stream().anyMatch(WriteAnswer.Refused.class::isInstance)
                ? new ChangeOutcome.Refused(reason, evidence)
                : new ChangeOutcome.InDoubt(reason, evidence);
    }

    private static String joined(String reason, RoleDenials.Course course) {
        return Stream.concat(Stream.of(reason), course.failures().stream().flatMap(AssumedRoles::reason))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static Stream<String> reason(WriteAnswer answer) {
        return switch (answer) {
            case WriteAnswer.Done done -> Stream.empty();
            case WriteAnswer.Refused(String reason) -> Stream.of(reason);
            case WriteAnswer.NotNow(String reason) -> Stream.of(reason);
            case WriteAnswer.Lost(String reason) -> Stream.of(reason);
        };
    }
}
