package dev.tenure.testkit.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.EmploymentTerms;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.Leave;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.StatusEntry;
import dev.tenure.domain.identity.Tenure;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.lifecycle.LeaverCase;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.World;
import dev.tenure.testkit.sample.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every state of an employment with everything that can come: what becomes of it, what the history says and what happens to
 * the leaver's case. Writes docs/employment.md; run with {@code -Dgolden.update=true} and look at the difference. What an
 * auditor expects stands below by hand, so that the file is not its own judge.
 */
final class EmploymentTableTest {

    private static final String ADA = "1001";
    private static final Instant OLD = Instant.parse("2019-01-01T00:00:00Z");

    /** By hand: state | what comes | new state | history | leaver's case. */
    private static final String EXPECTED = """
            expected | works | expected | – | none
            expected | works from a later day | expected | PROFILE_CHANGED | none
            expected | will end | expected, with an end | TERMINATION_SCHEDULED | none
            expected | ends at once | ended | ENDED | opened
            expected | hire cancelled | cancelled | HIRE_CANCELLED | opened
            expected | the first day comes | active | STARTED | none
            expected | the same record twice | expected | – | none
            expected | new title | expected | PROFILE_CHANGED | none
            active | works | active | – | none
            active | will end | active, with an end | TERMINATION_SCHEDULED | none
            active | ending corrected | active, with an end | TERMINATION_SCHEDULED, TERMINATION_CORRECTED | none
            active | has ended | ended | ENDED | opened
            active | ends at once | ended | ENDED | opened
            active | on leave | on leave | LEAVE_BEGAN | none
            active | hire cancelled | cancelled | HIRE_CANCELLED | opened
            active | converted | active | CONVERTED | none
            active | the same record twice | active | – | none
            active | an old record comes late | active | PROFILE_CHANGED | none
            active | the leave begins | on leave | LEAVE_BEGAN | none
            active | the leave ends | active | LEAVE_BEGAN, LEAVE_ENDED | none
            active | the clock starts | ended | TERMINATION_SCHEDULED, ENDED | opened
            active | the contract ends | ended | TERMINATION_SCHEDULED, GARDEN_LEAVE_BEGAN, ENDED | opened
            on leave | works | active | LEAVE_ENDED | none
            on leave | will end | on leave, with an end | TERMINATION_SCHEDULED | none
            on leave | has ended | ended | ENDED | opened
            on leave | leave over | active | LEAVE_ENDED | none
            on leave | converted | on leave | CONVERTED | none
            on leave | the leave ends | active | LEAVE_ENDED | none
            expected, with an end | ending taken back | expected | TERMINATION_RESCINDED | none
            expected, with an end | ending corrected | expected, with an end | TERMINATION_CORRECTED | none
            expected, with an end | hire cancelled | cancelled | HIRE_CANCELLED | opened
            expected, with an end | the first day comes | active, with an end | STARTED | none
            expected, with an end | ends at once | ended | ENDED | opened
            active, with an end | works | active | TERMINATION_RESCINDED | none
            active, with an end | ending taken back | active | TERMINATION_RESCINDED | none
            active, with an end | ending corrected | active, with an end | TERMINATION_CORRECTED | none
            active, with an end | has ended | ended | ENDED | opened
            active, with an end | ends at once | ended | ENDED | opened
            active, with an end | on leave | on leave, with an end | LEAVE_BEGAN | none
            active, with an end | hired again for later | active, with an end | – | none
            active, with an end | the same record twice | active, with an end | – | none
            active, with an end | the first day comes | ended | ENDED | opened
            on leave, with an end | ending taken back | on leave | TERMINATION_RESCINDED | none
            on leave, with an end | leave over | active, with an end | LEAVE_ENDED | none
            on leave, with an end | the leave ends | active, with an end | LEAVE_ENDED | none
            on leave, with an end | has ended | ended | ENDED | opened
            garden leave | ending taken back | active | REINSTATED | withdrawn
            garden leave | works | active | REINSTATED | withdrawn
            garden leave | will end | active, with an end | REINSTATED | withdrawn
            garden leave | the same record twice | garden leave | – | goes on
            garden leave | hired again for later | expected again | REHIRED | goes on
            garden leave | converted | garden leave | PROFILE_CHANGED | goes on
            garden leave | new title | garden leave | PROFILE_CHANGED | goes on
            garden leave | the first day comes | ended | ENDED | goes on
            ended | works | active | REINSTATED | withdrawn
            ended | ending taken back | active | REINSTATED | withdrawn
            ended | will end | active, with an end | REINSTATED | withdrawn
            ended | hired again now | active again | REHIRED | withdrawn
            ended | hired again for later | expected again | REHIRED | goes on
            ended | the same record twice | ended | – | goes on
            ended | an old record comes late | ended | TERMINATION_CORRECTED | goes on
            ended | the first day comes | ended | – | goes on
            cancelled | works | expected | REINSTATED | withdrawn
            cancelled | hired again for later | expected | REINSTATED | withdrawn
            cancelled | the same record twice | cancelled | – | goes on
            cancelled | the first day comes | cancelled | – | goes on
            expected again | hire cancelled | ended | HIRE_CANCELLED | goes on
            expected again | the first day comes | active again | STARTED | withdrawn
            expected again | will end | expected again, with an end | TERMINATION_SCHEDULED | goes on
            expected again | ends at once | ended | ENDED | goes on
            expected again | hired again now | active again | STARTED | withdrawn
            expected again | the same record twice | expected again | – | goes on
            expected again | new title | expected again | PROFILE_CHANGED | goes on
            """;

