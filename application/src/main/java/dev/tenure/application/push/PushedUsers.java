package dev.tenure.application.push;

import dev.tenure.domain.push.PushedUser;
import dev.tenure.domain.push.PushedUserId;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the users that clients push. Every method MUST run in the caller's transaction. Every method that names a source MUST
 * answer as if no other source had any user, and as if nothing had ever been withdrawn.
 */
public interface PushedUsers {

    /** The user of an id. */
    Optional<PushedUser> find(String source, PushedUserId id);

    /** The user who signs in with a name, compared without regard to case. */
    Optional<PushedUser> ofUserName(String source, String userName);

    /** The user whom the client knows by an id of its own, compared byte for byte. */
    Optional<PushedUser> ofExternalId(String source, String externalId);

    /** The user who stands for a worker. */
    Optional<PushedUser> ofWorkerId(String source, String workerId);

    /** Which of these ids are users of the source. */
    Set<PushedUserId> known(String source, Set<PushedUserId> ids);

    /**
     * Adds or changes a user and gives it at its new version. MUST throw where the stored version is not the user's, and where
     * user name, external id or worker id is another user's of the source.
     */
    PushedUser save(PushedUser user);

    /**
     * The users that a query asks for. A walk by cursor MUST give each user that is there all the while and fits all the while
     * exactly once, whatever else is added, changed or withdrawn meanwhile.
     */
    PushedPage<PushedUser> list(String source, PushedQuery query);
}
