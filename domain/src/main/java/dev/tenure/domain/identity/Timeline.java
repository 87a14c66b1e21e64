package dev.tenure.domain.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Somebody's tenures, as one source's statements tell them. The same statements in whatever order, and however often, make
 * the same timeline.
 */
public final class Timeline {

    private final List<Period> told;
    private final List<Period> periods;

    private Timeline(List<Period> told) {
        this.told = told;
        this.periods = numbered(told);
    }

    /**
     * Works the tenures out.
     *
     * @param statements everything one source said of one person, under one id or several; MUST NOT be empty
     */
    public static Timeline of(List<WorkerStatement> statements) {
        if (statements.isEmpty()) {
            throw new IllegalArgumentException("statements: are none");
        }
        Map<WorkerKey, List<Period>> byKey = new LinkedHashMap<>();
        statements.stream().sorted(WorkerStatement.IN_ORDER).forEach(statement -> {
            List<Period> line = byKey.computeIfAbsent(statement.record().key(), key -> new ArrayList<>());
            tell(line, statement);
        });
        List<Period> all = byKey.values().stream()
                .flatMap(line -> goingOn(line).stream())
                .sorted(Comparator.comparing(Period::start))
                .toList();
        return new Timeline(all);
    }

    /**
     * The same behind those tenures of another source that are over before the first day that this one knows: of what was
     * before, whoever begins later has nothing to say. A tenure of which no end is told is not among them.
     */
    public Timeline behind(Timeline other) {
        LocalDate first = (standing().findAny().isPresent() ? standing() : periods.stream())
                .map(Period::start)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        List<Period> all = Stream.concat(
                        other.told.stream()
                                .filter(period -> !period.terms().cancelled())
                                .filter(period -> period.isBefore(first) || period.goesOnBefore(first)),
                        told.stream())
                .sorted(Comparator.comparing(Period::start))
                .toList();
        return all.size() == told.size() ? this : new Timeline(all);
    }

    /** What one more statement makes of the tenures that one id of a source has. */
    private static void tell(List<Period> line, WorkerStatement statement) {
        EmploymentTerms terms = statement.record().terms();
        // A first day that no longer lies behind the end before it takes that tenure back.
        while (line.size() > 1
                && !line.getLast().isConverted()
                && !line.get(line.size() - 2).isBefore(terms.startDate())) {
            line.removeLast();
        }
        if (line.isEmpty()) {
            line.add(Period.begun(Tenure.Origin.HIRED, terms.startDate(), statement));
            return;
        }
        Period last = line.getLast();
        // A first day that is put off before it came makes no second tenure, whatever end the first was to have.
        if (last.isBefore(terms.startDate()) && last.hasBegun(statement.saidFor())) {
            line.add(Period.begun(Tenure.Origin.REHIRED, terms.startDate(), statement));
        } else if (last.isOtherSort(statement.record().profile().kind())) {
            LocalDate said = LocalDate.ofInstant(
                    statement.saidFor(), statement.record().profile().zone());
            LocalDate from = terms.startDate().isAfter(last.start()) ? terms.startDate() : said;
            boolean endsBefore = terms.termination()
                    .filter(ending -> ending.lastDay().isBefore(from))
                    .isPresent();
            if (from.isAfter(last.start()) && !endsBefore) {
                line.add(Period.begun(Tenure.Origin.CONVERTED, from, statement));
            } else {
                line.set(line.size() - 1, last.told(statement, startSaid(line, terms)));
            }
        } else {
            line.set(line.size() - 1, last.told(statement, startSaid(line, terms)));
        }
    }

    /** Who was converted keeps the first day of the new tenure where the source still names the one they were first hired on. */
    private static LocalDate startSaid(List<Period> line, EmploymentTerms terms) {
        Period last = line.getLast();
        boolean isOfTheFirst = last.isConverted()
                && !terms.startDate().isAfter(line.get(line.size() - 2).start());
        return isOfTheFirst ? last.start() : terms.startDate();
    }

