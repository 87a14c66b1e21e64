/** What a person waits for a page of the product, in a company of a hundred thousand. */
@NullMarked
package dev.tenure.benchmarks.pages;

import org.jspecify.annotations.NullMarked;
