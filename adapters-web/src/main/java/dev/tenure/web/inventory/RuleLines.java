package dev.tenure.web.inventory;

import dev.tenure.domain.inventory.Correlation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rules of correlation as people write them, one on a line: {@code employeeNumber = worker-id, certain}. */
final class RuleLines {

    private static final Pattern LINE = Pattern.compile("(.+?)\\s*=\\s*([a-z-]+)\\s*,\\s*(certain|probable)");

    private RuleLines() {}

    static String write(Correlation correlation) {
        return correlation.rules().stream()
                .map(rule -> rule.accountAttribute() + " = " + name(rule.identityAttribute()) + ", "
                        + name(rule.confidence()))
                .collect(Collectors.joining("\n"));
    }

    /** Empty where it is not to be understood, or no order of rules. */
    static Optional<Correlation> read(String text) {
        List<Correlation.Rule> rules = new ArrayList<>();
        try {
            for (String line : text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList()) {
                Matcher parts = LINE.matcher(line);
                if (!parts.matches()) {
                    return Optional.empty();
                }
                Optional<Correlation.IdentityAttribute> attribute = Arrays.stream(
                                Correlation.IdentityAttribute.values())
                        .filter(one -> name(one).equals(parts.group(2)))
                        .findFirst();
                if (attribute.isEmpty()) {
                    return Optional.empty();
                }
                rules.add(new Correlation.Rule(
                        parts.group(1),
                        attribute.get(),
                        parts.group(3).equals("certain")
                                ? Correlation.Confidence.CERTAIN
                                : Correlation.Confidence.PROBABLE));
            }
            return Optional.of(new Correlation(rules));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
