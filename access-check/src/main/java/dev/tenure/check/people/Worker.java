package dev.tenure.check.people;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person of the HR file. A hundred thousand of them are held at once: empty texts stand for what HR does not say.
 *
 * @param line the first line that tells of them
 * @param workerId as written, or what stands for it where the file has no ids
 * @param email in lower case
 * @param username in lower case
 * @param name as written
 * @param zone where their day ends
 * @param standing on the day that is asked for
 * @param lastDay the last working day, where they have left and HR says when
 * @param remark what in HR's own words speaks against the standing
 */
public record Worker(
        long line,
        String workerId,
        String email,
        String username,
        String name,
        ZoneId zone,
        Standing standing,
        @Nullable LocalDate lastDay,
        String remark) {

    /** The last working day of somebody who left, where HR says it. */
    public Optional<LocalDate> left() {
        return Optional.ofNullable(lastDay);
    }

    /** The worker in a few words. */
    public String words() {
        String said =
                switch (standing) {
                    case EMPLOYED -> "employed";
                    case UNKNOWN -> "of unknown standing";
                    case EXPECTED -> "not yet begun";
                    case LEFT -> "left" + (lastDay == null ? "" : " " + lastDay);
                };
        return workerId + " (" + said + ", line " + line + ")";
    }

    /** This person, with another row about them. */
    Worker with(Worker other) {
        Worker best = other.standing.compareTo(standing) < 0 ? other : this;
        LocalDate last = best.lastDay;
        if (standing == Standing.LEFT && other.standing == Standing.LEFT) {
            last = lastDay == null || (other.lastDay != null && other.lastDay.isAfter(lastDay))
                    ? other.lastDay
                    : lastDay;
        }
        return new Worker(
                line,
                workerId,
                email.isEmpty() ? other.email : email,
                username.isEmpty() ? other.username : username,
                name.isEmpty() ? other.name : name,
                best.zone,
                best.standing,
                last,
                best.remark);
    }

    /** Whether the row may be about the same person: nothing that both say differs. */
    boolean agrees(Worker other) {
        return agree(email, other.email) && agree(name, other.name) && agree(username, other.username);
    }

    private static boolean agree(String one, String other) {
        return one.isEmpty() || other.isEmpty() || one.equalsIgnoreCase(other);
    }
}
