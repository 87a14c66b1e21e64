package dev.tenure.check.accounts;

import dev.tenure.check.people.Clues;
import dev.tenure.check.people.Join;
import dev.tenure.check.table.CannotJudge;
import dev.tenure.check.table.Columns;
import dev.tenure.check.table.Dates;
import dev.tenure.check.table.FileSettings;
import dev.tenure.check.table.Row;
import dev.tenure.check.table.TableFile;
import dev.tenure.check.table.Unread;
import dev.tenure.check.table.When;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The listing of one system's accounts. It is streamed: its size does not matter to what is held. */
public final class Listing {

    private static final Set<String> OFF = Set.of(
            "disabled",
            "deactivated",
            "suspended",
            "inactive",
            "deprovisioned",
            "staged",
            "archived",
            "deleted",
            "blocked",
            "revoked",
            "removed",
            "terminated",
            "expired",
            "closed",
            "off",
            "no",
            "false",
            "0",
            "pendingdeletion",
            "pendingdelete",
            "left",
            "former");
    private static final Set<String> ON = Set.of(
            "active",
            "enabled",
            "ok",
            "normal",
            "provisioned",
            "recovery",
            "passwordexpired",
            "lockedout",
            "locked",
            "member",
            "user",
            "admin",
            "owner",
            "primaryowner",
            "guest",
            "bot",
            "invited",
            "pending",
            "pendinguseraction",
            "true",
            "yes",
            "1",
            "on",
            "regular",
            "open",
            "passwordreset");
    private static final Set<String> TRUE = Set.of("true", "yes", "y", "1", "on", "t", "x");
    private static final Set<String> FALSE = Set.of("false", "no", "n", "0", "off", "f");

    /** A lock of OpenLDAP that ends by itself; the one that does not begins in the year nought. */
    private static final String LOCK_TIME = "\\d{14}Z";

    private static final int ACCOUNT_DISABLED = 2;

    private final FileSettings settings;
    private final TableFile file;
    private final Columns<AccountFact> columns;
    private final Looks looks;
    private final ZoneId zone;
    private final Set<String> alsoOff;
    private final Set<String> alsoOn;
    private final Consumer<Unread> unread;
    private final List<Dates> logins;
    private final List<Dates> creations;
    private final List<String> guesses = new ArrayList<>();
    private final Set<String> unknownStatuses = new LinkedHashSet<>();
    private Optional<String> firstFlaw = Optional.empty();
    private long rows;
    private long unused;

    private Listing(
            FileSettings settings,
            TableFile file,
            Looks looks,
            ZoneId zone,
            Collection<String> alsoOn,
            Collection<String> alsoOff,
            Consumer<Unread> unread)
            throws CannotJudge {
        this.settings = settings;
        this.file = file;
        this.columns = Columns.of(file, AccountFact.class, settings.headers());
        this.looks = looks;
        this.zone = zone;
        this.alsoOn = Set.copyOf(alsoOn.stream().map(Columns::plain).toList());
        this.alsoOff = Set.copyOf(alsoOff.stream().map(Columns::plain).toList());
        this.unread = unread;
        this.logins = columns.dates(settings, AccountFact.LAST_LOGIN);
        this.creations = columns.dates(settings, AccountFact.CREATED);
    }

    /**
     * Opens a listing and understands its columns and dates.
     *
     * @param zone of times that are written without one
     * @param alsoOn words of the status column that mean somebody can sign in, beside the usual
     * @param alsoOff words that mean nobody can
     * @param unread takes every row that is not used whole
     */
    public static Listing open(
            FileSettings settings,
            Looks looks,
            ZoneId zone,
            Collection<String> alsoOn,
            Collection<String> alsoOff,
            Consumer<Unread> unread)
            throws CannotJudge {
        Listing listing = new Listing(settings, settings.open(), looks, zone, alsoOn, alsoOff, unread);
        listing.understand();
        return listing;
    }

    /** The system's name. */
    public String system() {
        return settings.name();
    }

    /** The file's name. */
    public String file() {
        return file.name();
    }

    /** Rows below the header that were read so far. */
    public long rows() {
        return rows;
    }

    /** Rows of which nothing was used. */
    public long unused() {
        return unused;
    }

