package dev.tenure.check.table;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which column of a file tells what.
 *
 * @param <F> the facts
 */
public final class Columns<F extends Enum<F> & Fact> {

    /** Stands for a header where a fact is to have no column. */
    public static final String NONE = "-";

    /** What Google and others put behind a header. */
    private static final Pattern BRACKETS = Pattern.compile("\\[[^\\]]*]|\\([^)]*\\)");

    private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int NAMES_SHOWN = 30;

    private final List<String> header;
    private final Map<F, List<Integer>> columns;
    private final List<String> unused;

    private Columns(List<String> header, Map<F, List<Integer>> columns, List<String> unused) {
        this.header = header;
        this.columns = columns;
        this.unused = unused;
    }

    /**
     * Finds the columns of a file.
     *
     * @param given headers by label, as the person named them; {@link #NONE} for no column
     * @throws CannotJudge where a named header is not there, or two columns have the same name
     */
    public static <F extends Enum<F> & Fact> Columns<F> of(
            TableFile file, Class<F> facts, Map<String, List<String>> given) throws CannotJudge {
        List<String> header = file.header();
        Map<String, List<Integer>> byName = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            byName.computeIfAbsent(plain(header.get(i)), name -> new ArrayList<>())
                    .add(i);
        }
        Map<F, List<Integer>> columns = new EnumMap<>(facts);
        Map<F, List<Integer>> passedOver = new EnumMap<>(facts);
        List<String> unused = new ArrayList<>();
        for (F fact : facts.getEnumConstants()) {
            List<String> named = given.get(fact.label());
            List<Integer> found = named == null ? known(fact, byName) : named(file, fact, named, byName);
            if (fact.many() || found.size() < 2) {
                columns.put(fact, found);
                continue;
            }
            String first = header.get(found.get(0));
            if (plain(header.get(found.get(1))).equals(plain(first))) {
                throw CannotJudge.line(
                        file.name(),
                        1,
                        "two columns are called \"" + first + "\", columns " + (found.get(0) + 1) + " and "
                                + (found.get(1) + 1) + ", and either could be the " + fact.label(),
                        "Rename or remove one");
            }
            columns.put(fact, found.subList(0, 1));
            passedOver.put(fact, found.subList(1, found.size()));
        }
        Set<Integer> used = columns.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        passedOver.forEach((fact, indices) -> indices.stream()
                .filter(index -> !used.contains(index))
                .map(index -> "\"" + header.get(index) + "\" (as " + fact.label() + ")")
                .forEach(unused::add));
        return new Columns<>(header, columns, unused);
    }

    /** Letters and digits in lower case, without what stands in brackets. */
    public static String plain(String name) {
        return NO_LETTER_OR_DIGIT
                .matcher(BRACKETS.matcher(name).replaceAll(""))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    private static List<Integer> known(Fact fact, Map<String, List<Integer>> byName) {
        return fact.headers().stream()
                .flatMap(name -> byName.getOrDefault(name, List.of()).stream())
                .toList();
    }

    private static List<Integer> named(TableFile file, Fact fact, List<String> names, Map<String, List<Integer>> byName)
            throws CannotJudge {
        List<Integer> found = new ArrayList<>();
        for (String name : names) {
            if (name.equals(NONE)) {
                continue;
            }
            List<Integer> exact = new ArrayList<>();
            for (int i = 0; i < file.header().size(); i++) {
                if (file.header().get(i).equals(name.strip())) {
                    exact.add(i);
                }
            }
            if (exact.isEmpty()) {
                exact = byName.getOrDefault(plain(name), List.of());
            }
            if (exact.isEmpty()) {
                throw CannotJudge.line(
                        file.name(),
                        1,
                        "there is no column \"" + name + "\" for " + fact.label() + "; there are "
                                + names(file.header()),
                        "Correct --column, or --separator if these look wrong");
            }
            found.addAll(exact);
        }
        return found;
    }

    /** The names of a header, for a message. */
    public static String names(List<String> header) {
        String shown = header.stream()
                .limit(NAMES_SHOWN)
                .map(name -> "\"" + (name.length() > 60 ? name.substring(0, 60) + "…" : name) + "\"")
                .collect(Collectors.joining(", "));
        return header.size() > NAMES_SHOWN ? shown + " and " + (header.size() - NAMES_SHOWN) + " more" : shown;
    }

    /** Whether any column tells the fact. */
    public boolean has(F fact) {
        return !indices(fact).isEmpty();
    }

    /** What a row tells, stripped; empty where it tells nothing. */
    public String cell(Row row, F fact) {
        List<Integer> found = indices(fact);
        return found.isEmpty() ? "" : row.cells().get(found.get(0)).strip();
    }

    /** What a row tells in each column of the fact, stripped, as many as there are columns. */
    public List<String> cells(Row row, F fact) {
        return indices(fact).stream()
                .map(index -> row.cells().get(index).strip())
                .toList();
    }

    /** The headers of the fact's columns, in the order of {@link #cells}. */
    public List<String> headers(F fact) {
        return indices(fact).stream().map(header::get).toList();
    }

    /** The dates of a fact, one for each of its columns. */
    public List<Dates> dates(FileSettings settings, F fact) throws CannotJudge {
        List<Dates> dates = new ArrayList<>();
        for (String name : headers(fact)) {
            dates.add(settings.dates(fact, name));
        }
        return dates;
    }

    /** Shows a row's cells to the dates of a fact. */
    public void show(Row row, F fact, List<Dates> dates) {
        List<String> cells = cells(row, fact);
        for (int i = 0; i < dates.size(); i++) {
            dates.get(i).see(cells.get(i));
        }
    }

    /** Which column was taken for what, in words. */
    public String said() {
        return columns.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey().label() + "="
                        + headers(entry.getKey()).stream()
                                .map(name -> "\"" + name + "\"")
                                .collect(Collectors.joining("+")))
                .collect(Collectors.joining(", "));
    }

    /** Columns that could have told something and were passed over for a better one. */
    public List<String> unused() {
        return unused;
    }

    private List<Integer> indices(F fact) {
        return columns.getOrDefault(fact, List.of());
    }
}
