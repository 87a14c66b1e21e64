package dev.tenure.examples.htpasswd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A group file: {@code group: name name} on a line. A group may have several lines; its members are those of all of them.
 *
 * @param lines without their line feeds; the last is empty where the file ends with one
 */
record GroupFile(List<String> lines) {

    GroupFile {
        lines = List.copyOf(lines);
    }

    static GroupFile parse(String text) {
        return new GroupFile(List.of(text.split("\n", -1)));
    }

    String text() {
        return String.join("\n", lines);
    }

    /** Members by group, in the order of the groups' names, which pages follow. */
    NavigableMap<String, Set<String>> byName() {
        NavigableMap<String, Set<String>> found = new TreeMap<>();
        for (String line : lines) {
            if (isGroup(line)) {
                found.computeIfAbsent(group(line), g -> new LinkedHashSet<>()).addAll(members(line));
            }
        }
        return found;
    }

    /** A line without a colon names a group that nobody is in, and one without a name has the colon for a name. */
    private static String group(String line) {
        int colon = line.indexOf(':');
        String name = (colon < 0 ? line : line.substring(0, colon)).strip();
        return name.isEmpty() ? ":" : name;
    }

    private static List<String> members(String line) {
        String members = line.substring(line.indexOf(':') + 1).strip();
        return line.indexOf(':') < 0 || members.isEmpty() ? List.of() : Arrays.asList(members.split("\\s+"));
    }

    /** The groups that somebody is in. */
    NavigableSet<String> of(String member) {
        return byName().entrySet().stream()
                .filter(group -> group.getValue().contains(member))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean takesMembers(String line, String group) {
        return isGroup(line) && line.indexOf(':') >= 0 && group(line).equals(group);
    }

    private static boolean isGroup(String line) {
        return !line.isBlank() && !line.startsWith("#");
    }

    /** Whether the group has a line with a colon. */
    boolean takesMembers(String group) {
        return lines.stream().anyMatch(line -> takesMembers(line, group));
    }

    /** With a member more, on the group's first line that takes members. */
    GroupFile with(String group, String member) {
        List<String> changed = new ArrayList<>(lines);
        for (int i = 0; i < changed.size(); i++) {
            if (takesMembers(changed.get(i), group)) {
                changed.set(i, changed.get(i).stripTrailing() + " " + member);
                break;
            }
        }
        return new GroupFile(changed);
    }

    /** Without a member, in the groups that are meant. Lines that do not name it stay as they are. */
    GroupFile without(Predicate<String> groups, String member) {
        return new GroupFile(lines.stream()
                .map(line -> {
                    boolean meant = isGroup(line)
                            && groups.test(group(line))
                            && members(line).contains(member);
                    return meant
                            ? members(line).stream()
                                    .filter(one -> !one.equals(member))
                                    .collect(
                                            Collectors.joining(" ", line.substring(0, line.indexOf(':') + 1) + " ", ""))
                                    .stripTrailing()
                            : line;
                })
                .toList());
    }
}
