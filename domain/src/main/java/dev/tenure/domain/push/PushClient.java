package dev.tenure.domain.push;

import dev.tenure.domain.identity.WorkerSource;

/**
 * A system that pushes users and groups by SCIM. It is a source of workers and sees its own records only.
 *
 * @param source what it is as a source
 * @param subject the subject of the tokens it signs in with
 * @param enabled whether it may push at present
 * @param version counts changes, for optimistic locking
 */
public record PushClient(WorkerSource source, String subject, boolean enabled, long version) {

    /** The longest subject, in characters; OpenID Connect Core section 2 allows no longer one. */
    public static final int LONGEST_SUBJECT = 255;

    public PushClient {
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            throw new IllegalArgumentException(
                    "subject: is empty or longer than 255 characters: write the subject of the client's tokens");
        }
    }

    /** The source's name. */
    public String name() {
        return source.name();
    }
}