    private static final LocalDate TODAY = LocalDate.parse("2026-03-02");
    private static final Map<String, List<EmploymentTerms>> STATES = states();
    private static final Map<String, Consumer<Told>> EVENTS = events();

    private static EmploymentTerms from(String start) {
        return EmploymentTerms.from(LocalDate.parse(start));
    }

    private static Optional<Termination> lastDay(String day) {
        return Optional.of(Samples.lastDay(day));
    }

    private static Optional<Termination> lastDay(String day, String contract) {
        return Optional.of(new Termination(
                LocalDate.parse(day), Optional.of(LocalDate.parse(contract)), Optional.empty(), Optional.empty()));
    }

    private static Leave leave(String first, String last) {
        return new Leave(LocalDate.parse(first), Optional.of(LocalDate.parse(last)));
    }

    private static Map<String, List<EmploymentTerms>> states() {
        Map<String, List<EmploymentTerms>> states = new LinkedHashMap<>();
        EmploymentTerms away = from("2024-01-01").onLeave(leave("2026-02-20", "2026-03-20"));
        states.put("expected", List.of(from("2026-04-01")));
        states.put("active", List.of(from("2024-01-01")));
        states.put("on leave", List.of(away));
        states.put("expected, with an end", List.of(from("2026-04-01").ending(lastDay("2026-06-30"))));
        states.put("active, with an end", List.of(from("2024-01-01").ending(lastDay("2026-03-31"))));
        states.put("on leave, with an end", List.of(away.ending(lastDay("2026-03-31"))));
        states.put("garden leave", List.of(from("2024-01-01").ending(lastDay("2026-02-27", "2026-03-31"))));
        states.put("ended", List.of(from("2024-01-01").ending(lastDay("2026-02-27"))));
        states.put("cancelled", List.of(from("2026-04-01").cancel()));
        states.put("expected again", List.of(from("2024-01-01").ending(lastDay("2026-02-27")), from("2026-04-01")));
        return states;
    }

    private static Map<String, Consumer<Told>> events() {
        Map<String, Consumer<Told>> events = new LinkedHashMap<>();
        events.put("works", told -> told.say(EmploymentTerms.from(told.last.startDate())));
        events.put("works from a later day", told -> told.say(from("2026-04-15")));
        events.put("will end", told -> told.say(told.last.ending(lastDay("2026-04-30"))));
        events.put("ending corrected", told -> {
            if (told.last.termination().isEmpty()) {
                told.say(told.last.ending(lastDay("2026-04-30")));
            }
            told.say(told.last.ending(lastDay("2026-05-31")));
        });
        events.put("has ended", told -> told.say(told.last.ending(lastDay("2026-03-01"))));
        events.put(
                "ends at once",
                told -> told.say(told.last.ending(Optional.of(new Termination(
                        TODAY.minusDays(1), Optional.empty(), Optional.of(told.now()), Optional.empty())))));
        events.put("ending taken back", told -> told.say(told.last.ending(Optional.empty())));
        events.put("on leave", told -> told.say(told.last.onLeave(leave("2026-03-01", "2026-12-31"))));
        events.put("leave over", told -> told.say(told.last.onLeave(leave("2026-02-20", "2026-03-01"))));
        events.put("hire cancelled", told -> told.say(told.last.cancel()));
        events.put("converted", told -> {
            told.kind = IdentityKind.CONTRACTOR;
            told.say(told.last);
        });
        events.put("hired again now", told -> told.say(from("2026-03-02")));
        events.put("hired again for later", told -> told.say(from("2026-05-01")));
        events.put("the same record twice", Told::repeat);
        events.put("an old record comes late", Told::sayOld);
        events.put("new title", told -> {
            told.title = "Another title";
            told.say(told.last);
        });
        events.put("the first day comes", told -> told.come("2026-04-01T08:00:00Z"));
        events.put("the leave begins", told -> {
            told.say(told.last.onLeave(leave("2026-03-10", "2026-03-20")));
            told.come("2026-03-10T08:00:00Z");
        });
        events.put("the leave ends", told -> {
            told.say(told.last.onLeave(leave("2026-02-20", "2026-03-20")));
            told.come("2026-03-21T08:00:00Z");
        });
        events.put("the clock starts", told -> {
            told.say(told.last.ending(lastDay("2026-03-10")));
            told.come("2026-03-11T08:00:00Z");
        });
        events.put("the contract ends", told -> {
            told.say(told.last.ending(lastDay("2026-03-10", "2026-03-20")));
            told.come("2026-03-11T08:00:00Z");
            told.come("2026-03-21T08:00:00Z");
        });
        return events;
    }

