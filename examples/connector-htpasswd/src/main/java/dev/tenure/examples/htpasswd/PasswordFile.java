package dev.tenure.examples.htpasswd;

import dev.tenure.connector.spi.SignIn;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A password file: {@code name:hash} on a line. Whatever is not changed stays as it was written, comments and line ends too.
 * Two lines may have the same name: the web server takes the first, and a change is made to all of them.
 *
 * @param lines without their line feeds; the last is empty where the file ends with one
 */
record PasswordFile(List<String> lines) {

    /** What stands before a hash that is to match nothing until it is taken away again. */
    static final String DISABLED = "!";

    PasswordFile {
        lines = List.copyOf(lines);
    }

    static PasswordFile parse(String text) {
        return new PasswordFile(List.of(text.split("\n", -1)));
    }

    String text() {
        return String.join("\n", lines);
    }

    /**
     * What one line says.
     *
     * @param name the account; where the line names none that can be used, its number
     * @param hash what follows up to the next colon
     * @param rest what follows after that, which the web server passes over
     * @param understood whether it can be changed without damage
     */
    record Entry(String name, String hash, String rest, boolean understood) {

        boolean isDisabled() {
            return understood && hash.startsWith(DISABLED);
        }
    }

    /** What the file holds by name, in the order of names, which pages follow. */
    NavigableMap<String, List<Entry>> byName() {
        NavigableMap<String, List<Entry>> found = new TreeMap<>();
        for (int i = 0; i < lines.size(); i++) {
            entry(i).ifPresent(entry ->
                    found.computeIfAbsent(entry.name(), n -> new ArrayList<>()).add(entry));
        }
        return found;
    }

    List<Entry> entries(String name) {
        return byName().getOrDefault(name, List.of());
    }

    private Optional<Entry> entry(int number) {
        String line = lines.get(number);
        if (line.isBlank() || line.startsWith("#")) {
            return Optional.empty();
        }
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon);
        if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
            return Optional.of(new Entry("(line " + (number + 1) + ")", "", "", false));
        }
        int next = line.indexOf(':', colon + 1);
        int end = next < 0 ? line.stripTrailing().length() : next;
        return Optional.of(
                new Entry(name, line.substring(colon + 1, Math.max(colon + 1, end)), line.substring(end), true));
    }

    /** Whether somebody can sign in. A line that is not understood counts as one that lets somebody in. */
    static SignIn signIn(List<Entry> entries) {
        if (entries.stream().allMatch(Entry::isDisabled)) {
            return SignIn.DISABLED;
        }
        return entries.stream()
                        .allMatch(entry -> entry.understood() && !entry.hash().isEmpty())
                ? SignIn.ENABLED
                : SignIn.UNKNOWN;
    }

    /** With another hash on every line of the name. */
    PasswordFile withHash(String name, UnaryOperator<String> hash) {
        List<String> changed = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Optional<Entry> entry = entry(i).filter(e -> e.name().equals(name));
            changed.add(entry.map(e -> e.name() + ":" + hash.apply(e.hash()) + e.rest())
                    .orElse(lines.get(i)));
        }
        return new PasswordFile(changed);
    }

    /** With one line more, at the end. */
    PasswordFile with(String name, String hash) {
        List<String> changed = new ArrayList<>(lines);
        if (!changed.isEmpty() && changed.getLast().isEmpty()) {
            changed.removeLast();
        }
        changed.add(name + ":" + hash);
        changed.add("");
        return new PasswordFile(changed);
    }

    PasswordFile without(String name) {
        List<String> left = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (entry(i).filter(e -> e.name().equals(name)).isEmpty()) {
                left.add(lines.get(i));
            }
        }
        return new PasswordFile(left);
    }
}
