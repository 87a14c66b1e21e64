package dev.tenure.bootstrap.operation;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps the demo's passwords out of production. */
public final class DevelopmentCredentials {

    /** What every password and secret of the demo begins with. */
    private static final String MARK = "development-only-";

    private static final String ACCEPTED = "TENURE_DEVELOPMENT_CREDENTIALS";

    private DevelopmentCredentials() {}

    /** Why the service does not start with this environment; empty when it may. Names the variable, never its value. */
    public static Optional<String> refusal(Map<String, String> environment) {
        if ("accepted".equals(environment.get(ACCEPTED))) {
            return Optional.empty();
        }
        return new TreeMap<>(environment)
                .entrySet().stream()
                        .filter(variable -> variable.getValue().startsWith(MARK))
                        .map(
                                variable -> variable.getKey()
                                        + ": holds a development credential; set one of your own. Tenure does not start with it.")
                        .findFirst();
    }
}
