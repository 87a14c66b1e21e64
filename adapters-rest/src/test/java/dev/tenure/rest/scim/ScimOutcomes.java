package dev.tenure.rest.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.application.push.PushedQuery.Window;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How the SCIM server renders the outcomes of its use cases, for the tests of every outcome. */
public final class ScimOutcomes {

    /** What offers the use cases. */
    public static final List<Class<?>> OFFERING = List.of(ScimUsers.class, ScimGroups.class, ScimAdmission.class);

    private static final String BASE = "http://host.example/scim/v2";

    private ScimOutcomes() {}

    /** The methods that render an outcome. */
    public static List<Method> renderers(Class<?> offering) {
        return Arrays.stream(offering.getDeclaredMethods())
                .filter(method ->
                        Modifier.isStatic(method.getModifiers()) && method.getReturnType() == ScimAnswer.class)
                .filter(method -> method.getParameterCount() > 0
                        && method.getParameterTypes()[0].getSimpleName().equals("Outcome"))
                .toList();
    }

    /** The answer in short: its status, and the keyword of an error. */
    public static String answer(Method render, Object outcome)
            throws InvocationTargetException, IllegalAccessException {
        ScimProblem why = ScimProblem.bad(ScimProblem.Type.NO_TARGET, "why");
        ScimQuery query = new ScimQuery(
                Optional.empty(), Optional.empty(), false, new Window.Index(1, 1), Optional.empty(), Optional.empty());
        Object[] arguments = Arrays.stream(render.getParameterTypes())
                .map(type -> {
                    if (type == ScimView.class) {
                        return ScimView.whole(BASE);
                    }
                    if (type == ScimQuery.class) {
                        return query;
                    }
                    if (type == String.class) {
                        return BASE;
                    }
                    return type == Applied.Why.class ? (Applied.Why) () -> why : outcome;
                })
                .toArray();
        ScimAnswer answer = (ScimAnswer) Objects.requireNonNull(render.invoke(null, arguments));
        Optional<ObjectNode> body = answer.body();
        if (answer.status() >= 400) {
            ObjectNode error = body.orElseThrow();
            if (!error.path("status").asText().equals(Integer.toString(answer.status()))
                    || error.path("detail").asText().isEmpty()) {
                throw new AssertionError(outcome + " says nothing");
            }
            return answer.status() + " " + error.path("scimType").asText("-");
        }
        return Integer.toString(answer.status());
    }
}
