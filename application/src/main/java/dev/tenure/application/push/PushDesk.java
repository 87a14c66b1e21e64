package dev.tenure.application.push;

import dev.tenure.application.lifecycle.WorkerDesk;
import dev.tenure.domain.push.PushClient;
import dev.tenure.domain.push.PushedUser;
import dev.tenure.domain.push.PushedUserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What the use cases about pushed users share. Every method runs in the transaction of its use case. */
public final class PushDesk {

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final PushedUsers users;
    private final WorkerDesk workers;

    public PushDesk(PushedUsers users, WorkerDesk workers) {
        this.users = users;
        this.workers = workers;
    }

    /** What of a user another one has already. */
    Optional<TakenFact> taken(PushedUser user) {
        if (isOther(users.ofUserName(user.source(), user.userName()), user)) {
            return Optional.of(TakenFact.USER_NAME);
        }
        if (isOther(user.externalId().flatMap(id -> users.ofExternalId(user.source(), id)), user)) {
            return Optional.of(TakenFact.EXTERNAL_ID);
        }
        return isOther(users.ofWorkerId(user.source(), user.workerId()), user)
                ? Optional.of(TakenFact.WORKER_ID)
                : Optional.empty();
    }

    /** Takes what a user says of the worker. */
    void tell(PushClient client, PushedUser user, Instant now) {
        UnaryOperator<String> workerIdOf = reference -> workerId(client.name(), reference);
        workers.take(client.source(), user.record(client.source(), workerIdOf), now, now);
    }

    /** SCIM names a manager by the id of their resource; some clients send their own id of the person instead. */
    private String workerId(String source, String reference) {
        return UUID_FORM.matcher(reference).matches()
                ? users.find(source, new PushedUserId(UUID.fromString(reference)))
                        .map(PushedUser::workerId)
                        .orElse(reference)
                : reference;
    }

    private static boolean isOther(Optional<PushedUser> found, PushedUser user) {
        return found.filter(other -> !other.id().equals(user.id())).isPresent();
    }
}
