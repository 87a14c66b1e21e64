package dev.tenure.domain.identity;

import java.time.ZoneId;
import java.util.Optional;

/**
 * What HR says of a person, apart from their employment.
 *
 * @param kind what the identity stands for
 * @param givenName as HR writes it
 * @param familyName as HR writes it
 * @param email the work address
 * @param department the organisational unit
 * @param title the job title
 * @param managerWorkerId the manager, by the same source's id
 * @param location the place of work
 * @param zone the worker's own time zone: their days end by it
 */
public record Profile(
        IdentityKind kind,
        String givenName,
        String familyName,
        Optional<String> email,
        Optional<String> department,
        Optional<String> title,
        Optional<String> managerWorkerId,
        Optional<String> location,
        ZoneId zone) {

    /** The same as something else, by other days. */
    public Profile as(IdentityKind other, ZoneId days) {
        return new Profile(other, givenName, familyName, email, department, title, managerWorkerId, location, days);
    }

    /** The name as people read it. */
    public String displayName() {
        return (givenName + " " + familyName).strip();
    }
}
