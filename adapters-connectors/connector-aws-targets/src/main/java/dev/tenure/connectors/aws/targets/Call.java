package dev.tenure.connectors.aws.targets;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call of the Query protocol.
 *
 * @param action its name
 * @param parameters what was sent with it
 */
record Call(String action, Map<String, String> parameters) {

    static Call of(byte[] form) {
        Map<String, String> parameters = new HashMap<>();
        for (String one : new String(form, StandardCharsets.UTF_8).split("&", -1)) {
            int equals = one.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(one.substring(0, equals)), decoded(one.substring(equals + 1)));
            }
        }
        return new Call(parameters.getOrDefault("Action", ""), Map.copyOf(parameters));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    String required(String name) throws Problem {
        return optional(name).filter(value -> !value.isEmpty()).orElseThrow(() -> new Problem("ValidationError"));
    }

    /** A list, in its order. */
    List<String> list(String name) {
        List<String> all = new ArrayList<>();
        for (int i = 1; optional(name + ".member." + i).isPresent(); i++) {
            optional(name + ".member." + i).ifPresent(all::add);
        }
        return all;
    }

    /** The same with one parameter more. */
    Call with(String name, String value) {
        Map<String, String> more = new HashMap<>(parameters);
        more.put(name, value);
        return new Call(action, Map.copyOf(more));
    }

    String user() throws Problem {
        return required("UserName");
    }
}
