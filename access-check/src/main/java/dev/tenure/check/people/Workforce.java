package dev.tenure.check.people;

import dev.tenure.check.table.CannotJudge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Everybody of the HR file, to be found by what accounts say. */
public final class Workforce {

    private static final Pattern LEADING_ZEROS = Pattern.compile("\\A0+(?=[0-9]+\\z)");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final List<Worker> workers;
    private final Map<Join, Map<String, List<Worker>>> found = new EnumMap<>(Join.class);

    /** Holds the workers. */
    public Workforce(List<Worker> workers) {
        this.workers = List.copyOf(workers);
    }

    /** Everybody, in the order of the file. */
    public List<Worker> workers() {
        return workers;
    }

    /** How many have this standing. */
    public long count(Standing standing) {
        return workers.stream().filter(worker -> worker.standing() == standing).count();
    }

    /**
     * Whose an account is. Each clue that is known to HR narrows the choice; clues that contradict each other leave it open.
     */
    public Match match(Clues clues, Set<Join> joins) {
        List<Worker> left = List.of();
        for (Join join : joins) {
            List<Worker> named = named(clues, join);
            if (named.isEmpty()) {
                continue;
            }
            if (left.isEmpty()) {
                left = named;
                continue;
            }
            List<Worker> both = left.stream().filter(named::contains).toList();
            if (both.isEmpty()) {
                return new Match.Several(union(left, named), true);
            }
            left = both;
        }
        return switch (left.size()) {
            case 0 -> new Match.Nobody();
            case 1 -> new Match.One(left.get(0));
            default -> new Match.Several(left, false);
        };
    }

    /** Whom a text names: a worker's id, address, user name or name. */
    public Match named(String text) {
        Clues clues = new Clues(text, text, text, text);
        for (Join join : Join.values()) {
            List<Worker> named = join == Join.LOCAL_PART ? List.of() : named(clues, join);
            if (!named.isEmpty()) {
                return named.size() == 1 ? new Match.One(named.get(0)) : new Match.Several(named, false);
            }
        }
        return new Match.Nobody();
    }

    private List<Worker> named(Clues clues, Join join) {
        return switch (join) {
            case WORKER_ID -> get(join, id(clues.workerId()));
            case EMAIL -> {
                List<Worker> byEmail = get(join, text(clues.email()));
                yield byEmail.isEmpty() && clues.username().contains("@") ? get(join, text(clues.username())) : byEmail;
            }
            case USERNAME -> get(join, username(clues.username()));
            case LOCAL_PART -> clues.username().contains("@") ? List.of() : get(join, username(clues.username()));
            case NAME -> get(join, name(clues.name()));
        };
    }

    private List<Worker> get(Join join, String key) {
        return key.isEmpty()
                ? List.of()
                : found.computeIfAbsent(join, this::index).getOrDefault(key, List.of());
    }

    private Map<String, List<Worker>> index(Join join) {
        Function<Worker, String> key =
                switch (join) {
                    case WORKER_ID -> worker -> id(worker.workerId());
                    case EMAIL -> Worker::email;
                    case USERNAME -> Worker::username;
                    case LOCAL_PART -> worker -> worker.email().replaceFirst("@.*", "");
                    case NAME -> worker -> name(worker.name());
                };
        Map<String, List<Worker>> index = HashMap.newHashMap(workers.size());
        for (Worker worker : workers) {
            String at = key.apply(worker);
            if (!at.isEmpty()) {
                index.merge(at, List.of(worker), Workforce::joined);
            }
        }
        return index;
    }

    /** A value that stands for none may be that of everybody: adding one more must not copy all. */
    private static List<Worker> joined(List<Worker> some, List<Worker> more) {
        List<Worker> all = some instanceof ArrayList<Worker> growing ? growing : new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private static List<Worker> union(List<Worker> some, List<Worker> more) {
        TreeSet<Worker> all = new TreeSet<>(Comparator.comparingLong(Worker::line));
        all.addAll(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    /** Ids are compared without their case, and numbers without leading zeros: spreadsheets eat them. */
    static String id(String written) {
        return LEADING_ZEROS.matcher(text(written)).replaceFirst("");
    }

    static String text(String written) {
        return written.strip().toLowerCase(Locale.ROOT);
    }

    /** A name in a domain of Windows stands behind its backslash. */
    static String username(String written) {
        return text(written.substring(written.lastIndexOf('\\') + 1));
    }

    private static String name(String written) {
        return BLANKS.matcher(text(written)).replaceAll(" ");
    }

    /** Refuses to hold nobody. */
    static Workforce of(List<Worker> workers, String file, Optional<String> firstFlaw) throws CannotJudge {
        if (workers.isEmpty()) {
            throw CannotJudge.file(
                    file,
                    firstFlaw.isPresent()
                            ? "no row of it could be used; the first: " + firstFlaw.get()
                            : "has a header and no workers",
                    "Export it again, everybody in it, those who left with their last day");
        }
        return new Workforce(workers);
    }
}
