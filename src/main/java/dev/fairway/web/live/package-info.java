/**
 * Live updates: one stream of events per tab, each event an element that the server rendered. An element with an id and a
 * topic ({@code data-live="row:argocd/shop"}) is replaced whenever there is news of that topic; what a topic means is said
 * by a {@link dev.fairway.web.live.LiveFragment} that any package may add.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.live;
