package dev.tenure.connectors.aws.targets;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that a user did, as CloudTrail will tell it.
 *
 * @param action service and name, such as {@code iam:CreateUser}
 * @param at when
 * @param region where
 * @param key the access key it was signed with
 * @param error the code with which it was refused
 * @param resource the ARN of what it was about
 * @param lent the temporary access key that was given out
 * @param assumed the id of the session of a role that was begun
 */
public record Done(
        String action,
        Instant at,
        String region,
        Optional<String> key,
        Optional<String> error,
        Optional<String> resource,
        Optional<String> lent,
        Optional<String> assumed) {

    /** A call that was carried out, in the region of the global services. */
    public static Done call(String action, Instant at) {
        return new Done(
                action,
                at,
                "us-east-1",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same elsewhere. */
    public Done in(String other) {
        return new Done(action, at, other, key, error, resource, lent, assumed);
    }

    /** The same with this access key. */
    public Done by(String accessKey) {
        return new Done(action, at, region, Optional.of(accessKey), error, resource, lent, assumed);
    }

    /** The same, refused. */
    public Done refused() {
        return new Done(action, at, region, key, Optional.of("AccessDenied"), resource, lent, assumed);
    }

    /** The same about something. */
    public Done on(String arn) {
        return new Done(action, at, region, key, error, Optional.of(arn), lent, assumed);
    }

    /** The same, by which temporary credentials were given out. */
    public Done lending(String accessKey) {
        return new Done(action, at, region, key, error, resource, Optional.of(accessKey), assumed);
    }

    /** The same, by which a session of a role was begun, as {@link EmbeddedAws#addRoleSession} answers its id. */
    public Done assuming(String session) {
        return new Done(action, at, region, key, error, resource, lent, Optional.of(session));
    }

    boolean isSignIn() {
        return action.equals("signin:ConsoleLogin");
    }
}
