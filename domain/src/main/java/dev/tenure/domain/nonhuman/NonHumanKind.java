package dev.tenure.domain.nonhuman;

/** What a non-human identity stands for. */
public enum NonHumanKind {
    /** An account that a program signs in with. */
    SERVICE_ACCOUNT,
    /** A program that does what people do, on the pages that people use. */
    BOT,
    /** One system that calls another's interface. */
    API_INTEGRATION,
    /** A program with an identity of its own from the platform that runs it. */
    WORKLOAD
}
