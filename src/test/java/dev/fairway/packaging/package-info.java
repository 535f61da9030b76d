/** What is shipped around the program: the chart, the compose file, the names of settings in both. */
package dev.fairway.packaging;
