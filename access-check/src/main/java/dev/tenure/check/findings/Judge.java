package dev.tenure.check.findings;

import dev.tenure.check.accounts.Account;
import dev.tenure.check.accounts.AccountFact;
import dev.tenure.check.accounts.Listing;
import dev.tenure.check.people.AsOf;
import dev.tenure.check.people.Join;
import dev.tenure.check.people.Match;
import dev.tenure.check.people.Standing;
import dev.tenure.check.people.Worker;
import dev.tenure.check.people.Workforce;
import dev.tenure.check.table.CannotJudge;
import dev.tenure.check.table.When;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Holds the accounts of a system against the people. A disabled account is counted and judged no further; an account may be
 * found to be several things at once.
 */
public final class Judge {

    private static final int NAMED = 5;

    private final Workforce workforce;
    private final AsOf asOf;
    private final ZoneId zone;
    private final int dormantDays;
    private final Consumer<Finding> findings;
    private final Uncovered uncovered;

    /**
     * A judge.
     *
     * @param zone of times that a listing writes without one
     * @param dormantDays after how many days without a sign-in an account is dormant
     * @param findings takes what is found, in the order of the listings
     * @param uncovered takes employed people without an account
     */
    public Judge(
            Workforce workforce,
            AsOf asOf,
            ZoneId zone,
            int dormantDays,
            Consumer<Finding> findings,
            Uncovered uncovered) {
        this.workforce = workforce;
        this.asOf = asOf;
        this.zone = zone;
        this.dormantDays = dormantDays;
        this.findings = findings;
        this.uncovered = uncovered;
    }

    /** Judges every account of a listing. */
    public SystemSummary judge(Listing listing, Set<Join> joins) throws CannotJudge {
        OneSystem system = new OneSystem(listing, joins);
        listing.read(system::judge);
        system.judgeDuplicates();
        system.judgeCoverage();
        return system.summary();
    }

    private final class OneSystem {

        private final Listing listing;
        private final Set<Join> joins;
        private final LocalDate today = asOf.dayIn(zone);

        /** By account, what was found already: a listing may have a row for each role of an account. */
        private final Map<String, Set<Kind>> seen = new HashMap<>();

        private final IdentityHashMap<Worker, List<String>> enabledOf = new IdentityHashMap<>();
        private final IdentityHashMap<Worker, Boolean> covered = new IdentityHashMap<>();
        private final Set<String> enabledAccounts = new HashSet<>();
        private long matched;
        private long nonHuman;
        private long repeated;

        OneSystem(Listing listing, Set<Join> joins) {
            this.listing = listing;
            this.joins = joins;
        }

        void judge(Account account) {
            String key = account.account().toLowerCase(Locale.ROOT);
            Set<Kind> found = seen.get(key);
            if (found == null) {
                found = Set.of();
            } else {
                repeated++;
            }
            Match match = workforce.match(account.clues(), joins);
            if (match instanceof Match.One one && one.worker().standing() == Standing.EMPLOYED) {
                covered.put(one.worker(), true);
            }
            if (!account.enabled()) {
                seen.putIfAbsent(key, Set.of());
                return;
            }
            Facts facts = new Facts(account, match);
            boolean first = enabledAccounts.add(key);
            if (first) {
                matched += match instanceof Match.One ? 1 : 0;
                nonHuman += facts.nonHuman ? 1 : 0;
            }
            Set<Kind> all = EnumSet.noneOf(Kind.class);
            all.addAll(found);
            for (Finding finding : facts.findings()) {
                if (all.add(finding.kind())) {
                    findings.accept(finding);
                }
            }
            seen.put(key, all.isEmpty() ? Set.of() : Set.copyOf(all));
            if (first
                    && match instanceof Match.One one
                    && !facts.nonHuman
                    && one.worker().standing() != Standing.UNKNOWN) {
                enabledOf
                        .computeIfAbsent(one.worker(), worker -> new ArrayList<>(1))
                        .add(account.account());
            }
        }

        void judgeDuplicates() {
            for (Worker worker : workforce.workers()) {
                List<String> accounts = enabledOf.getOrDefault(worker, List.of());
                if (accounts.size() > 1) {
                    findings.accept(new Finding(
                            Kind.DUPLICATE,
                            worker.standing() == Standing.LEFT ? 0 : 1,
                            listing.system(),
                            some(accounts, "; "),
                            worker.workerId(),
                            worker.name(),
                            Optional.empty(),
                            0,
                            accounts.size() + " enabled accounts of one person",
                            "Keep one and disable the others, or say that one is not a person's"));
                }
            }
        }

