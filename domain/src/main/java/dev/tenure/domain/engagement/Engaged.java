package dev.tenure.domain.engagement;

import dev.tenure.domain.identity.IdentityKind;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Who is engaged.
 *
 * @param kind as what: a contractor or one of a vendor's people
 * @param givenName the given name
 * @param familyName the family name
 * @param email the work address; the register knows the person by it, so whoever comes back is the same person
 * @param company whom they work for, shown as the department
 * @param title what they do
 * @param location where they work
 * @param zone whose days the end is counted by
 */
public record Engaged(
        IdentityKind kind,
        String givenName,
        String familyName,
        String email,
        Optional<String> company,
        Optional<String> title,
        Optional<String> location,
        ZoneId zone) {

    private static final int LONGEST = 200;

    public Engaged {
        if (kind != IdentityKind.CONTRACTOR && kind != IdentityKind.VENDOR) {
            throw new IllegalArgumentException("kind: is neither contractor nor vendor: the register holds no others");
        }
        checked("givenName", givenName);
        checked("familyName", familyName);
        if (!email.matches("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,190}")) {
            throw new IllegalArgumentException("email: is no address: write one like ada@company.example");
        }
        company.ifPresent(text -> checked("company", text));
        title.ifPresent(text -> checked("title", text));
        location.ifPresent(text -> checked("location", text));
    }

    /** The name as people read it. */
    public String displayName() {
        return (givenName + " " + familyName).strip();
    }

    private static void checked(String field, String text) {
        if (text.isBlank()
                || text.length() > LONGEST
                || text.chars().anyMatch(c -> Character.isISOControl(c) || c == '\uFFFD')) {
            throw new IllegalArgumentException(field + ": write 1 to " + LONGEST + " characters on one line");
        }
    }
}
