package dev.tenure.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.check.CheckRun.Answer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Companies drawn at random, written as files in one of several dialects, against an oracle that looks at nothing but plain
 * lists: for each account it walks over all people.
 */
class RandomCompaniesTest {

    private static final int COMPANIES = 150;
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    private final CheckRun run;
    private final Path folder;

    RandomCompaniesTest(@TempDir Path folder) {
        this.folder = folder;
        this.run = new CheckRun(folder);
    }

    private record Person(String id, String email, LocalDate start, Optional<LocalDate> last) {

        boolean hasLeft() {
            return last.isPresent() && last.get().isBefore(TODAY);
        }

        boolean isEmployed() {
            return !hasLeft() && !start.isAfter(TODAY);
        }
    }

    private record Entry(
            String login,
            String email,
            String id,
            boolean enabled,
            boolean admin,
            Optional<LocalDate> lastLogin,
            String owner) {}

    @Test
    void everyFindingIsTheOraclesAndEveryOneOfTheOraclesIsFound() {
        long seed = new Random().nextLong();
        Map<String, Integer> counted = new TreeMap<>();
        for (int company = 0; company < COMPANIES; company++) {
            Random random = new Random(seed + company);
            List<Person> people = people(random);
            TreeSet<String> expected = new TreeSet<>();
            TreeSet<String> uncovered = new TreeSet<>();
            List<String> arguments = new ArrayList<>();
            char separator = ",;\t|".charAt(random.nextInt(4));
            arguments.addAll(List.of("--as-of", TODAY.toString(), "--hr"));
            arguments.add(run.file("hr.csv", hr(people, random, separator)).toString());
            for (String system : List.of("one", "two")) {
                List<Entry> entries = entries(people, random);
                expect(system, people, entries, expected, uncovered);
                arguments.add("--accounts");
                arguments.add(
                        run.file(system + ".csv", listing(entries, random)).toString());
            }
            Answer answer = run.with(arguments);
            String which = "seed " + seed + ", company " + company + ": " + answer;
            assertEquals(expected, found(answer), which);
            assertEquals(
                    uncovered,
                    new TreeSet<>(answer.rows("without-account.csv").stream()
                            .map(row -> row.get("system") + " " + row.get("worker id"))
                            .toList()),
                    which);
            boolean wanted = expected.stream().anyMatch(one -> !one.contains(" privileged "));
            assertEquals(wanted ? 1 : 0, answer.code(), which);
            expected.forEach(one -> counted.merge(one.split(" ", -1)[1], 1, Integer::sum));
        }
        // What never occurs was never tested.
        for (String kind : List.of(
                "active-leaver",
                "orphan",
                "privileged",
                "unowned",
                "ambiguous",
                "duplicate",
                "dormant",
                "used-after")) {
            assertTrue(counted.getOrDefault(kind, 0) > COMPANIES / 5, kind + " in " + counted + ", seed " + seed);
        }
        assertTrue(folder.toFile().isDirectory());
    }

    private static Set<String> found(Answer answer) {
        TreeSet<String> found = new TreeSet<>();
        for (Map<String, String> row : answer.rows("findings.csv")) {
            boolean dated = List.of("active-leaver", "dormant").contains(row.get("kind"));
            found.add(row.get("system") + " " + row.get("kind") + " " + row.get("account")
                    + (dated ? " " + row.get("days") : ""));
            if (String.valueOf(row.get("why")).contains("SIGNED IN")) {
                found.add(row.get("system") + " used-after " + row.get("account"));
            }
        }
        return found;
    }

    private static void expect(
            String system, List<Person> people, List<Entry> entries, Set<String> expected, Set<String> uncovered) {
        for (Person person : people) {
            boolean has =
                    entries.stream().anyMatch(entry -> whose(entry, people).equals(List.of(person)));
            if (person.isEmployed() && !has) {
                uncovered.add(system + " " + person.id());
            }
            List<Entry> enabled = entries.stream()
                    .filter(entry -> entry.enabled() && whose(entry, people).equals(List.of(person)))
                    .toList();
            if (enabled.size() > 1) {
                List<String> logins = enabled.stream().map(Entry::login).toList();
                expected.add(system + " duplicate " + String.join("; ", logins.subList(0, Math.min(5, logins.size())))
                        + (logins.size() > 5 ? "; and " + (logins.size() - 5) + " more" : ""));
            }
        }
        for (Entry entry : entries) {
            if (entry.enabled()) {
                expect(system, people, entry, expected);
            }
        }
    }