        void judgeCoverage() {
            for (Worker worker : workforce.workers()) {
                if (worker.standing() == Standing.EMPLOYED && !covered.containsKey(worker)) {
                    uncovered.worker(listing.system(), worker);
                }
            }
        }

        SystemSummary summary() {
            return new SystemSummary(
                    listing.system(),
                    listing.file(),
                    listing.rows(),
                    listing.unused(),
                    seen.size(),
                    enabledAccounts.size(),
                    matched,
                    nonHuman,
                    repeated,
                    covered.size(),
                    joins,
                    listing.said(),
                    listing.missing());
        }

        /** One enabled account and what it amounts to. */
        private final class Facts {

            private final Account account;
            private final Match match;
            private final boolean nonHuman;
            private final boolean privileged;

            Facts(Account account, Match match) {
                this.account = account;
                this.match = match;
                this.privileged = !account.privilege().isEmpty();
                this.nonHuman = !account.declaredNonHuman().isEmpty()
                        || (account.looksNonHuman() && match instanceof Match.Nobody);
            }

            List<Finding> findings() {
                List<Finding> found = new ArrayList<>();
                Optional<Finding> whose = whose();
                whose.ifPresent(found::add);
                Optional<Finding> unowned = nonHuman ? unowned() : Optional.empty();
                unowned.ifPresent(found::add);
                if (privileged) {
                    found.add(privileged(whose, unowned));
                }
                dormant().ifPresent(found::add);
                return found;
            }

            /** An account is its person's; one that no person uses is its owner's, and nobody's without. */
            private Optional<Finding> whose() {
                return switch (match) {
                    case Match.Nobody nobody ->
                        nonHuman && owner() instanceof Match.One ? Optional.empty() : Optional.of(orphan());
                    case Match.Several several -> nonHuman ? Optional.empty() : Optional.of(ambiguous(several));
                    case Match.One one ->
                        nonHuman
                                ? Optional.empty()
                                : switch (one.worker().standing()) {
                                    case EMPLOYED, EXPECTED -> Optional.empty();
                                    case UNKNOWN -> Optional.of(unclear(one.worker()));
                                    case LEFT -> Optional.of(leaver(one.worker()));
                                };
                };
            }

            private Finding leaver(Worker worker) {
                Optional<LocalDate> since = worker.left();
                long days = since.map(day -> ChronoUnit.DAYS.between(day, asOf.dayIn(worker.zone())))
                        .orElse(0L);
                Optional<LocalDate> used = signedInAfterLeaving(worker);
                String why = used.map(day -> "SIGNED IN " + day + ", after leaving; ")
                                .orElse("")
                        + "last day " + since.map(LocalDate::toString).orElse("not given, HR's status says left")
                        + (worker.remark().isEmpty() ? "" : "; " + worker.remark())
                        + (privileged ? "; privileged: " + account.privilege() : "");
                return finding(
                        Kind.ACTIVE_LEAVER,
                        (used.isPresent() ? 0 : 2) + (privileged ? 0 : 1),
                        since,
                        days,
                        why,
                        used.isPresent()
                                ? "Disable it now, end its sessions, and look at what was done with it"
                                : "Disable it now and end its sessions");
            }

            private Optional<LocalDate> signedInAfterLeaving(Worker worker) {
                if (worker.left().isEmpty() || account.lastLogin().isEmpty()) {
                    return Optional.empty();
                }
                LocalDate last = worker.left().get();
                When login = account.lastLogin().get();
                Instant end = last.plusDays(1).atStartOfDay(worker.zone()).toInstant();
                boolean after = login.instant(zone).map(at -> !at.isBefore(end)).orElseGet(() -> login.day(zone)
                        .isAfter(last));
                return after ? Optional.of(login.day(zone)) : Optional.empty();
            }

            private Finding orphan() {
                return finding(
                        Kind.ORPHAN,
                        (privileged ? 0 : 2) + (nonHuman ? 1 : 0),
                        Optional.empty(),
                        0,
                        (nonHuman ? "looks non-human" : "looks like a person's") + ", and nobody in the HR file matches"
                                + (privileged ? "; privileged: " + account.privilege() : ""),
                        nonHuman
                                ? "Find who answers for it and record them, or disable it"
                                : "Find whose it is and correct its id or address, or disable it");
            }

            private Finding ambiguous(Match.Several several) {
                List<Worker> workers = several.workers();
                String all = words(workers, ", ");
                boolean left = workers.stream().allMatch(worker -> worker.standing() == Standing.LEFT);
                return finding(
                        Kind.AMBIGUOUS,
                        (left ? 0 : 2) + (privileged ? 0 : 1),
                        Optional.empty(),
                        0,
                        (several.contradiction() ? "its columns name different people: " : "matches several people: ")
                                + all
                                + (left ? "; ALL HAVE LEFT" : ""),
                        left
                                ? "Disable it: none of them works here"
                                : "Correct the address or id here or in HR's file");
            }

