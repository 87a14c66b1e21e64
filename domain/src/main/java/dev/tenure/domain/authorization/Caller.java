package dev.tenure.domain.authorization;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

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

    /**
     * Whether the provider's subject or the name it shows is one of these, without regard to case: the product knows nobody by the
     * subject, so this is as far as can be told whether somebody is the person who asks.
     */
    public boolean isKnownAs(Stream<String> names) {
        return names.map(Caller::lower).anyMatch(known -> known.equals(lower(subject)) || known.equals(lower(name)));
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
