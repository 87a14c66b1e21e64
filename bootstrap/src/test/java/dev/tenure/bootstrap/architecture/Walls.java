package dev.tenure.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.conditions.ArchConditions.never;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import dev.tenure.bootstrap.architecture.HouseRule.Check;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks on compiled classes: who may know whom, and who may ask the machine. */
final class Walls {

    private static final Set<String> JDK_PACKAGES_WITH_EFFECTS = Set.of(
            "java.sql", "java.net", "java.rmi", "java.awt", "java.nio.file", "java.nio.channels", "java.util.logging");
    private static final Set<String> JDK_CLASSES_WITH_EFFECTS = Set.of(
            "java.io.Console",
            "java.io.RandomAccessFile",
            "java.io.PrintStream",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.Runtime");
    private static final Set<String> NET_VALUES = Set.of("java.net.URI", "java.net.URISyntaxException");

    private static final Pattern ADAPTER =
            Pattern.compile("dev\\.tenure\\.(rest|web|files|persistence|connectors\\.[a-z0-9]+)(\\..*)?");
    private static final Pattern CONNECTOR =
            Pattern.compile("dev\\.tenure\\.connectors\\.(?!runtime\\b)[a-z0-9]+(\\..*)?");

    /** Modules that are not on the class path of {@code bootstrap}: they stand alone, or exist for tests and figures. */
    private static final Set<String> NOT_ASSEMBLED = Set.of(
            "demo",
            "benchmarks",
            "evidence-verifier",
            "access-check",
            "connector-ldap-directories",
            "connector-scim-targets",
            "connector-aws-targets",
            "connector-htpasswd");

    private Walls() {}

    /** The classes below a root know the JDK's own values, JSpecify and what lies below the allowed roots. */
    static Check pure(String root, String... allowedRoots) {
        DescribedPredicate<JavaClass> allowed =
                describe("are values of the JDK, JSpecify or allowed modules", target -> {
                    JavaClass type = target.getBaseComponentType();
                    return type.isPrimitive()
                            || isValueOfJdk(type)
                            || type.getPackageName().startsWith("org.jspecify.")
                            || Stream.of(allowedRoots).anyMatch(one -> isBelow(type, one));
                });
        return classes(below(root), onlyDependOnClassesThat(allowed));
    }

    /** Within a root, the packages of the first level below it do not depend on each other in a circle. */
    static Check acyclicBelow(String root) {
        return codebase -> {
            ArchRule rule = SlicesRuleDefinition.slices()
                    .matching(root + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true);
            int seen = codebase.classes().that(below(root)).size();
            return new Verdict(seen, findings(rule.evaluate(codebase.classes())));
        };
    }

    /** A root holds packages and no class, so that no class escapes the rule on circles. */
    static Check classesBelongToACapability(String... roots) {
        List<String> all = List.of(roots);
        return codebase -> {
            List<JavaClass> seen = codebase.classes().stream()
                    .filter(type -> all.stream().anyMatch(root -> isBelow(type, root)))
                    .filter(type -> !type.getSimpleName().equals("package-info"))
                    .toList();
            return new Verdict(
                    seen.size(),
                    seen.stream()
                            .filter(type -> all.contains(type.getPackageName()))
                            .map(type -> new Finding(topLevelName(type), "stands outside every capability"))
                            .toList());
        };
    }

    /** A connector knows its own package and the SPI. */
    static Check connectorsKnowOnlyTheSpi() {
        return classes(
                describe(
                        "are in a connector",
                        type -> CONNECTOR.matcher(type.getPackageName()).matches()),
                neverDepend(
                        "on another part of the product",
                        (origin, target) -> isBelow(target, "dev.tenure")
                                && !isBelow(target, "dev.tenure.connector.spi")
                                && !adapterOf(target).equals(adapterOf(origin))));
    }

    /** An adapter does not know another adapter. */
    static Check adaptersDoNotKnowEachOther() {
        return classes(
                describe("are in an adapter", type -> adapterOf(type).isPresent()),
                neverDepend(
                        "on another adapter",
                        (origin, target) -> adapterOf(target).isPresent()
                                && !adapterOf(target).equals(adapterOf(origin))));
    }

    /** Nobody outside a root depends on it. */
    static Check nobodyKnows(String root) {
        return classes(
                describe("are outside " + root, type -> isBelow(type, "dev.tenure") && !isBelow(type, root)),
                never(dependOnClassesThat(below(root))));
    }

    /** Classes below the roots depend on none of the packages. */
    static Check notKnown(List<String> roots, String... packages) {
        DescribedPredicate<JavaClass> forbidden =
                describe("are in " + String.join(", ", packages), target -> Stream.of(packages)
                        .anyMatch(one -> isBelow(target, one)));
        return classes(belowAny(roots), never(dependOnClassesThat(forbidden)));
    }

    /** Classes below the roots do not depend on these classes. */
    static Check classesNotKnown(String root, String... names) {
        Set<String> forbidden = Set.of(names);
        return classes(
                below(root),
                never(dependOnClassesThat(
                        describe("are one of " + forbidden, target -> forbidden.contains(target.getName())))));
    }

    /** Classes below the roots ask no clock and wait for none. */
    static Check neverAskTheTime(String... roots) {
        return classes(belowAny(List.of(roots)), never(accessTargetWhere(describe("asks a clock", Walls::asksAClock))));
    }

    /** Classes below the roots draw nothing at random. */
    static Check neverDrawAtRandom(String... roots) {
        return classes(
                belowAny(List.of(roots)), never(accessTargetWhere(describe("draws at random", Walls::drawsAtRandom))));
    }

    /** Of the methods of a port, those named are called by one class alone; what implements the port is no caller. */
    static Check calledOnlyBy(String type, Set<String> methods, String caller) {
        return classes(
                describe(
                        "belong to the product and are not " + caller,
                        one -> one.getName().startsWith("dev.tenure.")
                                && !one.getName().equals(caller)
                                && !one.isAssignableTo(type)
                                && !one.getName().startsWith("dev.tenure.testkit.")),
                never(accessTargetWhere(describe(
                        "calls what " + caller + " alone calls",
                        access -> methods.contains(access.getTarget().getName())
                                && access.getTargetOwner().isAssignableTo(type)))));
    }

    /** Every source that the product is assembled from is among the classes the other checks see. */
    static Check everySourceIsSeen() {
        return codebase -> {
            List<Finding> findings = new ArrayList<>();
            int seen = 0;
            for (SourceFile source : codebase.productionSources()) {
                if (source.isPackageInfo() || NOT_ASSEMBLED.contains(source.module())) {
                    continue;
                }
                seen++;
                String path = source.path();
                int start = path.indexOf("/src/main/java/") + "/src/main/java/".length();
                String name =
                        path.substring(start, path.length() - ".java".length()).replace('/', '.');
                if (!codebase.classes().contain(name)) {
                    findings.add(
                            source.finding("no class " + name + " on the class path of bootstrap: build and install "
                                    + source.module() + ", or put the source where its package says"));
                }
            }
            return new Verdict(seen, findings);
        };
    }

    private static boolean asksAClock(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        return switch (owner) {
            case "java.time.Clock", "java.time.InstantSource" -> true;
            case "java.lang.System" -> Set.of("currentTimeMillis", "nanoTime").contains(name);
            case "java.lang.Thread", "java.util.concurrent.TimeUnit" -> name.equals("sleep");
            case "java.time.ZoneId" -> name.equals("systemDefault");
            case "java.util.Calendar" -> name.equals("getInstance");
            case "java.util.Date" -> access.getDescription().contains("<init>()");
            default -> owner.startsWith("java.time.") && name.equals("now");
        };
    }

    private static boolean drawsAtRandom(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        return switch (owner) {
            case "java.util.Random",
                    "java.util.SplittableRandom",
                    "java.security.SecureRandom",
                    "java.util.concurrent.ThreadLocalRandom" -> true;
            case "java.util.UUID" -> name.equals("randomUUID");
            case "java.lang.Math", "java.lang.StrictMath" -> name.equals("random");
            case "java.util.Collections" -> name.equals("shuffle");
            default -> owner.startsWith("java.util.random.");
        };
    }

    private static boolean isValueOfJdk(JavaClass type) {
        String name = type.getName();
        // A keyed digest is worked out from values alone, like the plain ones of java.security.
        if (name.startsWith("javax.crypto.")) {
            return true;
        }
        if (!name.startsWith("java.") || NET_VALUES.contains(name)) {
            return name.startsWith("java.");
        }
        return JDK_PACKAGES_WITH_EFFECTS.stream().noneMatch(one -> isBelow(type, one))
                && !JDK_CLASSES_WITH_EFFECTS.contains(name)
                && !name.startsWith("java.io.File");
    }

    private static boolean isBelow(JavaClass type, String root) {
        return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
    }

    private static Optional<String> adapterOf(JavaClass type) {
        Matcher matcher = ADAPTER.matcher(type.getPackageName());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static DescribedPredicate<JavaClass> below(String root) {
        return resideInAPackage(root + "..");
    }

    private static DescribedPredicate<JavaClass> belowAny(List<String> roots) {
        return describe("are in " + roots, type -> roots.stream().anyMatch(root -> isBelow(type, root)));
    }

    private static Check classes(DescribedPredicate<JavaClass> which, ArchCondition<JavaClass> should) {
        ArchRule rule = ArchRuleDefinition.classes().that(which).should(should).allowEmptyShould(true);
        return codebase ->
                new Verdict(codebase.classes().that(which).size(), findings(rule.evaluate(codebase.classes())));
    }

    private static ArchCondition<JavaClass> neverDepend(String onWhat, BiPredicate<JavaClass, JavaClass> forbidden) {
        return new ArchCondition<>("not depend " + onWhat) {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                    if (forbidden.test(origin, dependency.getTargetClass())) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static List<Finding> findings(EvaluationResult result) {
        List<Finding> findings = new ArrayList<>();
        result.handleViolations((Collection<Object> objects, String message) -> findings.add(
                new Finding(objects.stream().map(Walls::whereIs).findFirst().orElse(""), message)));
        return findings;
    }

    private static String whereIs(Object violating) {
        if (violating instanceof Dependency dependency) {
            return topLevelName(dependency.getOriginClass());
        }
        if (violating instanceof JavaClass type) {
            return topLevelName(type);
        }
        if (violating instanceof JavaAccess<?> access) {
            return topLevelName(access.getOriginOwner());
        }
        if (violating instanceof HasOwner<?> member && member.getOwner() instanceof JavaClass type) {
            return topLevelName(type);
        }
        return "";
    }

    private static String topLevelName(JavaClass type) {
        String name = type.getBaseComponentType().getName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }
}
