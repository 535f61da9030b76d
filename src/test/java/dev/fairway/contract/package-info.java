/** One contract for a Kubernetes API, kept by the sandbox and by a real server. */
package dev.fairway.contract;