    /** Of one id: who is converted goes on until the new tenure begins, whatever was said of an ending before. */
    private static List<Period> goingOn(List<Period> line) {
        List<Period> going = new ArrayList<>(line);
        for (int i = 1; i < line.size(); i++) {
            if (line.get(i).isConverted()) {
                going.set(i - 1, line.get(i - 1).goingOnUntil(line.get(i)));
            }
        }
        return going;
    }

    /**
     * Numbers the tenures. What follows without a day between is the same tenure, whatever id or contract it is under; as
     * something else it is a conversion.
     */
    private static List<Period> numbered(List<Period> all) {
        List<Period> numbered = new ArrayList<>();
        for (Period period : all) {
            List<Period> standing = numbered.stream()
                    .filter(before -> !before.terms().cancelled())
                    .toList();
            int highest = standing.stream()
                    .mapToInt(before -> before.tenure().number())
                    .max()
                    .orElse(0);
            List<Period> reaching =
                    standing.stream().filter(before -> before.reaches(period)).toList();
            Optional<Tenure> same = reaching.stream()
                    .filter(before -> !before.isOtherSort(period.kind()))
                    .map(Period::tenure)
                    .reduce((earlier, later) -> later);
            if (!period.terms().cancelled()) {
                numbered.replaceAll(before ->
                        reaching.contains(before) && before.endsBefore(period) ? before.goingOnUntil(period) : before);
            }
            Tenure.Origin origin = reaching.isEmpty()
                    ? standing.isEmpty() ? Tenure.Origin.HIRED : Tenure.Origin.REHIRED
                    : Tenure.Origin.CONVERTED;
            numbered.add(period.as(same.orElseGet(() -> new Tenure(highest + 1, origin, period.start()))));
        }
        return List.copyOf(numbered);
    }

    /**
     * Where the person stands at a moment.
     *
     * @param outAt when the product let the person go; kept by those who are out
     */
    public Employment at(Instant now, Instant outAt) {
        Optional<Period> lasting = lasting(now);
        if (lasting.isPresent()) {
            return lasting.get().lasting(now, isFollowed(lasting.get()));
        }
        Optional<Period> coming = coming(now);
        if (coming.isPresent()) {
            return coming.get().lasting(now, false);
        }
        return out(now, outAt).orElseGet(() -> periods.getLast().cancelled(outAt));
    }

    /**
     * How the person left last; empty for somebody who never did.
     *
     * @param outAt when the product let the person go
     */
    public Optional<Employment.Out> out(Instant now, Instant outAt) {
        return over(now).map(period -> period.over(now, outAt));
    }

    /** By whose days the person left last; empty for somebody who never did. */
    public Optional<ZoneId> zoneOfLeaving(Instant now) {
        return over(now).map(Period::zone);
    }

    /** When the passing of time will next change something after a moment; empty where it will not. */
    public Optional<Instant> nextAfter(Instant now) {
        return periods.stream().flatMap(Period::moments).filter(now::isBefore).min(Comparator.naturalOrder());
    }

    /** Every tenure, the earliest first. */
    public List<Tenure> tenures() {
        return periods.stream().map(Period::tenure).toList();
    }

    /** The terms of the tenure that counts at a moment. */
    public EmploymentTerms termsAt(Instant now) {
        return counting(now).terms();
    }

    /** As what the person works in the tenure that counts at a moment. */
    public IdentityKind kindAt(Instant now) {
        return counting(now).kind();
    }

    /** By whose days the tenure that counts at a moment begins and ends. */
    public ZoneId zoneAt(Instant now) {
        return counting(now).zone();
    }

    private Period counting(Instant now) {
        return lasting(now).or(() -> coming(now)).or(() -> over(now)).orElseGet(periods::getLast);
    }

