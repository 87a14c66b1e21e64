package dev.tenure.domain.audit;

import dev.tenure.domain.authorization.Caller;

/** Who or what did something. */
public sealed interface Actor {

    /** The actor of what a caller asked for. */
    static Actor of(Caller caller) {
        return new Person(caller.subject());
    }

    /**
     * A person or a client with a token.
     *
     * @param subject the OpenID provider's stable id
     */
    record Person(String subject) implements Actor {}

    /**
     * The product itself.
     *
     * @param part which part of it, such as {@code lane}
     */
    record Product(String part) implements Actor {}
}
