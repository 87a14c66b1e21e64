package dev.tenure.domain.authorization;

import java.util.Arrays;
import java.util.Set;

/**
 * Who is asking, as the OpenID provider vouches.
 *
 * @param subject the provider's stable id of the person or client; never a name
 * @param name what to show to people; may be the subject again
 * @param roles the roles their claims map to; empty for somebody without any
 */
public record Caller(String subject, String name, Set<Role> roles) {

    public Caller {
        if (subject.isBlank()) {
            throw new IllegalArgumentException("subject: is empty");
        }
        roles = Set.copyOf(roles);
    }

    /** Whether the caller holds at least one of these. */
    public boolean hasAny(Role... wanted) {
        return Arrays.stream(wanted).anyMatch(roles::contains);
    }

    /** Whether both are the same person, whatever roles they hold at the moment. */
    public boolean isSamePersonAs(String otherSubject) {
        return subject.equals(otherSubject);
    }
}
