package dev.tenure.application.push;

import dev.tenure.domain.push.PushedUserId;
import dev.tenure.domain.push.PushedValue;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A group as a client describes it.
 *
 * @param document every attribute but the members
 * @param members ids of users of the same client
 */
public record GroupDescription(PushedValue.Complex document, Set<PushedUserId> members) {
    public GroupDescription {
        members = Collections.unmodifiableSet(new LinkedHashSet<>(members));
    }
}
