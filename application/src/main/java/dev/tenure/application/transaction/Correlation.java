package dev.tenure.application.transaction;

/** Tells which request or piece of work the calling thread is at, so that what it causes can be found together. */
public interface Correlation {

    /**
     * The correlation id of the request, or of the work where no request is behind it.
     *
     * <p>MUST be the same for everything that one request or one run of work does, and MUST NOT be empty, longer than 128
     * characters, or tell who somebody is. Stands in every audit event and every log line.
     */
    String current();
}
