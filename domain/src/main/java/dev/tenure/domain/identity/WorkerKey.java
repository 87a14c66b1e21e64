package dev.tenure.domain.identity;

/**
 * How a source names a worker.
 *
 * @param feed the source
 * @param workerId the source's own id, compared byte for byte
 */
public record WorkerKey(String feed, String workerId) {}
