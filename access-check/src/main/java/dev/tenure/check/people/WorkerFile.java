package dev.tenure.check.people;

import dev.tenure.check.table.CannotJudge;
import dev.tenure.check.table.Columns;
import dev.tenure.check.table.Dates;
import dev.tenure.check.table.FileSettings;
import dev.tenure.check.table.Row;
import dev.tenure.check.table.TableFile;
import dev.tenure.check.table.Unread;
import dev.tenure.domain.identity.Termination;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads the HR file: who works here on the day that is asked for, and who does not any more. */
public final class WorkerFile {

    private static final Set<String> EMPLOYED = words(
            "active employed current onleave leave loa leaveofabsence paidleave unpaidleave parentalleave maternityleave"
                    + " paternityleave medicalleave sickleave gardenleave sabbatical suspended probation onprobation"
                    + " probationary working fulltime parttime regular permanent temporary contractor noticeperiod onnotice"
                    + " servingnotice terminationscheduled pendingtermination enabled yes y true 1 a l");
    private static final Set<String> EXPECTED = words(
            "pending prehire prestart prestarter onboarding preboarding notstarted notyetstarted future futurehire futurestart"
                    + " offer offeraccepted expected hired incoming pendinghire pendingstart");
    private static final Set<String> LEFT = words(
            "terminated inactive left former exited separated resigned retired deceased dismissed ended offboarded leaver"
                    + " exemployee alumni departed notemployed discharged terminationcomplete formeremployee laidoff"
                    + " withdrawn cancelled canceled noshow disabled no n false 0 t r d");
    /** Beyond it a last day is a way to write that there is none. */
    private static final int LAST_YEAR = 2199;

    private final FileSettings settings;
    private final AsOf asOf;
    private final ZoneId zone;
    private final Set<String> alsoEmployed;
    private final Set<String> alsoLeft;
    private final Consumer<Unread> unread;
    private final List<String> guesses = new ArrayList<>();
    private final Set<String> unknownStatuses = new LinkedHashSet<>();
    private Optional<String> firstFlaw = Optional.empty();
    private long rows;
    private long unused;
    private long merged;
    private long contradictions;

    /**
     * An HR file to read.
     *
     * @param zone where the day ends for those whose row names no zone
     * @param alsoEmployed words of the status column that mean somebody works here, beside the usual
     * @param alsoLeft words that mean somebody does not any more
     * @param unread takes every row that is not used whole
     */
    public WorkerFile(
            FileSettings settings,
            AsOf asOf,
            ZoneId zone,
            Collection<String> alsoEmployed,
            Collection<String> alsoLeft,
            Consumer<Unread> unread) {
        this.settings = settings;
        this.asOf = asOf;
        this.zone = zone;
        this.alsoEmployed = plain(alsoEmployed);
        this.alsoLeft = plain(alsoLeft);
        this.unread = unread;
    }

    /**
     * The people, and how they were read.
     *
     * @param rows below the header
     * @param unused rows of which nothing was used
     * @param said how the file is written and what was guessed
     * @param missing what cannot be judged since no column tells it
     */
    public record Result(Workforce workforce, long rows, long unused, List<String> said, List<String> missing) {}

    /** Reads the file, twice: the dates of a column are understood from all of them. */
    public Result read() throws CannotJudge {
        TableFile file = settings.open();
        Columns<WorkerFact> columns = Columns.of(file, WorkerFact.class, settings.headers());
        if (Stream.of(WorkerFact.WORKER_ID, WorkerFact.EMAIL, WorkerFact.USERNAME)
                .noneMatch(columns::has)) {
            throw CannotJudge.line(
                    file.name(),
                    1,
                    "no column is known as worker-id, email or username; there are " + Columns.names(file.header()),
                    "Name one, as with --column hr.email=HEADER, or the separator with --separator");
        }
        List<Dates> starts = columns.dates(settings, WorkerFact.START_DATE);
        List<Dates> ends = columns.dates(settings, WorkerFact.LAST_DAY);
        file.read(
                row -> {
                    columns.show(row, WorkerFact.START_DATE, starts);
                    columns.show(row, WorkerFact.LAST_DAY, ends);
                },
                (line, why) -> {});
        for (Dates dates : Stream.concat(starts.stream(), ends.stream()).toList()) {
            dates.settle();
            dates.said().ifPresent(guesses::add);
        }
        People people = new People();
        file.read(
                row -> {
                    rows++;
                    worker(columns, row, starts, ends).ifPresent(people::add);
                },
                (line, why) -> {
                    rows++;
                    unused(line, why);
                });
        merged = people.merged;
        return new Result(
                Workforce.of(people.all(), file.name(), firstFlaw),
                rows,
                unused,
                said(file, columns),
                missing(columns));
    }

