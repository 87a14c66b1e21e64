package dev.tenure.testkit.simulation;

import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.identity.AttributeAuthority;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.Leave;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.sample.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Plays invented careers against the product: hires, moves, leaves, corrections, rehires and conversions, told by single
 * records and by files, late, twice, in any order, broken, by two sources that disagree, with restarts in between. At
 * checkpoints everything said so far has arrived, and each person has to stand where the {@link Oracle} says.
 */
public final class LifecycleSimulation {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LENGTH = Duration.ofDays(330);
    private static final Duration STEP = Duration.ofMinutes(1_000);
    private static final int STEPS_TO_CHECKPOINT = 25;
    private static final int LONGEST = 9;
    private static final int TOGETHER = 300;

    private final Supplier<Ports> fresh;

    /** @param fresh gives ports that hold nothing */
    public LifecycleSimulation(Supplier<Ports> fresh) {
        this.fresh = fresh;
    }

    /**
     * What was played.
     *
     * @param careers people
     * @param acts what HR did with them
     * @param told records that arrived, by whatever way
     * @param changes what was done on the target
     * @param judged how often somebody was compared with the oracle
     */
    public record Played(long careers, long acts, long told, long changes, long judged) {
        private Played plus(Played other) {
            return new Played(
                    careers + other.careers,
                    acts + other.acts,
                    told + other.told,
                    changes + other.changes,
                    judged + other.judged);
        }
    }

    /**
     * Plays careers by their seeds.
     *
     * @throws AssertionError where the product and the oracle differ, with the seed and the shortest history that shows it
     */
    public Played play(long firstSeed, int careers) {
        Played all = new Played(0, 0, 0, 0, 0);
        for (long from = firstSeed; from < firstSeed + careers; from += TOGETHER) {
            List<Long> seeds = LongStream.range(from, Math.min(from + TOGETHER, firstSeed + careers))
                    .boxed()
                    .toList();
            try {
                all = all.plus(new Run(fresh.get(), seeds, LONGEST, true).play());
            } catch (Difference e) {
                throw new AssertionError(shortest(e), e);
            }
        }
        return all;
    }

    /** Plays one person alone with ever more acts, plainly first, until the difference shows. */
    private String shortest(Difference found) {
        for (boolean garbled : new boolean[] {false, true}) {
            for (int acts = 1; acts <= LONGEST; acts++) {
                try {
                    new Run(fresh.get(), List.of(found.seed), acts, garbled).play();
                } catch (Difference e) {
                    return "seed " + found.seed + (garbled ? ", garbled" : ", told plainly") + ": " + e.getMessage();
                }
            }
        }
        return "seed " + found.seed + ", only among others: " + found.getMessage();
    }

    /** Where the product and the oracle differ. */
    private static final class Difference extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final long seed;

