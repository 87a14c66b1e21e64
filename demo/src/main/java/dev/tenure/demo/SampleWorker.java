package dev.tenure.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * A made-up worker as the HR file describes them on one day.
 *
 * @param workerId the HR system's id; directories carry it as {@code employeeNumber}
 * @param name given and family name
 * @param department empty for the managing director
 * @param title the job title
 * @param managerId the manager's worker id; empty for the managing director
 * @param place where they work, and by which zone
 * @param startDate the first day
 * @param contractor whether they are a contractor rather than an employee
 * @param departure the ending, where HR knows one
 */
record SampleWorker(
        String workerId,
        SampleNames.FullName name,
        Optional<SampleDepartment> department,
        String title,
        Optional<String> managerId,
        SamplePlace place,
        LocalDate startDate,
        boolean contractor,
        Optional<Departure> departure) {

    /** The same worker with an ending. */
    SampleWorker leaving(Departure known) {
        return new SampleWorker(
                workerId, name, department, title, managerId, place, startDate, contractor, Optional.of(known));
    }

    /** The name as people read it. */
    String displayName() {
        return name.given() + " " + name.family();
    }

    /** The part before the {@code @}, and the account's name: letters and a dot. */
    String login() {
        return plain(name.given()) + "." + plain(name.family());
    }

    /** The work address, below a domain that RFC 2606 reserves for examples. */
    String email() {
        return login() + "@" + SampleCompany.MAIL_DOMAIN;
    }

    /** Whether there is an account in the engineering directory too. */
    boolean usesEngineeringDirectory() {
        return department.map(SampleDepartment::usesEngineeringDirectory).orElse(false);
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replace('á', 'a').replace('ô', 'o');
    }

    /**
     * What HR knows of an ending, each fact apart.
     *
     * @param lastWorkingDay by the worker's zone
     * @param effectiveDate the contract's last day
     * @param immediateNoticeAt when to shut out at once, where HR says so
     * @param enteredAt when somebody typed it into the HR system
     */
    record Departure(
            LocalDate lastWorkingDay,
            LocalDate effectiveDate,
            Optional<Instant> immediateNoticeAt,
            Instant enteredAt) {}
}
