package dev.tenure.bootstrap.architecture;

import com.sun.source.tree.MethodTree;
import dev.tenure.bootstrap.architecture.SourceFile.DeclaredType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks on names. */
final class Names {

    private static final Set<String> WORDS_THAT_SAY_NOTHING = Set.of(
            "Service", "Manager", "Helper", "Helpers", "Util", "Utils", "Impl", "Abstract", "Base", "Data", "Info");
    private static final Set<String> LAYERS =
            Set.of("port", "ports", "in", "out", "service", "services", "impl", "dto", "util", "utils", "common");
    private static final Set<String> TEST_ANNOTATIONS =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "FuzzTest");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_+");

    private Names() {}

    /** The words of a camel-case or snake-case name. */
    static List<String> words(String name) {
        return List.of(BETWEEN_WORDS.split(name, -1));
    }

    /** No word of a type's name is one of those that fit anything. */
    static HouseRule.Check typeNamesSaySomething() {
        return codebase -> {
            List<Finding> findings = new ArrayList<>();
            int seen = 0;
            for (SourceFile source : codebase.sources()) {
                if (!source.path().contains("/src/main/")) {
                    continue;
                }
                for (DeclaredType type : source.types()) {
                    seen++;
                    words(type.name()).stream()
                            .filter(WORDS_THAT_SAY_NOTHING::contains)
                            .map(word ->
                                    source.finding(type.tree(), type.name() + " says " + word + ": say what it is"))
                            .forEach(findings::add);
                }
            }
            return new Verdict(seen, findings);
        };
    }

    /** No part of a package's name is a technical layer. */
    static HouseRule.Check packagesAreNoLayers() {
        return codebase -> {
            List<SourceFile> seen = codebase.sources();
            return new Verdict(
                    seen.size(),
                    seen.stream()
                            .filter(source -> Stream.of(source.packageName().split("\\.", -1))
                                    .anyMatch(LAYERS::contains))
                            .map(source -> source.finding(
                                    "package " + source.packageName() + " names a layer, not a capability"))
                            .toList());
        };
    }

    /** The name of a test method says what is true: more than a word, and not {@code testSomething}. */
    static HouseRule.Check testsAreSentences() {
        return codebase -> {
            List<Finding> findings = new ArrayList<>();
            int seen = 0;
            for (SourceFile source : codebase.sources()) {
                if (!source.isTest()) {
                    continue;
                }
                for (MethodTree method : source.all(MethodTree.class)) {
                    if (TEST_ANNOTATIONS.stream().noneMatch(test -> SourceFile.annotationOf(method.getModifiers(), test)
                            .isPresent())) {
                        continue;
                    }
                    seen++;
                    List<String> words = words(method.getName().toString());
                    if (words.size() < 2 || (words.size() < 4 && words.get(0).equals("test"))) {
                        findings.add(source.finding(method, method.getName() + " is not a sentence"));
                    }
                }
            }
            return new Verdict(seen, findings);
        };
    }
}