    /** Whether any column tells the fact. */
    public boolean has(AccountFact fact) {
        return columns.has(fact);
    }

    /** By what its accounts are matched where the person does not say. */
    public Set<Join> usualJoins() {
        Set<Join> joins = EnumSet.of(Join.WORKER_ID, Join.EMAIL, Join.USERNAME);
        if (isMatchedByLocalPart()) {
            joins.add(Join.LOCAL_PART);
        }
        return joins;
    }

    /** Streams the accounts. */
    public void read(Consumer<Account> accounts) throws CannotJudge {
        file.read(
                row -> {
                    rows++;
                    account(row).ifPresent(accounts);
                },
                (line, why) -> {
                    rows++;
                    unused(line, why);
                });
        if (rows == unused) {
            throw CannotJudge.file(
                    file.name(),
                    firstFlaw.isPresent()
                            ? "no row of it could be used; the first: " + firstFlaw.get()
                            : "has a header and no accounts",
                    "Export it again, or leave it out");
        }
    }

    /** How the file is written and what was guessed. To be asked after reading. */
    public List<String> said() {
        List<String> said = new ArrayList<>();
        said.add(file.said());
        said.add("columns " + columns.said());
        if (!columns.unused().isEmpty()) {
            said.add("not used: " + String.join(", ", columns.unused()) + "; --column takes another");
        }
        said.addAll(guesses);
        if (!unknownStatuses.isEmpty()) {
            said.add("status words not known, counted as enabled: " + String.join(", ", unknownStatuses)
                    + "; see --enabled-status and --disabled-status");
        }
        if (isMatchedByLocalPart()) {
            said.add(
                    "no email and no worker-id: user names are compared with what stands before the @ of HR's addresses;"
                            + " --join says otherwise");
        }
        return said;
    }