    private Optional<Worker> worker(Columns<WorkerFact> columns, Row row, List<Dates> starts, List<Dates> ends) {
        String email = Workforce.text(columns.cell(row, WorkerFact.EMAIL));
        if (!email.contains("@")) {
            email = "";
        }
        String username = Workforce.username(columns.cell(row, WorkerFact.USERNAME));
        String id = columns.cell(row, WorkerFact.WORKER_ID);
        if (id.isEmpty()) {
            id = email.isEmpty() ? username : email;
        }
        if (id.isEmpty()) {
            unused(row.line(), "says nothing by which an account could be matched: no id, address or user name");
            return Optional.empty();
        }
        String flaws = "";
        LocalDate start = null;
        LocalDate end = null;
        for (int i = 0; i < starts.size(); i++) {
            Dates.Read read =
                    starts.get(i).read(columns.cells(row, WorkerFact.START_DATE).get(i));
            if (read instanceof Dates.Read.Unreadable) {
                flaws = "the start date is no date that is known here";
            } else if (read instanceof Dates.Read.Given given) {
                LocalDate day = given.when().written().toLocalDate();
                start = start == null || day.isAfter(start) ? day : start;
            }
        }
        for (int i = 0; i < ends.size(); i++) {
            Dates.Read read =
                    ends.get(i).read(columns.cells(row, WorkerFact.LAST_DAY).get(i));
            if (read instanceof Dates.Read.Unreadable) {
                flaws = "the last day is no date that is known here";
            } else if (read instanceof Dates.Read.Given given
                    && given.when().written().getYear() <= LAST_YEAR) {
                end = given.when().written().toLocalDate();
            }
        }
        ZoneId where = zone(columns.cell(row, WorkerFact.TIME_ZONE), row.line());
        String status = columns.cell(row, WorkerFact.STATUS);
        Optional<Standing> word = standing(status);
        Standing standing = word.orElse(Standing.EMPLOYED);
        String remark = "";
        LocalDate today = asOf.dayIn(where);
        if (!flaws.isEmpty()) {
            standing = Standing.UNKNOWN;
        } else if (end != null && start != null && start.isAfter(end) && word.isEmpty()) {
            flaws = "the last day is before the start date";
            standing = Standing.UNKNOWN;
        } else if (end != null && (start == null || !start.isAfter(end))) {
            // A date weighs more than a word: words are often changed late.
            if (isOver(end, where)) {
                if (standing == Standing.EMPLOYED && word.isPresent()) {
                    remark = "HR's status still says \"" + status + "\"";
                    contradictions++;
                }
                standing = Standing.LEFT;
            } else {
                if (standing == Standing.LEFT) {
                    contradictions++;
                }
                standing = start != null && start.isAfter(today) ? Standing.EXPECTED : Standing.EMPLOYED;
            }
        } else if (standing == Standing.EMPLOYED && start != null && start.isAfter(today)) {
            standing = Standing.EXPECTED;
        }
        if (!flaws.isEmpty()) {
            flaw(
                    row.line(),
                    flaws + ": accounts of this worker are listed as ambiguous; correct it, or see --date-pattern");
        }
        return Optional.of(new Worker(
                row.line(),
                id,
                email,
                username,
                name(columns, row),
                where,
                standing,
                standing == Standing.LEFT ? end : null,
                remark));
    }