            private Finding unclear(Worker worker) {
                return finding(
                        Kind.AMBIGUOUS,
                        3,
                        Optional.empty(),
                        0,
                        "whether its person works here cannot be told: see the HR file, line " + worker.line(),
                        "Correct the line of the HR file and check again");
            }

            private Match owner() {
                return account.owner().isEmpty() ? match : workforce.named(account.owner());
            }

            private Optional<Finding> unowned() {
                String why =
                        switch (owner()) {
                            case Match.Nobody nobody ->
                                account.owner().isEmpty()
                                        ? (listing.has(AccountFact.OWNER)
                                                ? "has no owner"
                                                : "the listing names no owners")
                                        : "its owner \"" + account.owner() + "\" is not in the HR file";
                            case Match.Several several -> "its owner could be " + words(several.workers(), " or ");
                            case Match.One one ->
                                switch (one.worker().standing()) {
                                    case EMPLOYED -> "";
                                    case LEFT -> "its owner " + one.worker().words() + " has left";
                                    case EXPECTED -> "its owner " + one.worker().words() + " has not begun";
                                    case UNKNOWN ->
                                        "its owner is " + one.worker().words();
                                };
                        };
                return why.isEmpty()
                        ? Optional.empty()
                        : Optional.of(finding(
                                Kind.UNOWNED,
                                privileged ? 0 : 1,
                                Optional.empty(),
                                0,
                                why
                                        + (account.declaredNonHuman().isEmpty()
                                                ? "; non-human by its name"
                                                : "; non-human by its type \"" + account.declaredNonHuman() + "\""),
                                "Name an owner who works here, or disable it"));
            }

            private Finding privileged(Optional<Finding> whose, Optional<Finding> unowned) {
                int rank = 4;
                String whom = "";
                if (whose.isPresent()) {
                    rank = whose.get().kind() == Kind.ACTIVE_LEAVER
                            ? 0
                            : whose.get().kind() == Kind.ORPHAN ? 1 : 2;
                    whom = "; " + whose.get().kind().label();
                } else if (unowned.isPresent()) {
                    rank = 3;
                    whom = "; " + Kind.UNOWNED.label();
                }
                return finding(
                        Kind.PRIVILEGED,
                        rank,
                        Optional.empty(),
                        0,
                        account.privilege() + whom,
                        rank == 4 ? "Confirm that the person needs it" : "Take the role away first");
            }

            private Optional<Finding> dormant() {
                if (account.neverUsed()) {
                    Optional<LocalDate> made = account.created().map(when -> when.day(zone));
                    long age =
                            made.map(day -> ChronoUnit.DAYS.between(day, today)).orElse(0L);
                    return made.isPresent() && age < dormantDays
                            ? Optional.empty()
                            : Optional.of(dormant(
                                    made,
                                    age,
                                    "no sign-in is recorded"
                                            + made.map(day -> "; made " + day).orElse("")));
                }
                return account.lastLogin()
                        .map(when -> when.day(zone))
                        .filter(day -> ChronoUnit.DAYS.between(day, today) >= dormantDays)
                        .map(day ->
                                dormant(Optional.of(day), ChronoUnit.DAYS.between(day, today), "last sign-in " + day));
            }

            private Finding dormant(Optional<LocalDate> since, long days, String why) {
                return finding(
                        Kind.DORMANT,
                        privileged ? 0 : 1,
                        since,
                        days,
                        why + (privileged ? "; privileged: " + account.privilege() : ""),
                        "Ask whether it is needed; disable it if not");
            }

            private Finding finding(
                    Kind kind, int rank, Optional<LocalDate> since, long days, String why, String remedy) {
                Optional<Worker> worker = match instanceof Match.One one ? Optional.of(one.worker()) : Optional.empty();
                return new Finding(
                        kind,
                        rank,
                        listing.system(),
                        account.account(),
                        worker.map(Worker::workerId).orElse(""),
                        worker.map(Worker::name).filter(name -> !name.isEmpty()).orElse(account.name()),
                        since,
                        days,
                        why,
                        remedy);
            }
        }
    }

    private static String words(List<Worker> workers, String between) {
        List<String> first = workers.stream().limit(NAMED).map(Worker::words).toList();
        return some(first, between) + more(workers.size(), between);
    }

    private static String some(List<String> all, String between) {
        return all.stream().limit(NAMED).collect(Collectors.joining(between)) + more(all.size(), between);
    }

    private static String more(int all, String between) {
        return all > NAMED ? between + "and " + (all - NAMED) + " more" : "";
    }
}
