package dev.tenure.domain.push;

import dev.tenure.domain.push.PushedValue.Complex;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A group as a client keeps it here. It has no effect on anybody's access yet.
 *
 * @param id names the resource
 * @param source the client it belongs to
 * @param document every attribute that the client gave, but for the members
 * @param members users of the same client, in the order in which they were added
 * @param created when it came in
 * @param lastModified when it or its members were last changed
 * @param version counts changes; 0 before it is saved for the first time
 */
public record PushedGroup(
        PushedGroupId id,
        String source,
        Complex document,
        Set<PushedUserId> members,
        Instant created,
        Instant lastModified,
        long version) {

    public PushedGroup {
        members = Collections.unmodifiableSet(new LinkedHashSet<>(members));
    }

    /** What people call it. */
    public String displayName() {
        return document.text("displayName").orElse("");
    }

    /** The client's own id of the group. */
    public Optional<String> externalId() {
        return document.text("externalId");
    }

    /** The group as the client describes it now. */
    public PushedGroup revise(Complex description, Set<PushedUserId> people, Instant now) {
        return new PushedGroup(id, source, description, people, created, now, version);
    }

    /** The group at the version that it was saved with. */
    public PushedGroup at(long saved) {
        return new PushedGroup(id, source, document, members, created, lastModified, saved);
    }
}
