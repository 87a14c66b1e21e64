package dev.tenure.testkit.simulation;

import dev.tenure.domain.identity.EmploymentTerms;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.Leave;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What HR did with one invented person, act by act, and the record that each act left behind. */
final class Career {

    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Asia/Tokyo"),
            ZoneId.of("Pacific/Kiritimati"),
            ZoneId.of("Pacific/Honolulu"));

    /**
     * Something HR did.
     *
     * @param what in a word, for who reads a failure
     * @param asOf when
     * @param contracts all that HR had in its cabinet afterwards
     */
    record Act(String what, Instant asOf, List<Contract> contracts, String title) {

        /** What HR's system shows of it: the newest contract. */
        WorkerRecord record(WorkerKey key) {
            Contract contract = contracts.getLast();
            EmploymentTerms terms = new EmploymentTerms(
                    contract.shown(),
                    contract.lastDay()
                            .map(day ->
                                    new Termination(day, contract.contractEnd(), contract.notice(), Optional.empty())),
                    contract.leaveFrom().map(from -> new Leave(from, contract.leaveUntil())),
                    contract.cancelled(),
                    Optional.empty());
            Profile profile = new Profile(
                    contract.employee() ? IdentityKind.EMPLOYEE : IdentityKind.CONTRACTOR,
                    "Sim",
                    "Sample",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(title),
                    Optional.empty(),
                    Optional.empty(),
                    contract.zone());
            return new WorkerRecord(key, profile, terms, Optional.of(asOf));
        }

        @Override
        public String toString() {
            return asOf + " " + what + ": " + contracts.getLast();
        }
    }

    private final Random random;
    private final List<Act> acts = new ArrayList<>();
    private List<Contract> contracts = new ArrayList<>();
    private int title;

    private Career(Random random) {
        this.random = random;
    }

    /** The first acts of a career that begins after a moment, and at most so many. */
    static List<Act> invent(long seed, Instant begin, Instant end, int atMost) {
        Career career = new Career(random(seed, 1));
        Instant now = begin.plus(career.upTo(Duration.ofDays(60)));
        career.hire(now);
        while (career.acts.size() < atMost) {
            now = now.plus(Duration.ofDays(3)).plus(career.upTo(Duration.ofDays(50)));
            if (!now.isBefore(end)) {
                break;
            }
            career.act(now);
        }
        return List.copyOf(career.acts);
    }

    /** One contract that another source claims. */
    static Act hearsay(long seed, Instant after) {
        Career career = new Career(random(seed, 2));
        Instant now = after.plus(career.upTo(Duration.ofDays(100)));
        LocalDate start = LocalDate.ofInstant(now, ZONES.getFirst()).minusDays(career.random.nextInt(100));
        Contract contract = Contract.from(start, true, ZONES.getFirst());
        if (career.random.nextBoolean()) {
            LocalDate last = LocalDate.ofInstant(now, ZONES.getFirst()).plusDays(career.random.nextInt(120) - 20L);
            contract = contract.ending(
                    Optional.of(last.isBefore(start) ? start : last), Optional.empty(), Optional.empty());
        }
        career.contracts.add(contract);
        career.record("hearsay", now);
        return career.acts.getFirst();
    }

    /** Chance of its own for each seed and purpose: seeds that follow each other would begin alike. */
    static Random random(long seed, int purpose) {
        Random random = new Random((seed * 8 + purpose) * 0x9E3779B97F4A7C15L);
        random.nextLong();
        return random;
    }

    private Duration upTo(Duration longest) {
        return Duration.ofMinutes(random.nextInt((int) longest.toMinutes()));
    }

    private boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    private LocalDate within(LocalDate day, int before, int after) {
        return day.plusDays(random.nextInt(before + after + 1) - (long) before);
    }

    private void hire(Instant now) {
        ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
        LocalDate start = within(LocalDate.ofInstant(now, zone), 30, 40);
        Contract contract = Contract.from(start, !once(4), zone);
        if (once(6)) {
            contract = contract.ending(
                    Optional.of(start.plusDays(30 + random.nextInt(120))), Optional.empty(), Optional.empty());
        }
        contracts.add(contract);
        record("hired", now);
    }

    private void act(Instant now) {
        Contract last = contracts.getLast();
        if (last.cancelled()) {
            replace(last.startingOn(within(notBefore(now, last), 0, 30))
                    .ending(Optional.empty(), Optional.empty(), Optional.empty())
                    .cancelled(false));
            record("restored", now);
        } else if (!last.hasBegun(now)) {
            beforeStart(last, now);
        } else if (last.isOver(now)) {
            afterEnd(last, now);
        } else if (last.lastDay().isPresent()) {
            whileEnding(last, now);
        } else {
            atWork(last, now);
        }
    }

    /** The first day on which the last contract may begin: behind the one before, and not long past. */
    private LocalDate notBefore(Instant now, Contract contract) {
        LocalDate today = contract.dayAt(now);
        if (contracts.size() == 1) {
            return today;
        }
        Contract before = contracts.get(contracts.size() - 2);
        LocalDate free = before.lastDay()
                .map(day -> day.plusDays(1))
                .orElse(before.start().plusDays(1));
        return free.isAfter(today) ? free : today;
    }

    private void beforeStart(Contract last, Instant now) {
        switch (random.nextInt(4)) {
            case 0 -> {
                if (last.converted()) {
                    described(now);
                } else {
                    replace(last.cancelled(true));
                    record("hire cancelled", now);
                }
            }
            case 1, 2 -> {
                LocalDate start = within(notBefore(now, last), 0, 40);
                Contract moved = last.startingOn(start);
                replace(
                        last.lastDay().filter(day -> day.isBefore(start)).isPresent()
                                ? moved.ending(Optional.of(start.plusDays(60)), Optional.empty(), Optional.empty())
                                : moved);
                record("first day moved", now);
            }
            default -> moved(last, now);
        }
    }

    private void atWork(Contract last, Instant now) {
        LocalDate today = last.dayAt(now);
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> {
                LocalDate day = within(today, 10, 60);
                LocalDate lastDay = day.isBefore(last.start()) ? last.start() : day;
                Optional<LocalDate> contractEnd =
                        once(3) ? Optional.of(lastDay.plusDays(random.nextInt(60))) : Optional.empty();
                replace(last.ending(Optional.of(lastDay), contractEnd, Optional.empty()));
                record("will end", now);
            }
            case 3 -> {
                replace(last.ending(
                        Optional.of(today.plusDays(4 + random.nextInt(20))),
                        Optional.empty(),
                        Optional.of(now.plus(upTo(Duration.ofHours(30))))));
                record("shut at once", now);
            }
            case 4 -> {
                LocalDate from = within(today, 10, 20);
                replace(last.onLeave(
                        from, once(2) ? Optional.of(from.plusDays(random.nextInt(40))) : Optional.empty()));
                record("leave", now);
            }
            case 5 -> {
                boolean keeps = once(2) && today.isAfter(last.start());
                LocalDate from = keeps ? today : within(today.plusDays(1), 0, 20);
                if (from.isAfter(last.start()) && from.isAfter(last.shown())) {
                    contracts.add(
                            Contract.from(from, !last.employee(), last.zone()).convertedFrom(last, keeps));
                    record("converted", now);
                } else {
                    described(now);
                }
            }
            default -> moved(last, now);
        }
    }

    private void whileEnding(Contract last, Instant now) {
        LocalDate today = last.dayAt(now);
        switch (random.nextInt(6)) {
            case 0 -> {
                replace(last.ending(Optional.empty(), Optional.empty(), Optional.empty()));
                record("ending taken back", now);
            }
            case 1, 2 -> {
                LocalDate day = within(today, 5, 50);
                replace(last.ending(
                        Optional.of(day.isBefore(last.start()) ? last.start() : day),
                        Optional.empty(),
                        Optional.empty()));
                record("ending corrected", now);
            }
            case 3, 4 -> rehire(last, last.lastDay().orElseThrow().plusDays(once(3) ? 1 : 2 + random.nextInt(40)), now);
            default -> moved(last, now);
        }
    }

    private void afterEnd(Contract last, Instant now) {
        switch (random.nextInt(6)) {
            case 0 -> {
                replace(last.ending(Optional.empty(), Optional.empty(), Optional.empty()));
                record("ending taken back after it took effect", now);
            }
            case 1 -> {
                LocalDate day = within(last.lastDay().orElseThrow(), 5, 25);
                replace(last.ending(
                        Optional.of(day.isBefore(last.start()) ? last.start() : day),
                        Optional.empty(),
                        Optional.empty()));
                record("ending corrected after it took effect", now);
            }
            case 2, 3, 4 -> {
                LocalDate free = last.lastDay().orElseThrow().plusDays(1);
                LocalDate day = within(last.dayAt(now), 10, 40);
                rehire(last, day.isBefore(free) ? free : day, now);
            }
            default -> moved(last, now);
        }
    }

    private void rehire(Contract last, LocalDate start, Instant now) {
        ZoneId zone = once(3) ? ZONES.get(random.nextInt(ZONES.size())) : last.zone();
        contracts.add(Contract.from(start, last.employee() ^ once(5), zone));
        record("hired again", now);
    }

    /** To another zone, or only described anew. */
    private void moved(Contract last, Instant now) {
        if (once(2)) {
            replace(last.in(ZONES.get(random.nextInt(ZONES.size()))));
            record("moved", now);
        } else {
            described(now);
        }
    }

    private void described(Instant now) {
        title++;
        record("new title", now);
    }

    private void replace(Contract contract) {
        contracts = new ArrayList<>(contracts);
        contracts.set(contracts.size() - 1, contract);
    }

    private void record(String what, Instant now) {
        acts.add(new Act(what, now, List.copyOf(contracts), "Title " + title));
    }
}
