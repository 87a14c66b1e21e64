package dev.tenure.bootstrap.architecture;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Checks on what code does in its body, in the product and in its tests. */
final class Habits {

    /** Modules whose business is to print on a terminal. */
    private static final Set<String> PRINTING = Set.of("evidence-verifier", "access-check", "demo", "benchmarks");

    private static final Set<String> STREAMS =
            Set.of("System.out", "System.err", "java.lang.System.out", "java.lang.System.err");
    /** Packages and types by which a program sends something, or starts one that does. */
    private static final Set<String> BEYOND_THIS_MACHINE = Set.of(
            "java.net",
            "java.rmi",
            "java.sql",
            "java.nio.channels.SocketChannel",
            "java.nio.channels.AsynchronousSocketChannel",
            "java.nio.channels.DatagramChannel",
            "java.lang.ProcessBuilder",
            "Runtime.getRuntime");

    private static final Set<String> ASSUMPTIONS = Set.of("assumeTrue", "assumeFalse");
    private static final String SLEEPS =
            "sleeps: wait for the fact, and where that takes asking again, list it as exempt";
    private static final Set<String> TIMED = Set.of("assertTimeout", "assertTimeoutPreemptively");

    private Habits() {}

    /** The product logs; it does not print. */
    static HouseRule.Check productionDoesNotPrint() {
        return over(source -> source.isProduction() && !PRINTING.contains(source.module()), source -> Stream.concat(
                        source.all(MemberSelectTree.class).stream()
                                .filter(select -> STREAMS.contains(select.toString()))
                                .map(select -> source.finding(select, select + " in production")),
                        source.all(MethodInvocationTree.class).stream()
                                .filter(call -> called(call).equals("printStackTrace")
                                        && call.getArguments().isEmpty())
                                .map(call -> source.finding(call, "prints a stack trace")))
                .toList());
    }

    /** A test is not switched off, and one that cannot run here says why. */
    static HouseRule.Check testsAreNotSwitchedOff() {
        return over(SourceFile::isTest, source -> {
            List<Finding> findings = new ArrayList<>();
            for (AnnotationTree annotation : source.all(AnnotationTree.class)) {
                String name = SourceFile.simpleName(annotation.getAnnotationType());
                if (name.startsWith("Disabled") || name.equals("Ignore")) {
                    findings.add(source.finding(annotation, "@" + name + " switches a test off"));
                }
            }
            for (MethodInvocationTree call : source.all(MethodInvocationTree.class)) {
                if (ASSUMPTIONS.contains(called(call)) && call.getArguments().size() < 2) {
                    findings.add(source.finding(call, called(call) + " without a message: a skipped test says why"));
                }
            }
            return findings;
        });
    }

    /** A test waits for a fact, not for a time, and asserts none. */
    static HouseRule.Check testsDoNotSleep() {
        return over(SourceFile::isTest, source -> Stream.of(
                        source.all(MethodInvocationTree.class).stream()
                                .filter(call -> called(call).equals("sleep"))
                                .map(call -> source.finding(call, SLEEPS)),
                        source.all(MemberReferenceTree.class).stream()
                                .filter(call -> call.getName().contentEquals("sleep"))
                                .map(call -> source.finding(call, SLEEPS)),
                        source.all(MethodInvocationTree.class).stream()
                                .filter(call -> TIMED.contains(called(call)))
                                .map(call -> source.finding(call, called(call) + " asserts a time")))
                .flatMap(Function.identity())
                .toList());
    }

    /** The verifier imports the JDK and itself, so that it trusts nothing of what it judges. */
    static HouseRule.Check theVerifierStandsAlone() {
        return over(
                source -> source.isProduction() && source.module().equals("evidence-verifier"),
                source -> importsBeside(source, "java.", "org.jspecify.", source.packageName() + "."));
    }

    /** The check imports the domain and its parser beside the JDK, and nothing that reaches beyond this machine. */
    static HouseRule.Check theCheckReachesNothing() {
        return over(source -> source.isProduction() && source.module().equals("access-check"), source -> Stream.concat(
                        importsBeside(
                                source,
                                "java.",
                                "org.jspecify.",
                                "dev.tenure.domain.",
                                "dev.tenure.check.",
                                "de.siegmar.fastcsv.")
                                .stream(),
                        source.all(MemberSelectTree.class).stream()
                                .filter(select -> BEYOND_THIS_MACHINE.contains(select.toString()))
                                .map(select -> source.finding(select, "names " + select)))
                .toList());
    }

    private static List<Finding> importsBeside(SourceFile source, String... allowed) {
        return source.all(ImportTree.class).stream()
                .filter(one -> Stream.of(allowed)
                        .noneMatch(one.getQualifiedIdentifier().toString()::startsWith))
                .map(one -> source.finding(one, "imports " + one.getQualifiedIdentifier()))
                .toList();
    }

    private static HouseRule.Check over(Predicate<SourceFile> which, Function<SourceFile, List<Finding>> check) {
        return codebase -> {
            List<SourceFile> seen = codebase.sources().stream().filter(which).toList();
            return new Verdict(
                    seen.size(), seen.stream().map(check).flatMap(List::stream).toList());
        };
    }

    private static String called(MethodInvocationTree call) {
        return SourceFile.simpleName(call.getMethodSelect());
    }
}
