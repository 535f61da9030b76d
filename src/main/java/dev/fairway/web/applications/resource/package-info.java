/**
 * The pages of one object below an application: what it is, how it does and why, what it is written as, what happened to it,
 * and what a person can do to it. Views are pure; the controllers read and act.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.applications.resource;