    /** The next that begins. One that was ended before its first day does not. */
    private Optional<Period> coming(Instant now) {
        return standing()
                .filter(period -> !period.hasBegun(now) && !period.isOver(now))
                .min(Comparator.comparing(Period::start));
    }

    private Optional<Period> over(Instant now) {
        return standing()
                .filter(period -> period.out().filter(out -> !now.isBefore(out)).isPresent())
                .filter(period -> !isFollowed(period))
                .max(Comparator.comparing(period -> period.out().orElseThrow()));
    }

    private Optional<Period> lasting(Instant now) {
        return standing()
                .filter(period -> period.hasBegun(now) && !period.isOver(now))
                .reduce((earlier, later) -> later);
    }

    /** Whether somebody goes on working when a tenure ends: another one lasts then. */
    private boolean isFollowed(Period ending) {
        return ending.out().stream()
                .anyMatch(out -> standing().anyMatch(other -> other.hasBegun(out) && !other.isOver(out)));
    }

    private Stream<Period> standing() {
        return periods.stream().filter(period -> !period.terms().cancelled());
    }

    /**
     * One tenure with what is known of it.
     *
     * @param start its own first day; that of the tenure may be of a contract before
     * @param kind as what
     * @param zone by whose days
     * @param learntAt when its ending, or that it was taken back, was first heard of
     * @param goesOnUntil when what follows without a day between takes its place
     */
    private record Period(
            Tenure tenure,
            LocalDate start,
            IdentityKind kind,
            ZoneId zone,
            EmploymentTerms terms,
            Optional<Instant> learntAt,
            Optional<Instant> goesOnUntil) {

        static Period begun(Tenure.Origin origin, LocalDate start, WorkerStatement statement) {
            return new Period(
                    new Tenure(1, origin, start),
                    start,
                    statement.record().profile().kind(),
                    statement.record().profile().zone(),
                    statement.record().terms(),
                    says(statement.record().terms()) ? Optional.of(statement.receivedAt()) : Optional.empty(),
                    Optional.empty());
        }

        private static boolean says(EmploymentTerms terms) {
            return terms.termination().isPresent() || terms.cancelled();
        }

        Period told(WorkerStatement statement, LocalDate from) {
            EmploymentTerms said = statement.record().terms();
            Optional<Instant> learnt = says(said)
                    ? Optional.of(learntAt.filter(statement.receivedAt()::isAfter)
                            .filter(earlier -> !isAnotherEnding(statement))
                            .orElse(statement.receivedAt()))
                    : Optional.empty();
            return new Period(
                    new Tenure(tenure.number(), tenure.origin(), from),
                    from,
                    statement.record().profile().kind(),
                    statement.record().profile().zone(),
                    said,
                    learnt,
                    Optional.empty());
        }

        /**
         * Whether this is no correction of the ending known before: a hire is taken back or restored; a later ending is told
         * of somebody who is out already; or one that is past of somebody whose end was to come.
         */
        private boolean isAnotherEnding(WorkerStatement statement) {
            Optional<Termination> next = statement.record().termination();
            boolean isLater = next.filter(told -> terms.termination()
                            .filter(known -> told.lastDay().isAfter(known.lastDay()))
                            .isPresent())
                    .isPresent();
            boolean isPast = next.map(told ->
                            told.clockStart(statement.record().profile().zone()).at())
                    .filter(at -> !at.isAfter(statement.receivedAt()))
                    .isPresent();
            return terms.cancelled() != statement.record().terms().cancelled()
                    || (isOver(statement.saidFor()) && isLater)
                    || (!isOver(statement.receivedAt()) && isPast);
        }

        Period as(Tenure numbered) {
            return new Period(numbered, start, kind, zone, terms, learntAt, goesOnUntil);
        }

        /** Until what follows begins, or ends before its first day: who is shut out at once is so under every contract. */
        Period goingOnUntil(Period next) {
            Instant until =
                    next.out().filter(out -> out.isBefore(next.begins())).orElseGet(next::begins);
            return new Period(
                    tenure, start, kind, zone, terms.ending(Optional.empty()), Optional.empty(), Optional.of(until));
        }

        boolean isConverted() {
            return tenure.origin() == Tenure.Origin.CONVERTED;
        }

        boolean isOtherSort(IdentityKind other) {
            return (kind == IdentityKind.EMPLOYEE) != (other == IdentityKind.EMPLOYEE);
        }

        /** Whether it is over before a day on which another tenure begins. */
        boolean isBefore(LocalDate day) {
            return terms.termination()
                    .filter(ending -> day.isAfter(ending.lastWorkingDay()))
                    .isPresent();
        }

        /** Whether another took its place before a day. */
        boolean goesOnBefore(LocalDate day) {
            return goesOnUntil
                    .filter(until -> until.isBefore(day.atStartOfDay(zone).toInstant()))
                    .isPresent();
        }

        /** Whether it lasts until a later one begins, without a day between. Who was shut out at once has left. */
        boolean reaches(Period later) {
            return goesOnUntil.map(until -> !later.begins().isAfter(until)).orElseGet(() -> terms.termination()
                    .filter(ending -> ending.lastDay().plusDays(1).isBefore(later.start())
                            || ending.clockStart(zone).rule() == ClockStart.Rule.IMMEDIATE_NOTICE)
                    .isEmpty());
        }

        boolean endsBefore(Period later) {
            return terms.termination()
                    .filter(ending -> ending.lastDay().isBefore(later.start()))
                    .isPresent();
        }

        Instant begins() {
            return start.atStartOfDay(zone).toInstant();
        }

        boolean hasBegun(Instant moment) {
            return !moment.isBefore(begins());
        }

        Optional<Instant> out() {
            return terms.termination().map(ending -> ending.clockStart(zone).at());
        }

        /** Whether it lasts no more: it ended, or another took its place. */
        boolean isOver(Instant moment) {
            return Stream.concat(out().stream(), goesOnUntil.stream()).anyMatch(end -> !moment.isBefore(end));
        }

        Employment lasting(Instant now, boolean followed) {
            Employment.Employed standing = !hasBegun(now)
                    ? new Employment.Expected(tenure)
                    : terms.leave()
                            .filter(leave -> leave.covers(now, zone))
                            .<Employment.Employed>map(leave -> new Employment.OnLeave(tenure, leave))
                            .orElse(new Employment.Active(tenure));
            Optional<Termination> ending = followed ? Optional.empty() : terms.termination();
            return ending.<Employment>map(termination -> new Employment.TerminationScheduled(
                            tenure, Employment.Meanwhile.of(standing), termination, learntAt.orElseThrow()))
                    .orElse(standing);
        }

        Employment.Out over(Instant now, Instant outAt) {
            Termination termination = terms.termination().orElseThrow();
            return now.isBefore(termination.endOfContract(zone))
                    ? new Employment.GardenLeave(tenure, termination, learntAt.orElseThrow(), outAt)
                    : new Employment.Ended(tenure, termination, learntAt.orElseThrow(), outAt);
        }

        Employment.Out cancelled(Instant outAt) {
            return new Employment.Cancelled(tenure, learntAt.orElseThrow(), outAt);
        }

        Stream<Instant> moments() {
            Stream<Instant> ofLeave = terms.leave().stream()
                    .flatMap(leave ->
                            Stream.concat(Stream.of(leave.from()), leave.until().map(day -> day.plusDays(1)).stream()))
                    .map(day -> day.atStartOfDay(zone).toInstant());
            Stream<Instant> ofEnding = terms.termination().stream()
                    .flatMap(ending -> Stream.of(ending.clockStart(zone).at(), ending.endOfContract(zone)));
            return Stream.of(Stream.of(begins()), ofLeave, ofEnding, goesOnUntil.stream())
                    .flatMap(moments -> moments);
        }
    }
}