    private static void expect(String system, List<Person> people, Entry entry, Set<String> expected) {
        List<Person> whose = whose(entry, people);
        boolean machine = entry.login().startsWith("svc-") && whose.isEmpty();
        List<Person> owners = people.stream()
                .filter(person -> !entry.owner().isEmpty() && person.email().equals(entry.owner()))
                .toList();
        if (entry.admin()) {
            expected.add(system + " privileged " + entry.login());
        }
        if (whose.size() > 1) {
            expected.add(system + " ambiguous " + entry.login());
        }
        if (whose.isEmpty() && !(machine && owners.size() == 1)) {
            expected.add(system + " orphan " + entry.login());
        }
        if (machine && !(owners.size() == 1 && owners.get(0).isEmployed())) {
            expected.add(system + " unowned " + entry.login());
        }
        if (whose.size() == 1 && whose.get(0).hasLeft()) {
            LocalDate last = whose.get(0).last().orElseThrow();
            expected.add(system + " active-leaver " + entry.login() + " " + ChronoUnit.DAYS.between(last, TODAY));
            if (entry.lastLogin().isPresent() && entry.lastLogin().get().isAfter(last)) {
                expected.add(system + " used-after " + entry.login());
            }
        }
        if (entry.lastLogin().isEmpty()) {
            expected.add(system + " dormant " + entry.login() + " ");
        } else if (ChronoUnit.DAYS.between(entry.lastLogin().get(), TODAY) >= 90) {
            expected.add(system + " dormant " + entry.login() + " "
                    + ChronoUnit.DAYS.between(entry.lastLogin().get(), TODAY));
        }
    }

    /** An id and an address that both lead somewhere must lead to the same person. */
    private static List<Person> whose(Entry entry, List<Person> people) {
        List<Person> byId =
                people.stream().filter(person -> person.id().equals(entry.id())).toList();
        List<Person> byEmail = people.stream()
                .filter(person -> !person.email().isEmpty() && person.email().equals(entry.email()))
                .toList();
        if (byId.isEmpty() || byEmail.isEmpty()) {
            return byId.isEmpty() ? byEmail : byId;
        }
        List<Person> both = byId.stream().filter(byEmail::contains).toList();
        return both.isEmpty()
                ? Stream.concat(byId.stream(), byEmail.stream()).distinct().toList()
                : both;
    }

    private static List<Person> people(Random random) {
        List<Person> people = new ArrayList<>();
        int count = 1 + random.nextInt(30);
        for (int i = 0; i < count; i++) {
            LocalDate start = TODAY.minusDays(random.nextInt(2_000) - 30);
            Optional<LocalDate> last = random.nextInt(3) == 0
                    ? Optional.of(start.plusDays(random.nextInt(2_200)))
                    : random.nextInt(10) == 0 && !start.isAfter(TODAY)
                            ? Optional.of(Collections.max(List.of(start, TODAY.minusDays(random.nextInt(2)))))
                            : Optional.empty();
            // Some share an address, some have none.
            String email = random.nextInt(12) == 0
                    ? ""
                    : "p" + (random.nextInt(10) == 0 ? random.nextInt(count) : i) + "@example.com";
            people.add(new Person("W" + i, email, start, last));
        }
        return people;
    }

    private static List<Entry> entries(List<Person> people, Random random) {
        List<Entry> entries = new ArrayList<>();
        int count = 1 + random.nextInt(60);
        for (int i = 0; i < count; i++) {
            Person person = people.get(random.nextInt(people.size()));
            int what = random.nextInt(10);
            String email = what < 7 ? person.email() : what == 7 ? "stranger" + i + "@example.org" : "";
            String id = random.nextInt(3) == 0
                    ? (random.nextInt(8) == 0 ? "W" + random.nextInt(people.size() + 3) : what < 7 ? person.id() : "")
                    : "";
            entries.add(new Entry(
                    (random.nextInt(4) == 0 ? "svc-" : "person-") + i,
                    email,
                    id,
                    random.nextInt(5) > 0,
                    random.nextInt(6) == 0,
                    random.nextInt(8) == 0 ? Optional.empty() : Optional.of(TODAY.minusDays(random.nextInt(200))),
                    random.nextInt(3) == 0
                            ? people.get(random.nextInt(people.size())).email()
                            : ""));
        }
        return entries;
    }

    private static String hr(List<Person> people, Random random, char separator) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Worker_ID", "Name", "E-Mail", "Hire date", "Last day"));
        for (Person person : people) {
            rows.add(List.of(
                    person.id(),
                    "Sample " + person.id(),
                    random.nextBoolean() ? person.email().toUpperCase(java.util.Locale.ROOT) : person.email(),
                    person.start().toString(),
                    person.last().map(LocalDate::toString).orElse("")));
        }
        return written(rows, separator, random);
    }

    private static String listing(List<Entry> entries, Random random) {
        boolean positive = random.nextBoolean();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "Login",
                "Email",
                "Employee number",
                positive ? "Enabled" : "Suspended",
                "Groups",
                "Last sign-in",
                "Owner"));
        for (Entry entry : entries) {
            rows.add(List.of(
                    entry.login(),
                    entry.email(),
                    entry.id(),
                    entry.enabled() == positive ? "TRUE" : "false",
                    entry.admin() ? "everyone;org admins" : "everyone",
                    entry.lastLogin().map(LocalDate::toString).orElse("never"),
                    entry.owner()));
        }
        return written(rows, random.nextBoolean() ? ',' : '\t', random);
    }

    private static String written(List<List<String>> rows, char separator, Random random) {
        String end = random.nextBoolean() ? "\n" : "\r\n";
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                boolean quoted = random.nextInt(5) == 0;
                text.append(i == 0 ? "" : separator)
                        .append(quoted ? "\"" : "")
                        .append(row.get(i))
                        .append(quoted ? "\"" : "");
            }
            text.append(end);
        }
        return text.toString();
    }
}
