package dev.tenure.application.push;

import dev.tenure.domain.push.PushClient;
import java.util.List;
import java.util.Optional;

/** Keeps the clients of the SCIM server. Every method MUST run in the caller's transaction. */
public interface PushClients {

    /** The client of a name. */
    Optional<PushClient> find(String name);

    /** The client whose tokens have a subject, compared byte for byte. */
    Optional<PushClient> ofSubject(String subject);

    /** Every client, by name. There are a handful. */
    List<PushClient> all();

    /**
     * Adds or changes a client and gives it at its new version. MUST throw where the stored version is not the client's, and
     * where another client has the subject.
     */
    PushClient save(PushClient client);
}
