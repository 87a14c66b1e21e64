package dev.tenure.check;

import dev.tenure.check.accounts.AccountFact;
import dev.tenure.check.people.AsOf;
import dev.tenure.check.people.Join;
import dev.tenure.check.people.WorkerFact;
import dev.tenure.check.table.CannotJudge;
import dev.tenure.check.table.Dates;
import dev.tenure.check.table.Fact;
import dev.tenure.check.table.FileSettings;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the person asked for.
 *
 * @param hr the HR file
 * @param listings in the order in which they were given, at least one
 * @param out the folder for CSV files
 * @param zone of days and times without one
 * @param zoneIsGuess whether it is merely this machine's
 * @param joins by listing; under the empty name those for all; absent where the listing decides
 * @param dormantDays after which an account is dormant
 * @param show how many findings of a kind are printed
 */
record Options(
        FileSettings hr,
        List<FileSettings> listings,
        Optional<Path> out,
        AsOf asOf,
        ZoneId zone,
        boolean zoneIsGuess,
        Map<String, Set<Join>> joins,
        List<String> privileged,
        List<String> notPrivileged,
        List<String> nonHuman,
        List<String> leftStatus,
        List<String> employedStatus,
        List<String> disabledStatus,
        List<String> enabledStatus,
        int dormantDays,
        int show) {

    static final String USAGE = """
            Holds account listings against an HR file. Reads them, and changes, stores and sends nothing.

              ./tenure check --hr HR.csv --accounts [NAME=]LISTING.csv [--accounts …] [OPTIONS]

              --hr FILE                    everybody who works or worked here
              --accounts [NAME=]FILE       a system's accounts; again for each system. NAME is the file's own name
                                           without its ending unless given
              --out DIR                    write findings.csv, without-account.csv and unread-rows.csv there
              --as-of DATE|MOMENT          2026-11-21 or 2026-11-21T17:00:00Z (default: now)
              --zone ZONE                  where the day ends, for workers and times without a zone: Europe/Berlin
              --show N                     print N findings of each kind (20)
              --dormant-days N             days without a sign-in (90)

            What is found out from the files, and can be said instead. FILE is hr or a listing's NAME; without it all:

              --separator [FILE=]CHAR      a character, or comma, semicolon, tab, bar
              --encoding [FILE=]NAME       UTF-8, UTF-16LE, windows-1252, …
              --column FILE.FACT=HEADER    again where several columns tell a fact; HEADER - for none
              --date-pattern [FILE[.FACT]=]PATTERN   dd/MM/yyyy, MM/dd/yyyy HH:mm, …
              --join [NAME=]LIST           worker-id,email,username,local-part,name (default: the first three)

            What is judged by rules of thumb, and can be widened. PATTERN is a regular expression, found anywhere:

              --privileged PATTERN, --not-privileged PATTERN        roles, groups and account names
              --non-human PATTERN                                   names of accounts that no person uses
              --left-status WORD, --employed-status WORD            of the HR file
              --disabled-status WORD, --enabled-status WORD         of the listings

            Facts of hr: %s
            Facts of listings: %s

            Exit code: 0 nothing is to be done, 1 something was found, 2 it cannot be judged (file or option).
            """.formatted(labels(WorkerFact.values()), labels(AccountFact.values()));

    private static final String HR = "hr";

    private static String labels(Fact[] facts) {
        return Arrays.stream(facts).map(Fact::label).collect(Collectors.joining(" "));
    }

    static Options of(String[] arguments, Instant now, ZoneId machineZone) throws CannotJudge {
        Reading reading = new Reading();
        for (int i = 0; i < arguments.length; i += 2) {
            String option = arguments[i];
            if (!Reading.KNOWN.contains(option)) {
                throw CannotJudge.option(option, "there is no such option; ./tenure check --help names them");
            }
            if (i + 1 == arguments.length || arguments[i + 1].isEmpty()) {
                throw CannotJudge.option(option, "its value is missing");
            }
            reading.given.computeIfAbsent(option, name -> new ArrayList<>()).add(arguments[i + 1]);
        }
        return reading.options(now, machineZone);
    }

    private static final class Reading {

        static final Set<String> KNOWN = Set.of(
                "--hr",
                "--accounts",
                "--out",
                "--as-of",
                "--zone",
                "--show",
                "--dormant-days",
                "--separator",
                "--encoding",
                "--column",
                "--date-pattern",
                "--join",
                "--privileged",
                "--not-privileged",
                "--non-human",
                "--left-status",
                "--employed-status",
                "--disabled-status",
                "--enabled-status");

        private final Map<String, List<String>> given = new HashMap<>();
        private final Map<String, Path> files = new LinkedHashMap<>();
        private final Map<String, Charset> charsets = new HashMap<>();
        private final Map<String, Character> separators = new HashMap<>();
        private final Map<String, Map<String, List<String>>> headers = new HashMap<>();
        private final Map<String, Map<String, String>> patterns = new HashMap<>();

        Options options(Instant now, ZoneId machineZone) throws CannotJudge {
            files.put(
                    HR,
                    path(
                            "--hr",
                            once("--hr")
                                    .orElseThrow(() -> CannotJudge.option(
                                            "--hr",
                                            "name the HR file: ./tenure check --hr HR.csv --accounts LISTING.csv"))));
            for (String listing : all("--accounts")) {
                addListing(listing);
            }
            if (files.size() == 1) {
                throw CannotJudge.option("--accounts", "name at least one listing of accounts");
            }
            readScoped();
            Optional<String> zone = once("--zone");
            ZoneId where = machineZone;
            if (zone.isPresent()) {
                where = Dates.zone(zone.get())
                        .orElseThrow(
                                () -> CannotJudge.option("--zone", "is no time zone; write one like Europe/Berlin"));
            }
            return new Options(
                    settings(HR),
                    files.keySet().stream()
                            .filter(name -> !name.equals(HR))
                            .map(this::settings)
                            .toList(),
                    once("--out").isPresent()
                            ? Optional.of(path("--out", once("--out").get()))
                            : Optional.empty(),
                    asOf(now, where),
                    where,
                    zone.isEmpty(),
                    joins(),
                    all("--privileged"),
                    all("--not-privileged"),
                    all("--non-human"),
                    all("--left-status"),
                    all("--employed-status"),
                    all("--disabled-status"),
                    all("--enabled-status"),
                    number("--dormant-days", 90),
                    number("--show", 20));
        }

        private void addListing(String text) throws CannotJudge {
            int equals = text.indexOf('=');
            boolean named = equals > 0 && !Files.exists(path("--accounts", text));
            Path path = path("--accounts", named ? text.substring(equals + 1) : text);
            String file = String.valueOf(path.getFileName());
            String name = named ? text.substring(0, equals) : file.replaceFirst("(?<=.)\\.[A-Za-z0-9]{1,5}$", "");
            if (files.putIfAbsent(name, path) != null) {
                throw CannotJudge.option(
                        "--accounts",
                        name.equals(HR)
                                ? "\"hr\" is the HR file's name: write --accounts NAME=" + path
                                : "two listings are called \"" + name + "\": write --accounts NAME=" + path);
            }
        }

        private void readScoped() throws CannotJudge {
            for (String text : all("--separator")) {
                Scoped scoped = scoped(text);
                put("--separator", separators, scoped.file, separator(scoped.value));
            }
            for (String text : all("--encoding")) {
                Scoped scoped = scoped(text);
                put("--encoding", charsets, scoped.file, charset(scoped.value));
            }
            for (String text : all("--column")) {
                int equals = text.indexOf('=');
                if (equals < 0 || equals == text.length() - 1) {
                    throw CannotJudge.option("--column", "write FILE.FACT=HEADER, as in hr.email=\"Work Email\"");
                }
                Target target = target("--column", text.substring(0, equals));
                headers.computeIfAbsent(target.file, file -> new HashMap<>())
                        .computeIfAbsent(target.fact, fact -> new ArrayList<>())
                        .add(text.substring(equals + 1));
            }
            for (String text : all("--date-pattern")) {
                int equals = text.indexOf('=');
                Target target = equals < 0
                        ? new Target("", "")
                        : files.containsKey(text.substring(0, equals))
                                ? new Target(text.substring(0, equals), "")
                                : target("--date-pattern", text.substring(0, equals));
                put(
                        "--date-pattern",
                        patterns.computeIfAbsent(target.file, file -> new HashMap<>()),
                        target.fact,
                        text.substring(equals + 1));
            }
        }

        private Map<String, Set<Join>> joins() throws CannotJudge {
            Map<String, Set<Join>> joins = new HashMap<>();
            for (String text : all("--join")) {
                Scoped scoped = scoped(text);
                Set<Join> chosen = EnumSet.noneOf(Join.class);
                for (String label : scoped.value.split(",", -1)) {
                    chosen.add(Join.of(label.strip())
                            .orElseThrow(() -> CannotJudge.option(
                                    "--join",
                                    "\"" + label
                                            + "\" is none; there are worker-id, email, username, local-part, name")));
                }
                put("--join", joins, scoped.file, chosen);
            }
            return joins;
        }

        private FileSettings settings(String name) {
            Map<String, String> dates = new HashMap<>(patterns.getOrDefault("", Map.of()));
            dates.putAll(patterns.getOrDefault(name, Map.of()));
            return new FileSettings(
                    name,
                    files.getOrDefault(name, Path.of(name)),
                    Optional.ofNullable(charsets.getOrDefault(name, charsets.get(""))),
                    Optional.ofNullable(separators.getOrDefault(name, separators.get(""))),
                    headers.getOrDefault(name, Map.of()),
                    dates);
        }

        private record Scoped(String file, String value) {}

        private record Target(String file, String fact) {}

        private Scoped scoped(String text) {
            int equals = text.indexOf('=');
            return equals > 0 && files.containsKey(text.substring(0, equals))
                    ? new Scoped(text.substring(0, equals), text.substring(equals + 1))
                    : new Scoped("", text);
        }

        private Target target(String option, String text) throws CannotJudge {
            int dot = text.lastIndexOf('.');
            String file = dot < 0 ? text : text.substring(0, dot);
            if (dot < 0 || !files.containsKey(file)) {
                throw CannotJudge.option(
                        option,
                        "\"" + text + "\": write FILE.FACT, FILE being one of " + String.join(", ", files.keySet()));
            }
            String fact = text.substring(dot + 1);
            Fact[] facts = file.equals(HR) ? WorkerFact.values() : AccountFact.values();
            if (Arrays.stream(facts).noneMatch(one -> one.label().equals(fact))) {
                throw CannotJudge.option(
                        option, "\"" + fact + "\" is no fact of " + file + "; there are " + labels(facts));
            }
            return new Target(file, fact);
        }

        private AsOf asOf(Instant now, ZoneId zone) throws CannotJudge {
            Optional<String> text = once("--as-of");
            if (text.isEmpty()) {
                return new AsOf(LocalDate.ofInstant(now, zone), Optional.of(now));
            }
            try {
                if (text.get().contains("T")) {
                    Instant moment = OffsetDateTime.parse(text.get()).toInstant();
                    return new AsOf(LocalDate.ofInstant(moment, zone), Optional.of(moment));
                }
                return new AsOf(LocalDate.parse(text.get()), Optional.empty());
            } catch (DateTimeException e) {
                throw CannotJudge.option(
                        "--as-of", "write a day like 2026-11-21, or a moment like 2026-11-21T17:00:00Z");
            }
        }

        private int number(String option, int usual) throws CannotJudge {
            Optional<String> text = once(option);
            if (text.isPresent() && !text.get().matches("\\d{1,6}")) {
                throw CannotJudge.option(option, "write a number from 0 to 999999");
            }
            return text.map(Integer::parseInt).orElse(usual);
        }

        private List<String> all(String option) {
            return given.getOrDefault(option, List.of());
        }

        private Optional<String> once(String option) throws CannotJudge {
            List<String> values = all(option);
            if (values.size() > 1) {
                throw CannotJudge.option(option, "is given more than once");
            }
            return values.stream().findFirst();
        }

        private static <V> void put(String option, Map<String, V> map, String key, V value) throws CannotJudge {
            if (map.putIfAbsent(key, value) != null) {
                throw CannotJudge.option(
                        option, "is given more than once" + (key.isEmpty() ? " for all files" : " for " + key));
            }
        }

        private static char separator(String text) throws CannotJudge {
            return switch (text) {
                case "comma" -> ',';
                case "semicolon" -> ';';
                case "tab", "\\t" -> '\t';
                case "bar", "pipe" -> '|';
                default -> {
                    if (text.length() != 1 || "\"\r\n".contains(text)) {
                        throw CannotJudge.option(
                                "--separator",
                                "write one character, or comma, semicolon, tab or bar; for one file"
                                        + " FILE=CHAR, FILE being hr or a listing's name");
                    }
                    yield text.charAt(0);
                }
            };
        }

        private static Charset charset(String text) throws CannotJudge {
            try {
                Charset charset = Charset.forName(text);
                if (!charset.canEncode()) {
                    throw CannotJudge.option("--encoding", "\"" + text + "\" is not for text files; UTF-8 is");
                }
                return charset;
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                throw CannotJudge.option("--encoding", "\"" + text + "\" is not known here; UTF-8 is");
            }
        }

        private static Path path(String option, String text) throws CannotJudge {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw CannotJudge.option(option, "is no path of a file");
            }
        }
    }
}
