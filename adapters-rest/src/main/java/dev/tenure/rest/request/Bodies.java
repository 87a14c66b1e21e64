package dev.tenure.rest.request;

import dev.tenure.rest.problem.ProblemJson;
import dev.tenure.rest.problem.ProblemJson.ErrorJson;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.RequestRefused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies of requests. */
public final class Bodies {

    private Bodies() {}

    /** The body, which must be there. */
    public static <T> T given(@Nullable T body) {
        if (body == null) {
            throw new RequestRefused(ProblemJson.of(
                    ProblemKind.INVALID_REQUEST, List.of(ErrorJson.at("", "the body is missing: send a JSON object"))));
        }
        return body;
    }
}
