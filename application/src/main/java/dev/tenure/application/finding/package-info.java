/** What is wrong with access, found after every read of a system, and what people do about it. */
@NullMarked
package dev.tenure.application.finding;

import org.jspecify.annotations.NullMarked;