    /** One person in a world of their own, whose directory does not answer: what is open stays open. */
    private static final class Told {
        private final Company company = new Company();
        private final World world = company.world;
        private final WorkerSource source = WorkerSource.named(Samples.FEED, Samples.ZONE);
        private final WorkerKey key = new WorkerKey(Samples.FEED, ADA);
        private IdentityKind kind = IdentityKind.EMPLOYEE;
        private String title = "Title";
        private EmploymentTerms last = from("2024-01-01");
        private Instant saidAt = OLD;

        Told(List<EmploymentTerms> history) {
            var directory = company.system("Directory", new SystemMode.Act());
            company.target(directory).account("ada", Samples.employee(ADA));
            company.target(directory).goDown("the directory does not answer");
            history.forEach(this::say);
        }

        Instant now() {
            return world.now();
        }

        void say(EmploymentTerms terms) {
            last = terms;
            saidAt = world.now();
            say(terms, saidAt);
        }

        void repeat() {
            say(last, saidAt);
        }

        void sayOld() {
            say(from("2020-01-01").ending(lastDay("2021-12-31")), OLD);
        }

        private void say(EmploymentTerms terms, Instant asOf) {
            Profile profile = Samples.profile("Ada", "Sample");
            Profile described = new Profile(
                    kind,
                    profile.givenName(),
                    profile.familyName(),
                    profile.email(),
                    profile.department(),
                    Optional.of(title),
                    profile.managerWorkerId(),
                    profile.location(),
                    profile.zone());
            WorkerRecord record = new WorkerRecord(key, described, terms, Optional.of(asOf));
            world.ports.transactions().call(now -> world.workerDesk.take(source, record, now, now));
            world.work();
        }

        void come(String moment) {
            world.ports.transactions().advanceTo(Instant.parse(moment));
            world.work();
        }

        Identity person() {
            return company.person(ADA);
        }

        List<Identity.Change> history() {
            IdentityId id = person().id();
            return world
                    .ports
                    .transactions()
                    .call(now -> world.ports.identities().history(id))
                    .stream()
                    .map(StatusEntry::change)
                    .toList();
        }

        Optional<LeaverCase> newestCase() {
            return company.findCase(ADA);
        }
    }

    /** What became of a pair. */
    private record Row(String state, String event, String next, String history, String leaverCase) {

        String line() {
            return String.join(" | ", state, event, next, history, leaverCase);
        }
    }

    private static Row play(String state, String event) {
        Told told = new Told(Optional.ofNullable(STATES.get(state)).orElseThrow());
        assertEquals(state, inWords(told.person().employment()), "the state is reached");
        int before = told.history().size();
        Optional<LeaverCase> had = told.newestCase();
        Optional.ofNullable(EVENTS.get(event)).orElseThrow().accept(told);
        List<Identity.Change> changes = told.history();
        String history = changes.size() == before
                ? "–"
                : changes.subList(before, changes.size()).stream()
                        .map(Identity.Change::name)
                        .collect(Collectors.joining(", "));
        return new Row(state, event, inWords(told.person().employment()), history, ofCase(had, told.newestCase()));
    }

    private static String ofCase(Optional<LeaverCase> before, Optional<LeaverCase> after) {
        if (after.isEmpty()) {
            return "none";
        }
        boolean isNew = before.filter(
                        had -> had.opening().id().equals(after.get().opening().id()))
                .isEmpty();
        String opened = isNew ? before.isEmpty() ? "opened" : "opened again" : "goes on";
        return switch (after.get()) {
            case LeaverCase.Open open -> opened;
            case LeaverCase.Withdrawn withdrawn -> isNew ? opened + ", withdrawn" : "withdrawn";
            case LeaverCase.Closed closed -> isNew ? opened + ", closed" : "closed";
        };
    }

