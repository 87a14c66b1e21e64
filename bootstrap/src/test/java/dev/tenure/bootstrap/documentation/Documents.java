package dev.tenure.bootstrap.documentation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks what the documents name against what there is. */
final class Documents {

    /** Where the API is described. */
    static final String API = "docs/openapi.yaml";

    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6}\\s+(.+)$");
    private static final Pattern CALL = Pattern.compile("\\./tenure +([a-z][a-z-]*)((?: +[^\\s`|]+)*)");
    private static final Pattern OPTION = Pattern.compile("(?<= )--[a-z-]+");
    private static final Pattern COMMANDS = Pattern.compile("(?m)^  ([a-z][a-z| -]*)\\) [a-z_]+");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern TYPE = Pattern.compile("(?:[A-Z][a-z0-9]+){2,}(?:\\.[A-Z]\\w+)*");
    private static final Pattern DECLARED = Pattern.compile("\\b(?:class|interface|record|enum)\\s+([A-Z]\\w*)");
    private static final Pattern QUALIFIED = Pattern.compile("\\bdev\\.tenure\\.[\\w.]*?([A-Z]\\w*)");
    private static final Pattern OPERATION = Pattern.compile(
            "(?:(GET|POST|PUT|PATCH|DELETE)\\s+|-X (GET|POST|PUT|PATCH|DELETE) \\S*?)?(/api/v1/[^\\s\"'`)<>?\\\\]+)");
    private static final Pattern API_PATH = Pattern.compile("^  [\"']?(/[^:\"']+)[\"']?:\\s*$");
    private static final Pattern API_METHOD = Pattern.compile("^    (get|put|post|delete|patch):\\s*$");

    private final Repository repository;
    private final Map<String, String> documents;

    Documents(Repository repository) {
        this.repository = repository;
        this.documents = repository.documents();
    }

    /** Every relative link leads to a file or folder, and to a heading where it names one. */
    Findings links() {
        Map<String, Set<String>> headings = new HashMap<>();
        documents.forEach((path, text) -> headings.put(path, headings(text)));
        return each(LINK, text -> FENCE.matcher(text).replaceAll(""), (path, link) -> {
            String target = link.group(1);
            if (target.matches("[a-z]+:.*")) {
                return null;
            }
            String file = target.replaceFirst("#.*", "");
            String resolved = file.isEmpty() ? path : resolve(path, file);
            if (!repository.has(resolved)) {
                return "links to " + target + ", and there is no " + resolved;
            }
            String anchor = target.contains("#") ? target.substring(target.indexOf('#') + 1) : "";
            Set<String> there = headings.get(resolved);
            return anchor.isEmpty() || there == null || there.contains(anchor)
                    ? null
                    : "links to " + target + ", and " + resolved + " has no such heading";
        });
    }

    /** Every call of the script is one that the script knows, with options that its help names. */
    Findings commands() {
        String script = repository.text("tenure");
        String choice = script.substring(Math.max(0, script.indexOf("case \"$command\" in")));
        Set<String> known = new TreeSet<>();
        COMMANDS.matcher(choice)
                .results()
                .forEach(label ->
                        known.addAll(List.of(label.group(1).replace(" ", "").split("\\|", -1))));
        return each(CALL, text -> text, (path, call) -> {
            if (!known.contains(call.group(1))) {
                return "names ./tenure " + call.group(1) + ", and the script knows " + known;
            }
            Matcher option = OPTION.matcher(call.group(2));
            while (option.find()) {
                if (!script.contains(option.group())) {
                    return "names " + call.group() + ", and the script's help has no " + option.group();
                }
            }
            return null;
        });
    }

    /** Every path below one of the repository's own folders exists. What a build makes is left out. */
    Findings paths() {
        String folders = repository.texts().keySet().stream()
                .filter(path -> path.contains("/"))
                .map(path -> Pattern.quote(path.substring(0, path.indexOf('/'))))
                .distinct()
                .collect(Collectors.joining("|"));
        Pattern path = Pattern.compile("(?<![\\w./+$-])((?:" + folders + ")(?:/[\\w.*{}-]+)+)");
        return each(path, text -> text, (document, found) -> {
            String named = found.group(1).replaceFirst("\\.$", "");
            boolean built = named.contains("/target/") || named.endsWith("/target");
            boolean mediaType =
                    named.startsWith("application/") && !named.matches("application/(src/.*|src|pom\\.xml)");
            boolean pattern = named.matches(".*[*{}].*");
            return built || mediaType || pattern || repository.has(named)
                    ? null
                    : "names " + named + ", and there is no such file or folder";
        });
    }

    /**
     * Every type that stands in code marks is declared in a source.
     *
     * @param foreign types of the JDK and of libraries
     */
    Findings types(Set<String> foreign) {
        Map<String, Set<String>> declaredIn = new HashMap<>();
        repository
                .sources()
                .forEach((path, text) -> DECLARED.matcher(text).results().forEach(type -> declaredIn
                        .computeIfAbsent(type.group(1), name -> new HashSet<>())
                        .add(path)));
        return each(CODE, text -> text, (document, code) -> {
            Matcher qualified = QUALIFIED.matcher(code.group(1));
            String name = qualified.matches() ? qualified.group(1) : code.group(1);
            if (foreign.contains(name)
                    || (!qualified.matches() && !TYPE.matcher(name).matches())) {
                return null;
            }
            Set<String> files = null;
            for (String part : name.split("\\.", -1)) {
                Set<String> here = new HashSet<>(declaredIn.getOrDefault(part, Set.of()));
                if (files != null) {
                    here.retainAll(files);
                }
                if (here.isEmpty()) {
                    return "names the type " + name + ", and no source declares " + part
                            + (files == null ? "" : " inside it");
                }
                files = here;
            }
            return null;
        });
    }

    /** The foreign types that a document names. */
    Set<String> codeWords() {
        Set<String> words = new TreeSet<>();
        documents.values().forEach(text -> CODE.matcher(text).results().forEach(code -> words.add(code.group(1))));
        return words;
    }

    /** Every operation of the API is described, with the method where the document names one. */
    Findings operations() {
        Map<String, Set<String>> described = described();
        return each(OPERATION, text -> text, (document, found) -> {
            String path = found.group(3).replaceFirst("[.,:;/]+$", "");
            String method = found.group(1) != null ? found.group(1) : found.group(2);
            Set<String> methods = described.entrySet().stream()
                    .filter(entry -> matches(entry.getKey(), path))
                    .flatMap(entry -> entry.getValue().stream())
                    .collect(Collectors.toSet());
            if (methods.isEmpty()) {
                return "names " + path + ", and " + API + " does not describe it";
            }
            return method == null || methods.contains(method.toLowerCase(Locale.ROOT))
                    ? null
                    : "names " + method + " " + path + ", and " + API + " describes only " + new TreeSet<>(methods);
        });
    }

    private Map<String, Set<String>> described() {
        Map<String, Set<String>> paths = new LinkedHashMap<>();
        Set<String> current = new HashSet<>();
        for (String line : repository.text(API).lines().toList()) {
            Matcher path = API_PATH.matcher(line);
            Matcher method = API_METHOD.matcher(line);
            if (path.matches()) {
                current = paths.computeIfAbsent(path.group(1), p -> new HashSet<>());
            } else if (method.matches()) {
                current.add(method.group(1));
            }
        }
        return paths;
    }

    /** A variable of the template stands for any one part. */
    private static boolean matches(String template, String path) {
        String[] wanted = template.split("/", -1);
        String[] given = path.split("/", -1);
        if (wanted.length != given.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!wanted[i].startsWith("{") && !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }

    private Findings each(
            Pattern pattern, UnaryOperator<String> part, BiFunction<String, MatchResult, @Nullable String> judge) {
        List<String> broken = new ArrayList<>();
        int seen = 0;
        for (Map.Entry<String, String> document : new TreeMap<>(documents).entrySet()) {
            Matcher matcher = pattern.matcher(part.apply(document.getValue()));
            while (matcher.find()) {
                seen++;
                String found = judge.apply(document.getKey(), matcher.toMatchResult());
                if (found != null) {
                    broken.add(document.getKey() + ": " + found);
                }
            }
        }
        return new Findings(seen, broken);
    }

    private static String resolve(String document, String link) {
        Path folder = Path.of("/" + document).getParent();
        Path resolved = (folder == null ? Path.of("/") : folder).resolve(link).normalize();
        return resolved.toString().substring(1);
    }

    /** The anchors that a reader's browser makes of headings: lower case, without signs, hyphens for blanks. */
    private static Set<String> headings(String text) {
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(FENCE.matcher(text).replaceAll(""))
                .results()
                .forEach(heading -> anchors.add(heading.group(1)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-')));
        return anchors;
    }
}
