package dev.tenure.domain.push;

import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.WorkerRow;
import dev.tenure.domain.push.PushedValue.Complex;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a pushed user's attributes say of a worker, read and checked. */
public final class PushedFacts {

    /** The core schema of users (RFC 7643 section 4.1). */
    public static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";

    /** The enterprise extension (RFC 7643 section 4.3). */
    public static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    /** The product's own extension: the facts of an employment that SCIM has no words for. */
    public static final String WORKER = "urn:tenure:params:scim:schemas:extension:worker:1.0:User";

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;

    final String userName;
    final Optional<String> externalId;
    final Optional<String> employeeNumber;
    final boolean active;
    final IdentityKind kind;
    final String givenName;
    final String familyName;
    final Optional<String> email;
    final Optional<String> department;
    final Optional<String> title;
    final Optional<String> manager;
    final Optional<String> location;
    final Optional<ZoneId> zone;
    final Optional<LocalDate> startDate;
    final Optional<LocalDate> lastWorkingDay;
    final Optional<LocalDate> effectiveDate;
    final Optional<Instant> immediateNoticeAt;
    final Optional<Instant> enteredAt;
    final Optional<LocalDate> leaveFrom;
    final Optional<LocalDate> leaveUntil;
    final boolean hireCancelled;
    final Optional<String> sponsor;
    final Optional<Instant> asOf;

    private final List<Flaw> flaws = new ArrayList<>();

    /**
     * What is wrong with an attribute.
     *
     * @param attribute its path
     * @param reason what is wrong and what to send, without the value
     */
    public record Flaw(String attribute, String reason) {}

    private PushedFacts(Complex document) {
        userName = text(document, "userName").orElse("");
        if (userName.isEmpty()) {
            flaw("userName", "is missing or empty: every user needs one");
        }
        externalId = text(document, "externalId");
        employeeNumber = text(document, ENTERPRISE, "employeeNumber");
        active = document.flag("active").orElse(true);
        kind = kind(document);
        givenName = text(document, "name", "givenName").orElse("");
        familyName = text(document, "name", "familyName")
                .or(() -> givenName.isEmpty()
                        ? text(document, "name", "formatted")
                                .or(() -> text(document, "displayName"))
                                .or(() -> Optional.of(userName))
                        : Optional.empty())
                .orElse("");
        email = preferred(document, "emails", "value");
        department = text(document, ENTERPRISE, "department");
        title = text(document, "title");
        manager = text(document, ENTERPRISE, "manager", "value")
                .or(() -> text(document, ENTERPRISE, "manager", "displayName"));
        location = preferred(document, "addresses", "locality");
        zone = zone(document, WORKER, "timeZone").or(() -> zone(document, "timezone"));
        startDate = day(document, "startDate");
        lastWorkingDay = day(document, "lastWorkingDay");
        effectiveDate = day(document, "effectiveDate");
        immediateNoticeAt = moment(document, "immediateNoticeAt");
        enteredAt = moment(document, "hrEnteredAt");
        leaveFrom = day(document, "leaveFrom");
        leaveUntil = day(document, "leaveUntil");
        if (leaveUntil.isPresent() && leaveFrom.isEmpty()) {
            flaw("leaveUntil", "stands without leaveFrom: send the first day of the leave too");
        }
        if (leaveFrom.isPresent() && leaveUntil.filter(leaveFrom.get()::isAfter).isPresent()) {
            flaw("leaveUntil", "is before leaveFrom: correct one of them");
        }
        if (startDate.isPresent()
                && lastWorkingDay.filter(startDate.get()::isAfter).isPresent()) {
            flaw("lastWorkingDay", "is before startDate: correct one of them");
        }
        hireCancelled = document.flag(WORKER, "hireCancelled").orElse(false);
        sponsor = text(document, WORKER, "sponsor");
        asOf = moment(document, "asOf");
    }

    /** Everything that is wrong with a user's attributes; empty where nothing is. */
    public static List<Flaw> flaws(Complex document) {
        return List.copyOf(new PushedFacts(document).flaws);
    }