    /** The rule by which the product starts a leaver's clock. */
    private boolean isOver(LocalDate lastDay, ZoneId where) {
        Termination termination = new Termination(lastDay, Optional.empty(), Optional.empty(), Optional.empty());
        return !termination.endOfLastWorkingDay(where).isAfter(asOf.moment().orElseGet(() -> asOf.day()
                .atStartOfDay(where)
                .toInstant()));
    }

    private Optional<Standing> standing(String status) {
        String word = Columns.plain(status);
        if (word.isEmpty()) {
            return Optional.empty();
        }
        if (alsoLeft.contains(word)) {
            return Optional.of(Standing.LEFT);
        }
        if (alsoEmployed.contains(word) || EMPLOYED.contains(word)) {
            return Optional.of(Standing.EMPLOYED);
        }
        if (LEFT.contains(word) || word.startsWith("terminated")) {
            return Optional.of(Standing.LEFT);
        }
        if (EXPECTED.contains(word)) {
            return Optional.of(Standing.EXPECTED);
        }
        if (unknownStatuses.size() < 20) {
            unknownStatuses.add(status);
        }
        return Optional.empty();
    }

    private ZoneId zone(String name, long line) {
        if (name.isEmpty()) {
            return zone;
        }
        Optional<ZoneId> named = Dates.zone(name);
        if (named.isEmpty()) {
            flaw(line, "the time zone is not known: " + zone + " was taken; write one like Europe/Berlin");
        }
        return named.orElse(zone);
    }

    private static String name(Columns<WorkerFact> columns, Row row) {
        String parts =
                (columns.cell(row, WorkerFact.GIVEN_NAME) + " " + columns.cell(row, WorkerFact.FAMILY_NAME)).strip();
        return parts.isEmpty() ? columns.cell(row, WorkerFact.NAME) : parts;
    }

    private void unused(long line, String why) {
        unused++;
        flaw(line, why);
    }

    private void flaw(long line, String why) {
        firstFlaw = firstFlaw.or(() -> Optional.of("line " + line + ": " + why));
        unread.accept(new Unread(settings.path().toString(), line, why));
    }

    private List<String> said(TableFile file, Columns<WorkerFact> columns) {
        List<String> said = new ArrayList<>();
        said.add(file.said());
        said.add("columns " + columns.said());
        if (!columns.unused().isEmpty()) {
            said.add("not used: " + String.join(", ", columns.unused()) + "; --column takes another");
        }
        said.addAll(guesses);
        if (!unknownStatuses.isEmpty()) {
            said.add("status words not known, counted as employed unless a date says otherwise: "
                    + String.join(", ", unknownStatuses) + "; see --left-status and --employed-status");
        }
        if (merged > 0) {
            said.add(merged
                    + " rows say more about a worker of an earlier row: they have left only if each row says so");
        }
        if (contradictions > 0) {
            said.add(contradictions + " rows have a status that contradicts their last day: the day was taken");
        }
        return said;
    }

    private static List<String> missing(Columns<WorkerFact> columns) {
        List<String> missing = new ArrayList<>();
        if (!columns.has(WorkerFact.LAST_DAY) && !columns.has(WorkerFact.STATUS)) {
            missing.add(
                    "active leavers: the file has neither last-day nor status, so everybody in it counts as employed");
        } else if (!columns.has(WorkerFact.LAST_DAY)) {
            missing.add("since when somebody has left, and sign-ins after it: the file has no last-day");
        }
        return missing;
    }

    private static Set<String> words(String words) {
        return Set.of(words.split(" ", -1));
    }

    private static Set<String> plain(Collection<String> words) {
        return Set.copyOf(words.stream().map(Columns::plain).toList());
    }

    /** Workers in the order of the file; rows of one person put together. */
    private static final class People {

        private final List<Worker> all = new ArrayList<>();
        private final Map<String, List<Integer>> byId = new HashMap<>();
        private long merged;

        void add(Worker worker) {
            List<Integer> same = byId.computeIfAbsent(Workforce.id(worker.workerId()), id -> new ArrayList<>(1));
            for (int index : same) {
                if (all.get(index).agrees(worker)) {
                    all.set(index, all.get(index).with(worker));
                    merged++;
                    return;
                }
            }
            same.add(all.size());
            all.add(worker);
        }

        List<Worker> all() {
            return all;
        }
    }
}
