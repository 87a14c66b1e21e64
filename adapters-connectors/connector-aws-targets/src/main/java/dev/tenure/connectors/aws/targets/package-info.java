/**
 * An account of AWS as far as IAM, STS and IAM Identity Center go, in memory, over real HTTP on the loopback address, written
 * from the published references of these.
 *
 * <p>For tests and for the demo; nothing is kept when it is closed. It checks signatures, can be told to fail in a planned
 * way, tells the truth about what it holds, and keeps a ledger of every write that took effect.
 */
@NullMarked
package dev.tenure.connectors.aws.targets;

import org.jspecify.annotations.NullMarked;