    /**
     * Reads a user's attributes.
     *
     * @throws IllegalArgumentException where something is wrong with one
     */
    static PushedFacts of(Complex document) {
        PushedFacts facts = new PushedFacts(document);
        if (!facts.flaws.isEmpty()) {
            Flaw first = facts.flaws.getFirst();
            throw new IllegalArgumentException(first.attribute() + ": " + first.reason());
        }
        return facts;
    }

    /** Whether the source itself names a day or a moment of an ending. */
    boolean namesAnEnding() {
        return lastWorkingDay.isPresent() || effectiveDate.isPresent() || immediateNoticeAt.isPresent();
    }

    private void flaw(String attribute, String reason) {
        flaws.add(new Flaw(attribute, reason));
    }

    private Optional<String> text(Complex document, String... path) {
        return document.text(path).map(text -> {
            if (text.length() > WorkerRow.LONGEST) {
                flaw(path[path.length - 1], "is longer than " + WorkerRow.LONGEST + " characters: shorten it");
            } else if (text.chars().anyMatch(Character::isISOControl)) {
                flaw(path[path.length - 1], "holds a control character: remove it");
            }
            return text;
        });
    }

    /** Of several values the primary one, else the one for work, else the first. */
    private Optional<String> preferred(Complex document, String name, String part) {
        List<Complex> values = document.many(name).stream()
                .filter(value -> value.text(part).isPresent())
                .toList();
        return values.stream()
                .filter(value -> value.flag("primary").orElse(false))
                .findFirst()
                .or(() -> values.stream()
                        .filter(value -> value.text("type")
                                .filter("work"::equalsIgnoreCase)
                                .isPresent())
                        .findFirst())
                .or(() -> values.stream().findFirst())
                .flatMap(value -> text(value, part));
    }

    private IdentityKind kind(Complex document) {
        Optional<String> own = document.text(WORKER, "workerType");
        String named = own.or(() -> document.text("userType")).orElse("employee");
        return switch (named.toLowerCase(Locale.ROOT)) {
            case "employee" -> IdentityKind.EMPLOYEE;
            case "contractor" -> IdentityKind.CONTRACTOR;
            case "vendor" -> IdentityKind.VENDOR;
            default -> {
                // A client's userType is in its own words; the extension's workerType is in ours.
                if (own.isPresent()) {
                    flaw("workerType", "is unknown: send employee, contractor or vendor");
                }
                yield IdentityKind.EMPLOYEE;
            }
        };
    }

    private Optional<ZoneId> zone(Complex document, String... path) {
        return document.text(path).flatMap(text -> {
            try {
                return Optional.of(ZoneId.of(text));
            } catch (DateTimeException e) {
                flaw(path[path.length - 1], "is not an IANA time zone: send one like Europe/Berlin");
                return Optional.empty();
            }
        });
    }

    private Optional<LocalDate> day(Complex document, String name) {
        return document.text(WORKER, name).flatMap(text -> {
            try {
                LocalDate day = LocalDate.parse(text);
                if (inRange(day)) {
                    return Optional.of(day);
                }
                flaw(name, "is not between 1900 and 2199: correct the year");
            } catch (DateTimeException e) {
                flaw(name, "is not a date: send one like 2026-01-31");
            }
            return Optional.empty();
        });
    }

    private Optional<Instant> moment(Complex document, String name) {
        return document.text(WORKER, name).flatMap(text -> {
            try {
                OffsetDateTime moment = OffsetDateTime.parse(text);
                if (inRange(moment.toLocalDate())) {
                    return Optional.of(moment.toInstant());
                }
                flaw(name, "is not between 1900 and 2199: correct the year");
            } catch (DateTimeException e) {
                flaw(name, "is not a moment: send one like 2026-01-31T17:00:00Z");
            }
            return Optional.empty();
        });
    }

    private static boolean inRange(LocalDate day) {
        return day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR;
    }
}
