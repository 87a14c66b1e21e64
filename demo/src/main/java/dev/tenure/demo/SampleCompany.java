package dev.tenure.demo;

import dev.tenure.demo.SampleWorker.Departure;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Larkfield Instruments, a fictional company of 200, the same at each run but for its dates. It knows two days: on the
 * first somebody's ending is scheduled; on the second that ending is taken back and three others leave.
 *
 * <ul>
 *   <li>The late one: the last working day was yesterday and HR enters it only now.
 *   <li>The immediate one: shut out from now on, while the contract runs on.
 *   <li>The privileged one: a domain administrator, shut out from a moment soon to come, who also holds the break-glass
 *       account.
 * </ul>
 */
final class SampleCompany {

    /** The company's name. */
    static final String NAME = "Larkfield Instruments";

    /** Below the top-level domain that RFC 2606 reserves for examples. */
    static final String MAIL_DOMAIN = "larkfield.example";

    /** How many work here. */
    static final int HEAD_COUNT = 200;

    private static final int FIRST_WORKER_NUMBER = 10_001;
    private static final int DOMAIN_ADMINISTRATORS = 4;
    private static final int DAYS_OF_HISTORY = 3000;
    private static final int NOTICE_DAYS = 9;
    private static final int CONTRACT_RUNS_ON_DAYS = 30;
    private static final int CONTRACTORS_ONE_IN = 10;
    private static final long SEED = 20_260_101L;

    private final List<SampleWorker> workers;
    private final Instant founded;

    private SampleCompany(List<SampleWorker> workers, Instant founded) {
        this.workers = List.copyOf(workers);
        this.founded = founded;
    }

    /**
     * The company as it stands.
     *
     * @param now the dates lie around this
     */
    static SampleCompany at(Instant now) {
        Random chance = new Random(SEED);
        List<SampleNames.FullName> names = SampleNames.draw(HEAD_COUNT, chance);
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<SampleWorker> workers = new ArrayList<>();
        workers.add(worker(names, 0, Optional.empty(), "Managing Director", Optional.empty(), false, today, chance));
        String director = workers.getFirst().workerId();
        for (SampleDepartment department : SampleDepartment.values()) {
            Optional<SampleDepartment> here = Optional.of(department);
            SampleWorker head = worker(
                    names,
                    workers.size(),
                    here,
                    "Head of " + department.label(),
                    Optional.of(director),
                    false,
                    today,
                    chance);
            workers.add(head);
            for (int i = 1; i < department.headCount(); i++) {
                String title = department.title(chance.nextBoolean());
                boolean contractor = chance.nextInt(CONTRACTORS_ONE_IN) == 0;
                workers.add(worker(
                        names, workers.size(), here, title, Optional.of(head.workerId()), contractor, today, chance));
            }
        }
        return new SampleCompany(workers, now);
    }

    /** Everybody who works here, without what the days tell of them. */
    List<SampleWorker> workers() {
        return workers;
    }

    /** The first day's HR file: everybody, and one ending that is scheduled. */
    List<SampleWorker> firstDay() {
        SampleWorker cancelled = cancelled();
        LocalDate last = LocalDate.ofInstant(founded, cancelled.place().zone()).plusDays(NOTICE_DAYS);
        Departure scheduled = new Departure(last, last, Optional.empty(), founded.minus(Duration.ofDays(1)));
        return workers.stream()
                .map(worker -> worker.equals(cancelled) ? worker.leaving(scheduled) : worker)
                .toList();
    }

    /**
     * The second day's HR file: the scheduled ending is gone and three leave.
     *
     * @param now the immediate notice, and when HR enters all three
     * @param notice how long after now the privileged one is to be shut out
     */
    List<SampleWorker> secondDay(Instant now, Duration notice) {
        SampleWorker late = late();
        SampleWorker immediate = immediate();
        SampleWorker privileged = privileged();
        LocalDate yesterday = LocalDate.ofInstant(now, late.place().zone()).minusDays(1);
        return workers.stream()
                .map(worker -> {
                    if (worker.equals(late)) {
                        return worker.leaving(new Departure(yesterday, yesterday, Optional.empty(), now));
                    } else if (worker.equals(immediate)) {
                        return worker.leaving(noticed(worker, now, now));
                    } else if (worker.equals(privileged)) {
                        return worker.leaving(noticed(worker, now.plus(notice), now));
                    }
                    return worker;
                })
                .toList();
    }

    /** Whose ending the first day schedules and the second takes back. */
    SampleWorker cancelled() {
        return nth(SampleDepartment.SALES, 5);
    }

    /** Whose last working day was yesterday. Has an account in both directories. */
    SampleWorker late() {
        return nth(SampleDepartment.ENGINEERING, 11);
    }

    /** Who is shut out at once. Has an account in both directories. */
    SampleWorker immediate() {
        return nth(SampleDepartment.ENGINEERING, 23);
    }

    /** Who is a domain administrator. Has an account in both directories, and the break-glass account. */
    SampleWorker privileged() {
        return domainAdministrators().getLast();
    }

    /** Who answers for the workspace, and leaves on the second day. */
    SampleWorker owner() {
        return immediate();
    }

    /** The second day's leavers: late, immediate, privileged. */
    List<SampleWorker> leavers() {
        return List.of(late(), immediate(), privileged());
    }

    /** Whose accounts are in the group of domain administrators. */
    List<SampleWorker> domainAdministrators() {
        return in(SampleDepartment.IT_OPERATIONS).stream()
                .filter(Predicate.not(SampleWorker::contractor))
                .limit(DOMAIN_ADMINISTRATORS)
                .toList();
    }

    /** Who works in a department, its head first. */
    List<SampleWorker> in(SampleDepartment department) {
        return workers.stream()
                .filter(worker -> worker.department().equals(Optional.of(department)))
                .toList();
    }

    private SampleWorker nth(SampleDepartment department, int position) {
        return in(department).get(position);
    }

    private static Departure noticed(SampleWorker worker, Instant noticeAt, Instant enteredAt) {
        // The day of the notice is not over at the notice, so the notice is what starts the clock.
        LocalDate lastDay = LocalDate.ofInstant(noticeAt, worker.place().zone());
        return new Departure(lastDay, lastDay.plusDays(CONTRACT_RUNS_ON_DAYS), Optional.of(noticeAt), enteredAt);
    }

    private static SampleWorker worker(
            List<SampleNames.FullName> names,
            int position,
            Optional<SampleDepartment> department,
            String title,
            Optional<String> managerId,
            boolean contractor,
            LocalDate today,
            Random chance) {
        SamplePlace[] places = SamplePlace.values();
        return new SampleWorker(
                "E" + (FIRST_WORKER_NUMBER + position),
                names.get(position),
                department,
                title,
                managerId,
                places[chance.nextInt(places.length)],
                today.minusDays(1L + chance.nextInt(DAYS_OF_HISTORY)),
                contractor,
                Optional.empty());
    }
}
