/** The pages about repositories, their credentials and the hosts they are on. */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.settings.repositories;