        Difference(long seed, String message) {
            super(message);
            this.seed = seed;
        }
    }

    /** How a person's records come. */
    private enum Way {
        /** One by one, at once. */
        AT_ONCE,
        /** One by one, late, twice, in any order. */
        GARBLED,
        /** In HR's files alone. */
        BY_FILE
    }

    private static final class Person {
        private final long seed;
        private final Way way;
        private final WorkerKey key;
        private final List<Career.Act> acts;
        private final Optional<Career.Act> hearsay;
        private final List<WorkerRecord> arrived = new ArrayList<>();
        private int inFile;
        private boolean isOut;
        private int leavings;

        Person(long seed, Way way, WorkerKey key, List<Career.Act> acts, Optional<Career.Act> hearsay) {
            this.seed = seed;
            this.way = way;
            this.key = key;
            this.acts = acts;
            this.hearsay = hearsay;
        }

        Optional<Career.Act> known(Instant now) {
            return acts.stream().filter(act -> !act.asOf().isAfter(now)).reduce((earlier, later) -> later);
        }

        /** HR's contracts after an act, and what another source said by now of the time before them. */
        List<Contract> contracts(Career.Act act, Instant now) {
            return hearsay.filter(heard -> !heard.asOf().isAfter(now))
                    .map(heard ->
                            Oracle.behind(act.contracts(), heard.contracts().getFirst()))
                    .orElse(act.contracts());
        }

        /** Of whom everything arrives in order, the contracts decide what may happen at every moment. */
        boolean isTold() {
            return way == Way.AT_ONCE && hearsay.isEmpty();
        }

        /** Counts how often the person leaves, by the contracts. */
        void watch(Instant now) {
            Optional<Career.Act> act = known(now);
            boolean isOutNow =
                    act.isPresent() && Oracle.at(act.get().contracts(), now).isOut();
            if (isOutNow && !isOut) {
                leavings++;
            }
            isOut = isOutNow;
        }

        /** The account of the person, as the target knows it. */
        String account() {
            return "account-" + key.workerId();
        }

        Difference difference(Instant now, String what) {
            String history = acts.stream()
                    .filter(act -> !act.asOf().isAfter(now))
                    .map(act -> "\n  " + act)
                    .collect(Collectors.joining());
            String said = hearsay.map(act -> "\n  elsewhere: " + act).orElse("");
            String order = arrived.stream()
                    .map(record -> "\n  " + record.asOf().orElseThrow())
                    .collect(Collectors.joining());
            return new Difference(
                    seed, "at " + now + " " + what + "; " + way + "\nHR:" + history + said + "\narrived:" + order);
        }
    }

    /** A record on its way. */
    private record Parcel(Instant arrives, Instant asOf, Person person, WorkerSource source, WorkerRecord record) {}

    /** One company, from begin to end. */
    private static final class Run {
        private final SimulatedCompany company;
        private final Map<String, Person> people = new LinkedHashMap<>();
        private final PriorityQueue<Parcel> parcels =
                new PriorityQueue<>(Comparator.comparing(Parcel::arrives).thenComparing(Parcel::asOf));
        private final Random random;
        private final boolean garbled;
        private int ledger;
        private long told;
        private long judged;

        Run(Ports ports, List<Long> seeds, int acts, boolean garbled) {
            this.company = new SimulatedCompany(ports, BEGIN);
            this.random = Career.random(seeds.getFirst(), 4);
            this.garbled = garbled;
            seeds.forEach(seed -> join(seed, acts));
        }

        private void join(long seed, int longest) {
            Random own = Career.random(seed, 3);
            Way way = garbled
                    ? List.of(Way.AT_ONCE, Way.GARBLED, Way.GARBLED, Way.BY_FILE)
                            .get(own.nextInt(4))
                    : Way.AT_ONCE;
            List<Career.Act> acts = Career.invent(seed, BEGIN, BEGIN.plus(LENGTH), longest);
            Optional<Career.Act> hearsay = garbled && own.nextInt(5) == 0
                    ? Optional.of(Career.hearsay(seed, acts.getFirst().asOf()))
                    : Optional.empty();
            WorkerKey key = new WorkerKey(company.hr.name(), Samples.unique("w"));
            Person person = new Person(seed, way, key, acts, hearsay);
            people.put(key.workerId(), person);
            company.target().account(person.account(), Samples.employee(key.workerId()), "Staff");
            if (way != Way.BY_FILE) {
                for (Career.Act act : acts) {
                    send(person, company.hr, act, act.record(key), way == Way.GARBLED, own);
                }
            }
            hearsay.ifPresent(act -> send(
                    person,
                    company.agency,
                    act,
                    act.record(new WorkerKey(company.agency.name(), key.workerId())),
                    true,
                    own));
        }

        private void send(
                Person person, WorkerSource source, Career.Act act, WorkerRecord record, boolean late, Random own) {
            int copies = late ? 1 + own.nextInt(2) : 1;
            for (int i = 0; i < copies; i++) {
                Duration delay = late ? Duration.ofMinutes(1 + own.nextInt(60 * 24 * 30)) : Duration.ofSeconds(1);
                parcels.add(new Parcel(act.asOf().plus(delay), act.asOf(), person, source, record));
            }
        }

        Played play() {
            Instant now = BEGIN;
            for (int step = 1; now.isBefore(BEGIN.plus(LENGTH)); step++) {
                now = now.plus(STEP);
                deliver(now);
                company.transactions.advanceTo(now);
                if (random.nextInt(3) == 0) {
                    company.letDatesTakeEffect();
                }
                file(now);
                applyFiles();
                company.letDatesTakeEffect();
                work();
                people.values().forEach(person -> person.watch(company.transactions.now()));
                if (step % STEPS_TO_CHECKPOINT == 0) {
                    checkpoint(now);
                }
                outage(step % STEPS_TO_CHECKPOINT);
            }
            people.values().stream().filter(Person::isTold).forEach(this::countCases);
            long acts = people.values().stream()
                    .mapToLong(person -> person.acts.size())
                    .sum();
            return new Played(people.size(), acts, told, ledger, judged);
        }

        /** At times the target does not answer for days, and does again long before the next checkpoint. */
        private void outage(int step) {
            if (step == STEPS_TO_CHECKPOINT / 5 && random.nextBoolean()) {
                company.target().goDown("the directory does not answer");
            }
            if (step == STEPS_TO_CHECKPOINT * 3 / 5) {
                company.target().comeBack();
            }
        }

        /** Nobody has more cases than leavings; an ending moved behind the shutting out is one more. */
        private void countCases(Person person) {
            long moved = person.acts.stream()
                    .filter(act -> act.what().equals("ending corrected after it took effect"))
                    .count();
            int cases = company.transactions.call(now -> company
                    .ports
                    .leaverCases()
                    .list(
                            new LeaverCases.Filter(Optional.empty(), false, Optional.of(person.key.workerId())),
                            now,
                            new PageRequest(100, Optional.empty()))
                    .items()
                    .stream()
                    .filter(summary -> summary.workerId().equals(person.key.workerId()))
                    .toList()
                    .size());
            if (cases > person.leavings + moved) {
                throw person.difference(
                        company.transactions.now(), "left " + person.leavings + " times and has cases: " + cases);
            }
        }

        private void deliver(Instant upTo) {
            while (!parcels.isEmpty() && !parcels.peek().arrives().isAfter(upTo)) {
                Parcel parcel = parcels.remove();
                company.transactions.advanceTo(parcel.arrives());
                // Between days that come and records that come nobody prescribes an order.
                if (parcel.person().way == Way.AT_ONCE || random.nextBoolean()) {
                    company.letDatesTakeEffect();
                    work();
                }
                say(parcel);
                work();
            }
        }

        private void say(Parcel parcel) {
            parcel.person().watch(parcel.asOf().minusMillis(1));
            parcel.person().arrived.add(parcel.record());
            company.say(parcel.source(), parcel.record());
            told++;
        }

        /** HR hands in its file where somebody stands in it with something new, at times a broken one. */
        private void file(Instant now) {
            List<Person> news = people.values().stream()
                    .filter(person -> person.way == Way.BY_FILE)
                    .filter(person -> person.inFile < person.acts.size())
                    .filter(person -> !person.acts.get(person.inFile).asOf().isAfter(now))
                    .toList();
            if (news.isEmpty()) {
                return;
            }
            List<String> lines = new ArrayList<>();
            lines.add(Arrays.stream(Fact.values()).map(Fact::label).collect(Collectors.joining(",")));
            boolean isBroken = random.nextInt(4) == 0;
            for (Person person : people.values()) {
                if (person.way != Way.BY_FILE) {
                    continue;
                }
                boolean isNew = news.contains(person);
                // An act at a time: what HR did twice between two files no file can tell.
                Optional<Career.Act> act = isNew
                        ? Optional.of(person.acts.get(person.inFile))
                        : person.inFile == 0 ? Optional.empty() : Optional.of(person.acts.get(person.inFile - 1));
                if (act.isEmpty()) {
                    continue;
                }
                WorkerRecord record = act.get().record(person.key);
                if (isNew && isBroken && random.nextBoolean()) {
                    lines.add(row(record).replace(record.startDate().toString(), "soon"));
                    continue;
                }
                lines.add(row(record));
                if (isNew) {
                    person.inFile++;
                    person.arrived.add(record);
                    told++;
                }
            }
            String content = String.join("\n", lines) + "\n";
            if (isBroken) {
                // A second row for nobody, and a last line that breaks off.
                content +=
                        "x,y\n" + lines.getLast().substring(0, lines.getLast().length() / 2);
            }
            company.handIn(content);
        }

        private void applyFiles() {
            while (company.applyShare()) {
                company.restart();
                if (random.nextBoolean()) {
                    company.letDatesTakeEffect();
                }
            }
        }

        private static String row(WorkerRecord record) {
            Optional<Termination> ending = record.termination();
            Optional<Leave> leave = record.terms().leave();
            return Arrays.stream(Fact.values())
                    .map(fact -> switch (fact) {
                        case WORKER_ID -> record.key().workerId();
                        case GIVEN_NAME -> record.profile().givenName();
                        case FAMILY_NAME -> record.profile().familyName();
                        case TITLE -> record.profile().title().orElse("");
                        case TIME_ZONE -> record.profile().zone().getId();
                        case WORKER_TYPE -> record.profile().kind().name().toLowerCase(Locale.ROOT);
                        case START_DATE -> record.startDate().toString();
                        case LAST_WORKING_DAY -> text(ending.map(Termination::lastWorkingDay));
                        case EFFECTIVE_DATE -> text(ending.flatMap(Termination::effectiveDate));
                        case IMMEDIATE_NOTICE_AT -> text(ending.flatMap(Termination::immediateNoticeAt));
                        case LEAVE_FROM -> text(leave.map(Leave::from));
                        case LEAVE_UNTIL -> text(leave.flatMap(Leave::until));
                        case STATUS -> record.terms().cancelled() ? "cancelled" : "";
                        case AS_OF -> text(record.asOf());
                        case EMAIL, DEPARTMENT, MANAGER_ID, LOCATION, ENTERED_AT, SPONSOR_ID -> "";
                    })
                    .collect(Collectors.joining(","));
        }

        private static String text(Optional<?> value) {
            return value.map(Object::toString).orElse("");
        }

        /** Everything that is due on the target, and a look at what was done there. */
        private void work() {
            while (company.turn()) {
                // One share after the other.
            }
            var changes = company.target().changes();
            for (; ledger < changes.size(); ledger++) {
                String account = changes.get(ledger).account().nativeId();
                Person person = Optional.ofNullable(people.get(account.substring("account-".length())))
                        .orElseThrow();
                Instant now = company.transactions.now();
                if (!mayBeShut(person, now)) {
                    throw person.difference(now, "somebody was shut out who works here");
                }
            }
        }

        /** Of those who are not told of in order: whether anything that came speaks of an end. */
        private boolean mayBeShut(Person person, Instant now) {
            if (person.isTold()) {
                return Oracle.at(person.known(now).orElseThrow().contracts(), now)
                        .isOut();
            }
            return person.arrived.stream()
                    .anyMatch(record -> record.terms().cancelled()
                            || record.termination()
                                    .map(ending -> ending.clockStart(
                                                    record.profile().zone())
                                            .at())
                                    .filter(at -> !at.isAfter(now))
                                    .isPresent());
        }

        /** All that was said by now arrives, everything due is done, and everybody is judged. */
        private void checkpoint(Instant now) {
            List<Parcel> said = parcels.stream()
                    .filter(parcel -> !parcel.asOf().isAfter(now))
                    .sorted(Comparator.comparing(Parcel::arrives))
                    .toList();
            parcels.removeAll(said);
            said.forEach(this::say);
            for (int i = 0; i < LONGEST; i++) {
                file(now);
                applyFiles();
            }
            company.letDatesTakeEffect();
            work();
            Instant judgedAt = company.transactions.now();
            Map<Person, Career.Act> told = new LinkedHashMap<>();
            for (Person person : people.values()) {
                person.known(now)
                        .filter(act ->
                                person.way != Way.BY_FILE || lastInFile(person).equals(Optional.of(act)))
                        .ifPresent(act -> told.put(person, act));
            }
            company.transactions.call(unused -> {
                told.forEach((person, act) -> judge(person, act, judgedAt));
                return told;
            });
            told.forEach((person, act) -> judgeAccount(person, act, judgedAt));
        }

        private static Optional<Career.Act> lastInFile(Person person) {
            return person.inFile == 0 ? Optional.empty() : Optional.of(person.acts.get(person.inFile - 1));
        }

        private void judge(Person person, Career.Act act, Instant now) {
            judged++;
            Oracle.Standing standing = Oracle.at(person.contracts(act, now), now);
            Ports ports = company.ports;
            Identity identity = ports.workerStatements()
                    .whose(person.key)
                    .flatMap(ports.identities()::find)
                    .orElseThrow(() -> person.difference(now, "nobody is known"));
            Oracle.Standing found = new Oracle.Standing(
                    label(identity.employment()), identity.employment().tenure().number(), identity.isOut());
            if (!found.equals(standing)) {
                throw person.difference(now, "is " + found + " and should be " + standing);
            }
            if (!identity.profile().title().equals(Optional.of(act.title()))) {
                throw person.difference(now, "has the title of another time");
            }
            if (ports.leaverCases().openOf(identity.id()).isPresent()) {
                throw person.difference(now, "has an open case though all is done");
            }
            boolean isConflict = ports.sourceConflicts().openOf(identity.id()).stream()
                    .anyMatch(c -> c.attribute() == AttributeAuthority.Attribute.EMPLOYMENT);
            boolean differs = person.hearsay
                    .filter(heard -> !heard.asOf().isAfter(now))
                    .filter(heard ->
                            isGone(Oracle.at(heard.contracts(), now)) != isGone(Oracle.at(act.contracts(), now)))
                    .isPresent();
            if (isConflict != differs) {
                throw person.difference(now, "conflict of sources: " + isConflict);
            }
        }

        private void judgeAccount(Person person, Career.Act act, Instant now) {
            Oracle.Standing standing = Oracle.at(person.contracts(act, now), now);
            boolean isEnabled = company.target().isEnabled(person.account());
            if (standing.isOut() && isEnabled) {
                throw person.difference(now, "is out and has an account that can sign in");
            }
            if (!standing.isOut() && !isEnabled) {
                // Somebody gives the account back, as people do who see that they work here.
                company.target().enable(person.account());
            }
        }

        private static boolean isGone(Oracle.Standing standing) {
            return standing.isOut() && !standing.state().startsWith("expected");
        }

        private static String label(Employment employment) {
            return switch (employment) {
                case Employment.Expected expected -> "expected";
                case Employment.Active active -> "active";
                case Employment.OnLeave onLeave -> "on-leave";
                case Employment.TerminationScheduled scheduled -> label(scheduled.withoutEnding()) + ", ending";
                case Employment.GardenLeave gardenLeave -> "garden-leave";
                case Employment.Ended ended -> "ended";
                case Employment.Cancelled cancelled -> "cancelled";
            };
        }
    }
}