    /** What cannot be judged since no column tells it. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (Stream.of(AccountFact.ENABLED, AccountFact.DISABLED, AccountFact.STATUS, AccountFact.CONTROL)
                .noneMatch(this::has)) {
            missing.add("which accounts are disabled (no enabled, disabled or status): each counts as enabled");
        }
        if (!has(AccountFact.LAST_LOGIN)) {
            missing.add("dormant, and sign-ins after leaving (no last-login)");
        }
        if (!has(AccountFact.ADMIN) && !has(AccountFact.ROLES)) {
            missing.add("privileged, but for names like root (no admin or roles)");
        }
        if (!has(AccountFact.OWNER)) {
            missing.add("whether non-human accounts have an owner (no owner): each counts as unowned");
        }
        return missing;
    }

    private boolean isMatchedByLocalPart() {
        if (has(AccountFact.WORKER_ID)) {
            return false;
        }
        // A column that may hold addresses is there; where it is the one of user names, it may hold none.
        return columns.headers(AccountFact.EMAIL).isEmpty()
                || columns.headers(AccountFact.EMAIL).equals(columns.headers(AccountFact.ACCOUNT));
    }

    private void understand() throws CannotJudge {
        if (Stream.of(AccountFact.ACCOUNT, AccountFact.EMAIL, AccountFact.WORKER_ID)
                .noneMatch(this::has)) {
            throw CannotJudge.line(
                    file.name(),
                    1,
                    "no column is known as account, email or worker-id; there are " + Columns.names(file.header()),
                    "Name one, as with --column " + settings.name()
                            + ".account=HEADER, or the separator with --separator");
        }
        if (!logins.isEmpty() || !creations.isEmpty()) {
            file.read(
                    row -> {
                        columns.show(row, AccountFact.LAST_LOGIN, logins);
                        columns.show(row, AccountFact.CREATED, creations);
                    },
                    (line, why) -> {});
        }
        for (Dates dates : Stream.concat(logins.stream(), creations.stream()).toList()) {
            dates.settle();
            dates.said().ifPresent(guesses::add);
        }
    }

    private Optional<Account> account(Row row) {
        String login = columns.cell(row, AccountFact.ACCOUNT);
        String email = columns.cell(row, AccountFact.EMAIL);
        String workerId = columns.cell(row, AccountFact.WORKER_ID);
        String shown = Stream.of(login, email, workerId)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        if (shown.isEmpty()) {
            unused(row.line(), "names no account: its account, email and worker-id are empty");
            return Optional.empty();
        }
        String name = columns.cell(row, AccountFact.NAME);
        if (name.isEmpty()) {
            name = (columns.cell(row, AccountFact.GIVEN_NAME) + " " + columns.cell(row, AccountFact.FAMILY_NAME))
                    .strip();
        }
        Times used = times(row, logins, AccountFact.LAST_LOGIN);
        Times made = times(row, creations, AccountFact.CREATED);
        String type = columns.cell(row, AccountFact.TYPE);
        return Optional.of(new Account(
                row.line(),
                shown,
                name,
                new Clues(workerId, email.contains("@") ? email : "", login, name),
                isEnabled(row),
                used.latest,
                has(AccountFact.LAST_LOGIN) && used.latest.isEmpty() && !used.unreadable,
                made.latest,
                privilege(row, shown),
                looks.nonHumanType(type) ? type : "",
                looks.nonHumanName(shown),
                columns.cell(row, AccountFact.OWNER)));
    }

    private boolean isEnabled(Row row) {
        for (String cell : columns.cells(row, AccountFact.DISABLED)) {
            if (isTrue(cell)) {
                return false;
            }
        }
        String control = columns.cell(row, AccountFact.CONTROL);
        if (control.matches("\\d{1,9}") && (Integer.parseInt(control) & ACCOUNT_DISABLED) != 0) {
            return false;
        }
        String status = columns.cell(row, AccountFact.STATUS);
        String word = Columns.plain(status);
        if (alsoOff.contains(word) || (OFF.contains(word) && !alsoOn.contains(word))) {
            return false;
        }
        if (!word.isEmpty() && !ON.contains(word) && !alsoOn.contains(word) && unknownStatuses.size() < 20) {
            unknownStatuses.add(status);
        }
        List<String> flags = columns.cells(row, AccountFact.ENABLED);
        // What is neither yes nor no, such as AWS's "not_supported" of the root account, is taken for the dangerous
        // one.
        return flags.isEmpty() || flags.stream().anyMatch(cell -> !FALSE.contains(Columns.plain(cell)));
    }

    private static boolean isTrue(String cell) {
        return TRUE.contains(Columns.plain(cell)) || (cell.matches(LOCK_TIME) && cell.startsWith("0000"));
    }

    private String privilege(Row row, String shown) {
        List<String> why = new ArrayList<>();
        List<String> flags = columns.cells(row, AccountFact.ADMIN);
        for (int i = 0; i < flags.size(); i++) {
            looks.adminFlag(columns.headers(AccountFact.ADMIN).get(i), flags.get(i))
                    .ifPresent(why::add);
        }
        List<String> roles = columns.cells(row, AccountFact.ROLES);
        for (int i = 0; i < roles.size(); i++) {
            looks.privilegedRole(columns.headers(AccountFact.ROLES).get(i), roles.get(i))
                    .ifPresent(why::add);
        }
        // Slack writes what somebody is into the status.
        looks.privilegedRole("status", columns.cell(row, AccountFact.STATUS)).ifPresent(why::add);
        looks.privilegedName(shown).ifPresent(why::add);
        return String.join(", ", why);
    }

    private Times times(Row row, List<Dates> dates, AccountFact fact) {
        List<String> cells = columns.cells(row, fact);
        List<When> given = new ArrayList<>();
        boolean unreadable = false;
        for (int i = 0; i < cells.size(); i++) {
            switch (dates.get(i).read(cells.get(i))) {
                case Dates.Read.Given read -> given.add(read.when());
                case Dates.Read.Unreadable read -> {
                    unreadable = true;
                    flaw(
                            row.line(),
                            "the " + fact.label() + " is no date that is known here: the account was judged without it;"
                                    + " see --date-pattern");
                }
                case Dates.Read.Absent read -> {}
            }
        }
        return new Times(
                given.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Collections.max(given, (one, other) -> one.compareTo(other, zone))),
                unreadable);
    }

    private record Times(Optional<When> latest, boolean unreadable) {}

    private void unused(long line, String why) {
        unused++;
        flaw(line, why);
    }

    private void flaw(long line, String why) {
        firstFlaw = firstFlaw.or(() -> Optional.of("line " + line + ": " + why));
        unread.accept(new Unread(file.name(), line, why));
    }
}