    private static String inWords(Employment employment) {
        String again = employment.tenure().origin() == Tenure.Origin.REHIRED
                        && employment instanceof Employment.Employed
                        && employment.startDate().isAfter(LocalDate.parse("2025-01-01"))
                ? " again"
                : "";
        return switch (employment) {
            case Employment.Expected expected -> "expected" + again;
            case Employment.Active active -> "active" + again;
            case Employment.OnLeave onLeave -> "on leave" + again;
            case Employment.TerminationScheduled scheduled -> inWords(scheduled.withoutEnding()) + ", with an end";
            case Employment.GardenLeave gardenLeave -> "garden leave";
            case Employment.Ended ended -> "ended";
            case Employment.Cancelled cancelled -> "cancelled";
        };
    }

    private static List<Row> table() {
        List<Row> rows = new ArrayList<>();
        for (String state : STATES.keySet()) {
            for (String event : EVENTS.keySet()) {
                rows.add(play(state, event));
            }
        }
        return rows;
    }

    @Test
    void everyPairDoesWhatAnAuditorExpects() {
        Map<String, String> found = new TreeMap<>();
        table().forEach(row -> found.put(row.state() + " | " + row.event(), row.line()));
        List<String> expected = EXPECTED.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        assertTrue(expected.size() >= 60, "so many are written by hand: " + expected.size());
        String differing = expected.stream()
                .filter(line -> !line.equals(found.get(pair(line))))
                .map(line -> "expected " + line + "\n   found " + found.get(pair(line)))
                .collect(Collectors.joining("\n"));
        assertEquals("", differing);
    }

    private static String pair(String line) {
        String[] parts = line.split(" \\| ", -1);
        return parts[0] + " | " + parts[1];
    }

    @Test
    void theCommittedTableIsWhatThePairsDo() throws IOException {
        List<Row> rows = table();
        assertEquals(STATES.size() * EVENTS.size(), rows.size());
        StringBuilder text = new StringBuilder("""
                # Employment: every state with everything that can come

                Written by `EmploymentTableTest`, which plays each pair. Where somebody stands is worked out from all statements
                ([0013](adr/0013-where-somebody-stands-is-worked-out.md)), so there are no transitions to draw; this is what
                comes out. *Again* marks a new tenure after a leaving. The person's directory does not answer in these plays, so
                that a leaver's case stays open until something ends it. *–*: the history gets no line.

                """);
        for (String state : STATES.keySet()) {
            text.append("## ")
                    .append(Character.toUpperCase(state.charAt(0)))
                    .append(state.substring(1))
                    .append("\n\n");
            text.append("| what comes | new state | history | leaver's case |\n|---|---|---|---|\n");
            rows.stream().filter(row -> row.state().equals(state)).forEach(row -> text.append("| ")
                    .append(String.join(
                            " | ",
                            row.event(),
                            row.next(),
                            row.history().replace("_", " ").toLowerCase(java.util.Locale.ROOT),
                            row.leaverCase()))
                    .append(" |\n"));
            text.append('\n');
        }
        text.append("""
                ## What stays as it is

                **A leaving heard of late, of somebody who is expected**, opens a case (*expected*, *an old record comes late*). It shuts
                every account that is known, those made for the coming tenure too: no target says reliably when an account was made,
                and one that an old tenure left open is the greater harm. On the first day the case is withdrawn, and its
                exceptions name what is to be given back.

                **A leaving heard of late, of somebody who works again**, takes nothing away (*active*, *an old record comes late*), since
                a case is about somebody who is out. What the old tenure left behind cannot be told from what the new one was
                given. An exception belongs to a case, so none is raised; the history and the log show the record.

                **A file whose row for a worker is the same as in the feed's last file says nothing new of them.** Nobody can have said
                anything of them in between: a source's name belongs to one way of speaking, so what is pushed is another source's
                word. What somebody finds out about a worker who was missing is the one exception, and the next row is news then.

                **Between sources the believed one has the word from the first day that it knows.** A tenure that another source saw end
                before that day comes before it in the same line of tenures; one of which no end is told does not.
                """);
        Path file = docs().resolve("employment.md");
        String written = text.toString().stripTrailing() + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, written);
        }
        assertEquals(
                written, Files.readString(file), "run this test with -Dgolden.update=true and look at the difference");
    }

    private static Path docs() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("docs"))) {
            folder = Optional.ofNullable(folder.getParent()).orElseThrow();
        }
        return folder.resolve("docs");
    }
}
